import type { PlacementView, PolicyConstraints, SurviveConstraint } from '../model/constraints.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { LayoutRound } from './alternatives.ts';
import type { Candidate } from './candidates.ts';
import { surviveConstraintsOf } from './class-constraints.ts';
import { firstAdmissible } from './filter-search.ts';
import type { CandidateBudget } from './filter-search.ts';
import { hashText, mix } from './hash.ts';
import { highestScoring } from './highest-scoring.ts';
import type { Contender, ScoreReport } from './highest-scoring.ts';
import type { Admission, AdmittedStock, Alternative } from './index/admission.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { placementOf } from './placement-of.ts';
import type { Chosen } from './placement-of.ts';
import { placementView } from './placement-view.ts';
import { NOTHING_BANNED, searchLegs } from './search.ts';
import type { SearchBound, SearchProblem, Shortage } from './search.ts';

/** What is asked, and of what. */
export interface LayoutSearch {
  readonly index: InventoryIndex;
  readonly request: VolumeRequest;
  readonly policy: PolicyConstraints;
  readonly admission: Admission;
  /** All that the alternatives offer. */
  readonly union: AdmittedStock;
  readonly budget: CandidateBudget;
}

export type Tried =
  | { readonly kind: 'chosen'; readonly chosen: Chosen; readonly report: ScoreReport | undefined }
  | { readonly kind: 'none'; readonly shortages: readonly Shortage[]; readonly gaveUp: SearchBound | undefined };

/** The best that any alternative has for one layout. */
export function tryLayout(search: LayoutSearch, round: LayoutRound): Tried {
  const asked = askedOf(search, round);
  const bound = boundOf(search, round, asked);
  if (bound.kind === 'short') return { kind: 'none', shortages: [bound.shortage], gaveUp: undefined };
  const { found, nearest, gaveUp } = searchAlternatives(search, round, asked, bound);
  const [best, ...others] = found;
  if (!best) return { kind: 'none', shortages: nearest ? [nearest] : [], gaveUp };
  const { scores, filters } = search.policy;
  if (scores.length === 0) return { kind: 'chosen', chosen: best.chosen, report: undefined };
  const [rank = 0] = best.order;
  const viewOf = (chosen: Chosen): PlacementView => viewOfChosen(search, chosen);
  const fitsAsWell = (chosen: Chosen): boolean =>
    compareOrders(orderOf(chosen, rank, asked.softLevels), best.order) === 0;
  return { kind: 'chosen', ...highestScoring([best, ...others], { scores, filters, viewOf, fitsAsWell }) };
}

/** What all alternatives are asked alike. */
interface AskedOfAll {
  readonly survive: readonly SurviveConstraint[];
  readonly softLevels: readonly number[];
  readonly seed: number;
  readonly problemIn: (part: AdmittedStock) => SearchProblem;
}

function askedOf({ index, request, policy, admission }: LayoutSearch, { option }: LayoutRound): AskedOfAll {
  const survive = [...surviveConstraintsOf(request.parameters), ...policy.survive];
  const softLevels = survive.filter(({ hard }) => !hard).map(({ level }) => index.levels.indexOf(level));
  const seed = hashText(request.name);
  const { spread } = policy;
  const problemIn = (part: AdmittedStock): SearchProblem => ({
    index,
    option,
    admission,
    part,
    survive,
    spread,
    seed,
    banned: NOTHING_BANNED,
  });
  return { survive, softLevels, seed, problemIn };
}

