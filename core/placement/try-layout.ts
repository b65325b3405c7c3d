import type { LayoutConstraint, PlacementView, PolicyConstraints } from '../model/constraints.ts';
import type { Layout, VolumeRequest } from '../model/volume.ts';
import { plainRound, stripedRounds } from './alternatives.ts';
import type { LayoutRound } from './alternatives.ts';
import type { Candidate } from './candidates.ts';
import { firstAdmissible } from './filter-search.ts';
import type { CandidateBudget } from './filter-search.ts';
import { mix } from './hash.ts';
import { highestScoring } from './highest-scoring.ts';
import type { Contender, ScoreReport } from './highest-scoring.ts';
import type { Admission, AdmittedStock, Alternative } from './index/admission.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import { compareOrders, orderOf } from './order-of-choice.ts';
import { placementOf } from './placement-of.ts';
import type { Chosen } from './placement-of.ts';
import { placementView } from './placement-view.ts';
import { restrictionsFor } from './restrictions.ts';
import type { Restrictions } from './restrictions.ts';
import { NOTHING_BANNED, searchLegs } from './search.ts';
import type { SearchBound, SearchProblem, Shortage } from './search.ts';
import { termsFor } from './terms.ts';
import type { Terms } from './index/whole.ts';

/** What is asked, and of what. */
export interface LayoutSearch {
  readonly index: InventoryIndex;
  readonly request: VolumeRequest;
  readonly policy: PolicyConstraints;
  readonly admission: Admission;
  readonly terms: Terms;
  readonly restrictions: Restrictions;
  readonly seed: number;
  /** All that the alternatives offer. */
  readonly union: AdmittedStock;
  readonly budget: CandidateBudget;
}

export type Tried =
  { readonly kind: 'chosen'; readonly chosen: Chosen; readonly report: ScoreReport | undefined } | Untried;

interface Untried {
  readonly kind: 'none';
  readonly shortages: readonly Shortage[];
  readonly gaveUp: SearchBound | undefined;
  readonly ruledOut: readonly RuledOutLayout[];
}

/** A layout that a rule does not admit, whatever drives there are. */
export interface RuledOutLayout {
  readonly layout: Layout;
  readonly by: LayoutConstraint;
}

/** The best that any of the alternatives has, for the layout of fewest legs that any has room for. */
export function tryLayouts(search: LayoutSearch, alternatives: readonly Alternative[]): Tried {
  const { request } = search;
  const size = request.size.required;
  const plain = plainRound(request, size, alternatives);
  const first = plain ? tryLayout(search, plain) : NONE;
  if (first.kind === 'chosen') return first;
  const shortages = [...first.shortages];
  const ruledOut = [...first.ruledOut];
  let { gaveUp } = first;
  for (const round of stripedRounds(request, size, alternatives)) {
    const tried = tryLayout(search, round);
    if (tried.kind === 'chosen') return tried;
    shortages.push(...tried.shortages);
    ruledOut.push(...tried.ruledOut);
    gaveUp ??= tried.gaveUp;
  }
  return { kind: 'none', shortages, gaveUp, ruledOut };
}

const NONE: Untried = { kind: 'none', shortages: [], gaveUp: undefined, ruledOut: [] };

type UnderLayout =
  { readonly kind: 'asked'; readonly search: LayoutSearch } | (RuledOutLayout & { readonly kind: 'ruled-out' });

/** What is asked once the layout is known. */
function underLayout(search: LayoutSearch, option: LayoutOption): UnderLayout {
  const { index, request, policy } = search;
  const restrictions = restrictionsFor(index, policy, option);
  if (policy.layouts.length === 0) return { kind: 'asked', search: { ...search, restrictions } };
  const survive = [...policy.survive];
  const spread = [...policy.spread];
  for (const by of policy.layouts) {
    const demand = by.under(option.layout, legCount(option));
    if (!demand.admitted) return { kind: 'ruled-out', layout: option.layout, by };
    survive.push(...demand.survive);
    spread.push(...demand.spread);
  }
  const terms = termsFor(index, { parameters: request.parameters, survive, spread });
  return { kind: 'asked', search: { ...search, terms, restrictions } };
}

