import { stocksIn, isAdmitted } from './admission.ts';
import type { Admission } from './admission.ts';
import type { Cohort } from './cohort.ts';
import type { SpaceListener } from './cohort-space.ts';
import { blanksChanged, holesChanged } from './stock.ts';

/** Kinds of request that are remembered; of more, those that were not asked for the longest are forgotten. */
const MOST_ADMISSIONS = 64;

/** What is remembered of an inventory for kinds of request, kept as drives are taken and given back. */
export class StockKeeper implements SpaceListener {
  /** The one that was asked for last comes last. */
  readonly #admissions = new Map<string, Admission>();
  readonly #texts = new WeakMap<object, string>();
  readonly #numbers = new WeakMap<object, number>();
  #numbered = 0;
  #cohort: Cohort | undefined;
  #latest: string | undefined;

  /** A number for an object, the same for as long as it lives: makes keys out of constraints that only their identity tells apart. */
  numberOf(object: object): number {
    const known = this.#numbers.get(object);
    if (known !== undefined) return known;
    this.#numbered += 1;
    this.#numbers.set(object, this.#numbered);
    return this.#numbered;
  }

  /** What an object comes to as text, written once for as long as it lives. */
  textOf(object: object, write: () => string): string {
    const known = this.#texts.get(object);
    if (known !== undefined) return known;
    const text = write();
    this.#texts.set(object, text);
    return text;
  }

  find(key: string, make: () => Admission): Admission {
    const known = this.#admissions.get(key);
    if (known && this.#latest === key) return known;
    const admission = known ?? make();
    this.#admissions.delete(key);
    this.#admissions.set(key, admission);
    this.#latest = key;
    const [oldest] = this.#admissions.keys();
    if (this.#admissions.size > MOST_ADMISSIONS && oldest !== undefined) this.#admissions.delete(oldest);
    return admission;
  }

  all(): Iterable<Admission> {
    return this.#admissions.values();
  }

  forgetAll(): void {
    this.#admissions.clear();
    this.#latest = undefined;
  }

  /** Whatever it is told from now on is about this cohort. */
  hearing(cohort: Cohort): this {
    this.#cohort = cohort;
    return this;
  }

  blankChanged(by: 1 | -1, some: boolean): void {
    const cohort = this.#cohort;
    if (!cohort) return;
    for (const admission of this.#admissions.values()) {
      if (!isAdmitted(admission, cohort)) continue;
      for (const { stock } of stocksIn(admission, cohort.area)) blanksChanged(stock, cohort, by, some);
    }
  }

  holesChanged(length: number, by: 1 | -1, some: boolean): void {
    const cohort = this.#cohort;
    if (!cohort) return;
    for (const admission of this.#admissions.values()) {
      if (!admission.slices || !isAdmitted(admission, cohort)) continue;
      for (const { stock } of stocksIn(admission, cohort.area)) holesChanged(stock, cohort, length, by, some);
    }
  }
}
