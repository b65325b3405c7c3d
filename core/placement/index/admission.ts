import type { ConstraintSource } from '../../model/constraints.ts';
import type { DriveHindrance } from '../../model/drive-report.ts';
import type { BackendName } from '../../model/ids.ts';
import type { Pool } from '../../model/inventory.ts';
import type { Cohort } from './cohort.ts';
import type { CohortSpace } from './cohort-space.ts';
import { addCohort, emptyStock, removeCohort } from './stock.ts';
import type { Stock } from './stock.ts';
import type { Terms } from './whole.ts';
import type { TreeShape } from './tree-shape.ts';

/** One thing that is asked of every drive, in the order in which refusals count them. */
export interface AdmissionStep {
  readonly source: ConstraintSource;
  /** What admitted drives are: "an HDD", "tagged fast". */
  readonly label: string;
  readonly admits: (cohort: Cohort) => boolean;
}

/** What requests of one kind ask of drives. */
export interface Demand {
  readonly pools: ReadonlyMap<BackendName, readonly Pool[]>;
  readonly steps: readonly AdmissionStep[];
  /** Whether they take free runs of sliced drives. */
  readonly slices: boolean;
}

/**
 * Which drives requests of one kind may have, and what is free of them. Worked out once for all of these requests, and
 * kept as the inventory changes.
 */
export interface Admission extends Demand {
  /** By position: the step that rules the cohort out; as many as there are steps where none does; -1 for no cohort. */
  readonly ruledOutBy: Int16Array;
  /** Drives that each step rules out, of those that all earlier ones admit; the last: those that all admit. */
  readonly counts: number[];
  /** What is wrong with drives that some step ruled out for it, by what hosts told of them. */
  readonly hindered: Map<DriveHindrance, number>;
  readonly stocks: Map<string, AdmittedStock>;
  /** The stocks that take in what lies in an area. */
  readonly stocksAt: Map<number, AdmittedStock[]>;
  /** Called when stocks come, go, or take in other cohorts than before. */
  readonly changed: () => void;
  /** By what the volume must be reachable from. */
  alternatives: WeakMap<object, Alternatives>;
}

/** One part of the inventory that a volume may lie in whole. */
export interface Alternative {
  readonly backend: BackendName;
  /** Position in the order of preference. */
  readonly rank: number;
  readonly admitted: AdmittedStock;
}

export interface Alternatives {
  readonly list: readonly Alternative[];
  /** What lies in any of them: nothing that one offers is better than the best of this. */
  readonly union: AdmittedStock;
}

/** What is free of the admitted cohorts of some areas. */
export interface AdmittedStock {
  readonly stock: Stock;
  readonly areas: ReadonlySet<number>;
  /** What drives are worth by scores; `undefined` where all are worth the same. */
  readonly worth: WorthOfCohorts | undefined;
  /** By what is asked of the whole placement. */
  shapes: WeakMap<Terms, TreeShape>;
  /** The same where uplinks have bounds of their own. */
  countingShapes: WeakMap<Terms, TreeShape>;
  /** The same cohorts by what scores make of their drives, by these scores. */
  readonly scored: Map<string, ScoredStock>;
}

/** Whether `all` of the scores are sums over drives that can be worked out for every drive, `some`, or `none`. */
export type ScoredStock = { readonly kind: 'all' | 'some'; readonly part: AdmittedStock } | { readonly kind: 'none' };

/** Worths of cohorts, as places in a list of the different ones, the highest first. */
export interface WorthOfCohorts {
  readonly values: readonly number[];
  readonly of: (cohort: Cohort) => number;
}

export type Ground = Iterable<readonly [cohort: Cohort, space: CohortSpace]>;

/** `positions`: how many there may be. */
export function admissionOf(demand: Demand, positions: number, ground: Ground, changed: () => void): Admission {
  const admission: Admission = {
    ...demand,
    changed,
    ruledOutBy: new Int16Array(positions).fill(-1),
    counts: new Array<number>(demand.steps.length + 1).fill(0),
    hindered: new Map(),
    stocks: new Map(),
    stocksAt: new Map(),
    alternatives: new WeakMap(),
  };
  for (const [cohort] of ground) admit(admission, cohort);
  return admission;
}