/** The best that any alternative has for one layout. */
function tryLayout(asked: LayoutSearch, round: LayoutRound): Tried {
  const under = underLayout(asked, round.option);
  if (under.kind === 'ruled-out') return { ...NONE, ruledOut: [under] };
  const { search } = under;
  const bound = boundOf(search, round);
  switch (bound.kind) {
    case 'short':
      return { ...NONE, shortages: [bound.shortage] };
    case 'reached':
      return { kind: 'chosen', chosen: bound.chosen, report: undefined };
    case 'order':
    case 'unknown':
      return chooseAmong(search, searchAlternatives(search, round, bound));
  }
}

function chooseAmong(search: LayoutSearch, { found, nearest, gaveUp }: Searched): Tried {
  const [best, ...others] = found;
  if (!best) return { ...NONE, shortages: nearest ? [nearest] : [], gaveUp };
  const { scores, filters } = search.policy;
  if (scores.length === 0) return { kind: 'chosen', chosen: best.chosen, report: undefined };
  const [rank = 0] = best.order;
  const viewOf = (chosen: Chosen): PlacementView => viewOfChosen(search, chosen);
  const fitsAsWell = (chosen: Chosen): boolean => compareOrders(orderOf(chosen, rank, search), best.order) === 0;
  return { kind: 'chosen', ...highestScoring([best, ...others], { scores, filters, viewOf, fitsAsWell }) };
}

const problemIn = (
  { index, admission, terms, restrictions, seed }: LayoutSearch,
  option: LayoutOption,
  part: AdmittedStock,
): SearchProblem => ({ index, option, admission, part, terms, restrictions, seed, banned: NOTHING_BANNED });

/** What no alternative can be better than. */
type Bound =
  | { readonly kind: 'order'; readonly order: readonly number[] }
  /** And this one is as good. */
  | { readonly kind: 'reached'; readonly chosen: Chosen }
  | { readonly kind: 'unknown' }
  /** None has anything. */
  | { readonly kind: 'short'; readonly shortage: Shortage };

const UNKNOWN: Bound = { kind: 'unknown' };

/** What would be best if the volume might lie in all alternatives at once. */
function boundOf(search: LayoutSearch, { option, alternatives }: LayoutRound): Bound {
  const { policy, union, request } = search;
  if (alternatives.length < 2) return UNKNOWN;
  const relaxed = searchLegs(problemIn(search, option, union));
  switch (relaxed.kind) {
    case 'short':
      return relaxed;
    case 'bounded':
      return UNKNOWN;
    case 'found': {
      // Scores choose among all that are as good, so all have to be found.
      if (!relaxed.exact || policy.scores.length > 0 || request.preferred.length > 0) return UNKNOWN;
      const { legs } = relaxed;
      const around = alternatives.find(({ admitted }) => legs.every(({ cohort }) => admitted.areas.has(cohort.area)));
      if (around && policy.filters.length === 0) {
        return { kind: 'reached', chosen: { backend: around.backend, option, legs } };
      }
      return { kind: 'order', order: orderOf({ option, legs }, 0, search) };
    }
  }
}

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
function searchAlternatives(search: LayoutSearch, round: LayoutRound, bound: Bound): Searched {
  const { request, policy, budget } = search;
  const { option, alternatives } = round;
  const preferred = request.preferred.length > 0;
  let found: Ranked[] = [];
  let nearest: Shortage | undefined;
  let gaveUp: SearchBound | undefined;
  let left = alternatives.length;
  for (const { backend, rank, admitted } of preferred ? alternatives : fromSeed(alternatives, search.seed)) {
    const [best] = found;
    if (best && preferred && rank > (best.order[0] ?? 0)) break;
    const problem = problemIn(search, option, admitted);
    const share = Math.ceil(budget.left / left--);
    const viewOf = (legs: readonly Candidate[]): PlacementView => viewOfChosen(search, { backend, option, legs });
    const result = firstAdmissible(problem, viewOf, policy.filters, budget, share);
    switch (result.kind) {
      case 'found': {
        const chosen = { backend, option, legs: result.legs };
        const order = orderOf(chosen, preferred ? rank : 0, search);
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

const nearer = (known: Shortage | undefined, shortage: Shortage): Shortage =>
  known && known.have / known.need >= shortage.have / shortage.need ? known : shortage;