/** What no alternative can be better than; `short` where none has anything. */
type Bound =
  | { readonly kind: 'order'; readonly order: readonly number[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'short'; readonly shortage: Shortage };

/** What would be best if the volume might lie in all alternatives at once. With few of them it is not worth asking. */
function boundOf({ union, policy }: LayoutSearch, { option, alternatives }: LayoutRound, asked: AskedOfAll): Bound {
  const [first] = alternatives;
  if (alternatives.length < 2 || first === undefined) return UNKNOWN;
  const relaxed = searchLegs(asked.problemIn(union));
  switch (relaxed.kind) {
    case 'short':
      return relaxed;
    case 'bounded':
      return UNKNOWN;
    case 'found': {
      // Scores choose among all that are as good, so all have to be found.
      if (!relaxed.exact || policy.scores.length > 0) return UNKNOWN;
      const chosen = { backend: first.backend, option, legs: relaxed.legs };
      return { kind: 'order', order: orderOf(chosen, 0, asked.softLevels) };
    }
  }
}

const UNKNOWN: Bound = { kind: 'unknown' };

/** A choice with what decides between alternatives, most important first; smaller is better. */
interface Ranked extends Contender {
  readonly order: readonly number[];
}

interface Searched {
  /** Those that are as good as the best, in the order in which they were looked at. */
  readonly found: readonly Ranked[];
  readonly nearest: Shortage | undefined;
  readonly gaveUp: SearchBound | undefined;
}

/** Looks at alternatives by preference or, where none is preferred, from a place on that the seed says. */
function searchAlternatives(search: LayoutSearch, round: LayoutRound, asked: AskedOfAll, bound: Bound): Searched {
  const { request, policy, budget } = search;
  const { option, alternatives } = round;
  const preferred = request.preferred.length > 0;
  let found: Ranked[] = [];
  let nearest: Shortage | undefined;
  let gaveUp: SearchBound | undefined;
  let left = alternatives.length;
  for (const { backend, rank, admitted } of preferred ? alternatives : fromSeed(alternatives, asked.seed)) {
    const [best] = found;
    if (best && preferred && rank > (best.order[0] ?? 0)) break;
    const problem = asked.problemIn(admitted);
    const share = Math.ceil(budget.left / left--);
    const viewOf = (legs: readonly Candidate[]): PlacementView => viewOfChosen(search, { backend, option, legs });
    const result = firstAdmissible(problem, viewOf, policy.filters, budget, share);
    switch (result.kind) {
      case 'found': {
        const chosen = { backend, option, legs: result.legs };
        const order = orderOf(chosen, preferred ? rank : 0, asked.softLevels);
        const ranked: Ranked = { chosen, problem, exact: result.exact, order };
        const comparison = best ? compareOrders(order, best.order) : -1;
        if (comparison < 0) found = [ranked];
        else if (comparison === 0) found.push(ranked);
        break;
      }
      case 'short':
        nearest = nearer(nearest, result.shortage);
        break;
      case 'bounded':
        gaveUp ??= result.by;
        break;
    }
    if (!preferred && bound.kind === 'order' && found[0] && compareOrders(found[0].order, bound.order) === 0) break;
  }
  return { found, nearest, gaveUp };
}

function fromSeed(alternatives: readonly Alternative[], seed: number): readonly Alternative[] {
  if (alternatives.length < 2) return alternatives;
  const start = mix(seed, alternatives.length) % alternatives.length;
  return [...alternatives.slice(start), ...alternatives.slice(0, start)];
}

const viewOfChosen = ({ index, request }: LayoutSearch, chosen: Chosen): PlacementView =>
  placementView(index, placementOf(index, request, chosen, false));

function orderOf(chosen: Chosen, rank: number, softLevels: readonly number[]): readonly number[] {
  let [first, second] = [0, 0];
  for (const { fit } of chosen.legs) {
    first += fit[0];
    second += fit[1];
  }
  return [rank, ...softLevels.map((level) => sharedPairs(chosen, level)), first, second];
}

/** Pairs whose legs do not lie in two known domains of the level. */
function sharedPairs({ option, legs }: Chosen, level: number): number {
  if (option.copies === 1) return 0;
  const domainAt = (at: number): number => legs[at]?.cohort.domains[level] ?? -1;
  const shares = (at: number): boolean => domainAt(at) < 0 || domainAt(at + 1) < 0 || domainAt(at) === domainAt(at + 1);
  return legs.filter((_, at) => at % 2 === 0 && shares(at)).length;
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const nearer = (known: Shortage | undefined, shortage: Shortage): Shortage =>
  known && known.have / known.need >= shortage.have / shortage.need ? known : shortage;