export const isAdmitted = ({ ruledOutBy, steps }: Admission, cohort: Cohort): boolean =>
  ruledOutBy[cohort.position] === steps.length;

/** Drives that every step admits. */
export const admittedDrives = ({ counts, steps }: Admission): number => counts[steps.length] ?? 0;

/** The stock of some areas, made when it is first asked for. */
export function stockOf(
  admission: Admission,
  areas: ReadonlySet<number>,
  ground: () => Ground,
  scored?: { readonly key: string; readonly worth: WorthOfCohorts },
): AdmittedStock {
  const key = `${scored?.key ?? ''} ${[...areas].join(' ')}`;
  return admission.stocks.get(key) ?? makeStock(admission, key, areas, ground(), scored?.worth);
}

function makeStock(
  admission: Admission,
  key: string,
  areas: ReadonlySet<number>,
  ground: Ground,
  worth: WorthOfCohorts | undefined,
): AdmittedStock {
  const tierOf = worth ? (cohort: Cohort) => worth.of(cohort) : () => 0;
  const stock = emptyStock(admission.slices, worth ? worth.values.length : 1, tierOf);
  for (const [cohort, space] of ground) {
    if (areas.has(cohort.area) && isAdmitted(admission, cohort)) addCohort(stock, cohort, space);
  }
  const shapes = { shapes: new WeakMap<Terms, TreeShape>(), countingShapes: new WeakMap<Terms, TreeShape>() };
  const admitted: AdmittedStock = { stock, areas, worth, ...shapes, scored: new Map() };
  admission.stocks.set(key, admitted);
  for (const area of areas) stocksIn(admission, area).push(admitted);
  admission.changed();
  return admitted;
}

export const stocksIn = (admission: Admission, area: number): AdmittedStock[] => {
  const known = admission.stocksAt.get(area);
  if (known) return known;
  const none: AdmittedStock[] = [];
  admission.stocksAt.set(area, none);
  return none;
};

/** Takes in a cohort that is new. Scores were not asked of it yet, so stocks that go by scores are made anew. */
export function enter(admission: Admission, cohort: Cohort, space: CohortSpace): void {
  admit(admission, cohort);
  forgetDerived(admission);
  if (!isAdmitted(admission, cohort)) return;
  for (const { stock } of stocksIn(admission, cohort.area)) addCohort(stock, cohort, space);
}

/** Gives up a cohort that is no more. */
export function leave(admission: Admission, cohort: Cohort, space: CohortSpace): void {
  forgetDerived(admission);
  if (isAdmitted(admission, cohort)) {
    for (const { stock } of stocksIn(admission, cohort.area)) removeCohort(stock, cohort, space);
  }
  count(admission, cohort, -1);
  admission.ruledOutBy[cohort.position] = -1;
}

function admit(admission: Admission, cohort: Cohort): void {
  const { steps, ruledOutBy } = admission;
  let by = 0;
  while (by < steps.length && steps[by]?.admits(cohort) === true) by += 1;
  ruledOutBy[cohort.position] = by;
  count(admission, cohort, 1);
}

function count(
  { counts, hindered, steps, ruledOutBy }: Admission,
  { position, ids, hindrance }: Cohort,
  sign: 1 | -1,
): void {
  const by = ruledOutBy[position] ?? 0;
  counts[by] = (counts[by] ?? 0) + sign * ids.length;
  // What hosts told is the last step: it is about drives that would do otherwise.
  if (by !== steps.length - 1 || hindrance === undefined) return;
  const left = (hindered.get(hindrance) ?? 0) + sign * ids.length;
  if (left === 0) hindered.delete(hindrance);
  else hindered.set(hindrance, left);
}

/** What was worked out of the cohorts as they were; stocks that go by scores among it. */
function forgetDerived(admission: Admission): void {
  const { stocks, stocksAt } = admission;
  admission.changed();
  admission.alternatives = new WeakMap();
  for (const [key, admitted] of stocks) {
    admitted.shapes = new WeakMap();
    admitted.countingShapes = new WeakMap();
    admitted.scored.clear();
    if (admitted.worth) stocks.delete(key);
  }
  for (const [area, list] of stocksAt) {
    const kept = list.filter(({ worth }) => !worth);
    if (kept.length < list.length) stocksAt.set(area, kept);
  }
}
