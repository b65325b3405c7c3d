import type { DriveConstraint, PlacementView, PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { alternativesOf, layoutRounds } from './alternatives.ts';
import type { Alternative, LayoutRound } from './alternatives.ts';
import type { Candidate } from './candidates.ts';
import { driveConstraintsOf, surviveConstraintsOf } from './class-constraints.ts';
import { candidateBudget, firstAdmissible } from './filter-search.ts';
import type { CandidateBudget } from './filter-search.ts';
import { runFunnel } from './funnel.ts';
import { hashText, mix } from './hash.ts';
import { highestScoring } from './highest-scoring.ts';
import type { Contender, ScoreReport } from './highest-scoring.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { PlacementOutcome } from './outcome.ts';
import { placementOf } from './placement-of.ts';
import type { Chosen } from './placement-of.ts';
import { placementView } from './placement-view.ts';
import { selectPools } from './pools.ts';
import { reachAlternatives } from './reach.ts';
import { reasonsFor } from './reasons.ts';
import { denied, noCapacity, servedNowhere, sizeRefusal } from './refusals.ts';
import type { SearchBound, Shortage } from './search.ts';

/**
 * Chooses drives for a volume, or says why it cannot. Changes nothing: the caller journals the placement, then takes
 * it by `occupy`. Order of choice: hard constraints, fewest drives, preferred topology, soft levels, best fit, scores,
 * spread, then a tie-break seeded by the volume's name. Same inputs, same placement.
 */
export function place(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): PlacementOutcome {
  return placeWithin(index, request, policy, candidateBudget());
}

function placeWithin(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  budget: CandidateBudget,
): PlacementOutcome {
  const outOfRange = sizeRefusal(index.configuration, request);
  if (outOfRange) return outOfRange;
  if (policy.findings.some(isError)) return denied(policy.findings);
  const unserved = servedNowhere(index.configuration, request);
  if (unserved) return unserved;

  const size = request.size.required;
  const pools = selectPools(index.configuration.backends, request.parameters.pools);
  const funnel = runFunnel(index, pools, driveConstraints(request, policy), size);
  const reach = reachAlternatives(index.configuration.topology, request);

  const shortages: Shortage[] = [];
  let gaveUp: SearchBound | undefined;
  for (const round of layoutRounds(request, size, alternativesOf(funnel.admitted, reach))) {
    const tried = tryLayout(index, request, policy, round, budget);
    if (tried.kind === 'chosen') {
      const placement = placementOf(index, request, tried.chosen, reach !== undefined);
      return { kind: 'placed', placement, reasons: reasonsFor(request, placement, tried, funnel) };
    }
    shortages.push(...tried.shortages);
    gaveUp ??= tried.gaveUp;
  }
  const unreachable = reach !== undefined && !gaveUp && fitsAnywhere(index, request, policy, budget);
  return noCapacity({ request, funnel, shortages, gaveUp, unreachable });
}

/** Whether one part of the inventory has room for a size, by the same search that places. */
export function fitsIn(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  alternative: Alternative,
): boolean {
  const budget = candidateBudget();
  const unscored = { ...policy, scores: [] };
  return layoutRounds(request, request.size.required, [alternative]).some(
    (round) => tryLayout(index, request, unscored, round, budget).kind === 'chosen',
  );
}

const driveConstraints = (request: VolumeRequest, policy: PolicyConstraints): readonly DriveConstraint[] => [
  ...driveConstraintsOf(request.parameters),
  ...policy.drives,
];

type Tried =
  | { readonly kind: 'chosen'; readonly chosen: Chosen; readonly report: ScoreReport | undefined }
  | { readonly kind: 'none'; readonly shortages: readonly Shortage[]; readonly gaveUp: SearchBound | undefined };

/** The best that any alternative has for one layout. */
function tryLayout(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  { option, alternatives }: LayoutRound,
  budget: CandidateBudget,
): Tried {
  const survive = [...surviveConstraintsOf(request.parameters), ...policy.survive];
  const preferred = request.preferred.length > 0;
  const softLevels = survive.flatMap(({ hard, level }) => (hard ? [] : [index.levels.indexOf(level)]));
  const viewOf = (chosen: Chosen): PlacementView => placementView(index, placementOf(index, request, chosen, false));
  const found: Ranked[] = [];
  let best: Ranked | undefined;
  let nearest: Shortage | undefined;
  let gaveUp: SearchBound | undefined;
  for (const [at, { backend, rank, cohorts }] of alternatives.entries()) {
    if (best && preferred && rank > (best.order[0] ?? 0)) continue;
    const problem = { index, option, admitted: cohorts, survive, spread: policy.spread, seed: request.name };
    const share = Math.ceil(budget.left / (alternatives.length - at));
    const viewOfLegs = (legs: readonly Candidate[]): PlacementView => viewOf({ backend, option, legs });
    const result = firstAdmissible(problem, viewOfLegs, policy.filters, budget, share);
    switch (result.kind) {
      case 'found': {
        const chosen = { backend, option, legs: result.legs };
        const tie = mix(hashText(request.name), rank);
        const order = [...orderOf(chosen, preferred ? rank : 0, softLevels), tie];
        const ranked = { chosen, problem, exact: result.exact, order };
        found.push(ranked);
        if (!best || compareOrders(order, best.order) < 0) best = ranked;
        break;
      }
      case 'short':
        nearest = nearer(nearest, result.shortage);
        break;
      case 'bounded':
        gaveUp ??= result.by;
        break;
    }
  }
  if (!best) return { kind: 'none', shortages: nearest ? [nearest] : [], gaveUp };
  if (policy.scores.length === 0) return { kind: 'chosen', chosen: best.chosen, report: undefined };
  const { scores, filters } = policy;
  const [rank = 0] = best.order;
  const before = best.order.slice(0, -1);
  const fitsAsWell = (chosen: Chosen): boolean => compareOrders(orderOf(chosen, rank, softLevels), before) === 0;
  return { kind: 'chosen', ...highestScoring(contendersOf(found, best), { scores, filters, viewOf, fitsAsWell }) };
}

/** A choice with what decides between alternatives, most important first; smaller is better. */
interface Ranked extends Contender {
  readonly order: readonly number[];
}

/** What is as good as the best but for the tie-break, the best first. */
function contendersOf(found: readonly Ranked[], best: Ranked): readonly [Ranked, ...(readonly Ranked[])] {
  const before = best.order.slice(0, -1);
  const others = found.filter((other) => other !== best && compareOrders(before, other.order) === 0);
  return [best, ...others.sort((a, b) => compareOrders(a.order, b.order))];
}

function orderOf(chosen: Chosen, rank: number, softLevels: readonly number[]): readonly number[] {
  const sum = (part: 0 | 1): number => chosen.legs.reduce((total, leg) => total + leg.fit[part], 0);
  return [rank, ...softLevels.map((level) => sharedPairs(chosen, level)), sum(0), sum(1)];
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

/** Whether only reach stands in the way: tells "no capacity" from "no capacity where the nodes are". */
function fitsAnywhere(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  budget: CandidateBudget,
): boolean {
  const soft = { ...request, parameters: { ...request.parameters, softDomains: true } };
  return placeWithin(index, soft, { ...policy, scores: [] }, budget).kind === 'placed';
}
