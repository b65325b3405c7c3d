import type { Terms } from './whole.ts';
import { stocksIn, isAdmitted } from './admission.ts';
import type { Admission } from './admission.ts';
import type { Cohort } from './cohort.ts';
import type { SpaceListener } from './cohort-space.ts';
import { blanksChanged, holesChanged } from './stock.ts';
import type { Stock } from './stock.ts';

/** Sets of terms that are remembered. */
const MOST_TERMS = 256;

/** Kinds of request that are remembered; of more, those that were not asked for the longest are forgotten. */
const MOST_ADMISSIONS = 128;

/** What is remembered of an inventory for kinds of request, kept as drives are taken and given back. */
export class StockKeeper implements SpaceListener {
  readonly #admissions = new Map<string, { readonly admission: Admission; asked: number }>();
  /** Counts what is asked for: tells what was not asked for the longest. */
  #asked = 0;
  readonly #terms = new Map<string, Terms>();
  readonly #numbers = new WeakMap<object, number>();
  #numbered = 0;
  #cohort: Cohort | undefined;
  /** By position: the stocks that the cohort is part of. Asking every admission again would take longer than telling them. */
  readonly #concerned: (readonly Stock[] | undefined)[] = [];

  /** A number for an object, the same for as long as it lives: makes keys out of constraints that only their identity tells apart. */
  numberOf(object: object): number {
    const known = this.#numbers.get(object);
    if (known !== undefined) return known;
    this.#numbered += 1;
    this.#numbers.set(object, this.#numbered);
    return this.#numbered;
  }

  terms(key: string, make: () => Terms): Terms {
    const known = this.#terms.get(key);
    if (known) return known;
    if (this.#terms.size >= MOST_TERMS) this.#terms.clear();
    const terms = make();
    this.#terms.set(key, terms);
    return terms;
  }

  find(key: string, make: () => Admission): Admission {
    const known = this.#admissions.get(key);
    const remembered = known ?? { admission: make(), asked: 0 };
    remembered.asked = this.#asked += 1;
    if (known) return known.admission;
    if (this.#admissions.size >= MOST_ADMISSIONS) this.#forgetOldest();
    this.#admissions.set(key, remembered);
    this.changed();
    return remembered.admission;
  }

  #forgetOldest(): void {
    let oldest: string | undefined;
    let least = Infinity;
    for (const [key, { asked }] of this.#admissions) {
      if (asked >= least) continue;
      least = asked;
      oldest = key;
    }
    if (oldest !== undefined) this.#admissions.delete(oldest);
    this.changed();
  }

  *all(): Generator<Admission> {
    for (const { admission } of this.#admissions.values()) yield admission;
  }

  forgetAll(): void {
    this.changed();
    this.#admissions.clear();
  }

  /** What is told of cohorts has to be told to other stocks from now on. */
  readonly changed = (): void => {
    this.#concerned.length = 0;
  };

  /** Whatever it is told from now on is about this cohort. */
  hearing(cohort: Cohort): this {
    this.#cohort = cohort;
    return this;
  }

  blankChanged(by: 1 | -1, some: boolean): void {
    const cohort = this.#cohort;
    if (cohort) for (const stock of this.#stocksWith(cohort)) blanksChanged(stock, cohort, by, some);
  }

  holesChanged(length: number, by: 1 | -1, some: boolean): void {
    const cohort = this.#cohort;
    if (cohort) for (const stock of this.#stocksWith(cohort)) holesChanged(stock, cohort, length, by, some);
  }

  #stocksWith(cohort: Cohort): readonly Stock[] {
    const known = this.#concerned[cohort.position];
    if (known) return known;
    const stocks: Stock[] = [];
    for (const { admission } of this.#admissions.values()) {
      if (isAdmitted(admission, cohort)) stocks.push(...stocksIn(admission, cohort.area).map(({ stock }) => stock));
    }
    this.#concerned[cohort.position] = stocks;
    return stocks;
  }
}
