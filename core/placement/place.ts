import type { DriveConstraint, PolicyConstraints, ReachAlternative } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import type { BackendName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { driveConstraintsOf, surviveConstraintsOf } from './class-constraints.ts';
import { firstAdmissible } from './filter-search.ts';
import { runFunnel } from './funnel.ts';
import type { Funnel } from './funnel.ts';
import { hashText, mix } from './hash.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { layoutOptions } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import type { PlacementOutcome, Refusal } from './outcome.ts';
import { placementOf } from './placement-of.ts';
import type { Chosen } from './placement-of.ts';
import { selectPools } from './pools.ts';
import { reachAlternatives } from './reach.ts';
import { reasonsFor } from './reasons.ts';
import { denied, noCapacity, sizeRefusal } from './refusals.ts';
import type { SearchResult, Shortage } from './search.ts';

/**
 * Chooses drives for a volume, or says why it cannot. Changes nothing: the caller journals the placement, then takes
 * it by `occupy`. Order of choice: hard constraints, preferred topology, soft levels, fewest drives, best fit, spread,
 * then a tie-break seeded by the volume's name. Same inputs, same placement.
 */
export function place(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): PlacementOutcome {
  const outOfRange = sizeRefusal(index.configuration, request);
  if (outOfRange) return outOfRange;
  if (policy.findings.some(isError)) return denied(policy.findings);

  const pools = selectPools(index.configuration.backends, request.parameters.pools);
  const funnel = runFunnel(index, pools, driveConstraints(request, policy));
  const reach = reachAlternatives(index.configuration.topology, request);
  const alternatives = alternativesOf(funnel.admitted, reach);

  const shortages: Shortage[] = [];
  let gaveUp = false;
  for (const option of layoutOptions(request.parameters, request.size.required, funnel.admitted)) {
    const tried = tryOption(index, request, policy, option, alternatives);
    if (tried.kind === 'chosen') {
      const placement = placementOf(index, request, tried.chosen, reach !== undefined);
      return { kind: 'placed', placement, reasons: reasonsFor(request, placement, tried.chosen, funnel) };
    }
    shortages.push(...tried.shortages);
    gaveUp ||= tried.gaveUp;
  }
  return refuse(index, request, policy, funnel, shortages, gaveUp, reach !== undefined);
}

const driveConstraints = (request: VolumeRequest, policy: PolicyConstraints): readonly DriveConstraint[] => [
  ...driveConstraintsOf(request.parameters),
  ...policy.drives,
];

/** One part of the inventory that a volume may lie in whole. */
interface Alternative {
  readonly backend: BackendName;
  readonly home: ReachAlternative | undefined;
  /** Position in the order of preference. */
  readonly rank: number;
  readonly cohorts: readonly Cohort[];
}

/** A volume lies in one backend, and where bandwidth domains count, within reach of one of them. */
function alternativesOf(
  admitted: readonly Cohort[],
  reach: readonly ReachAlternative[] | undefined,
): readonly Alternative[] {
  const backends = new Map<BackendName, Cohort[]>();
  for (const cohort of admitted) {
    if (cohort.backend === undefined) continue;
    const list = backends.get(cohort.backend) ?? [];
    list.push(cohort);
    backends.set(cohort.backend, list);
  }
  const homes = reach ?? [undefined];
  return [...backends].flatMap(([backend, cohorts]) =>
    homes.map((home, rank) => ({ backend, home, rank, cohorts: home ? within(cohorts, home) : cohorts })),
  );
}

const within = (cohorts: readonly Cohort[], home: ReachAlternative): readonly Cohort[] =>
  cohorts.filter(({ drives }) => drives.bandwidthDomain !== undefined && home.reaches.has(drives.bandwidthDomain));

type Tried =
  | { readonly kind: 'chosen'; readonly chosen: Chosen }
  | { readonly kind: 'none'; readonly shortages: readonly Shortage[]; readonly gaveUp: boolean };

/** The best that any alternative has for one layout. */
function tryOption(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  option: LayoutOption,
  alternatives: readonly Alternative[],
): Tried {
  const survive = [...surviveConstraintsOf(request.parameters), ...policy.survive];
  const preferred = request.preferred.length > 0;
  const softLevels = survive.flatMap(({ hard, level }) => (hard ? [] : [index.levels.indexOf(level)]));
  let best: Ranked | undefined;
  let nearest: Shortage | undefined;
  let gaveUp = false;
  for (const { backend, rank, cohorts } of alternatives) {
    if (best && preferred && rank > (best.order[0] ?? 0)) continue;
    const problem = { index, option, admitted: cohorts, survive, spread: policy.spread, seed: request.name };
    const result: SearchResult = firstAdmissible(problem, request.size.required, policy.filters);
    switch (result.kind) {
      case 'found': {
        const chosen = { backend, option, legs: result.legs };
        const ranked = {
          chosen,
          order: orderOf(chosen, preferred ? rank : 0, softLevels, mix(hashText(request.name), rank)),
        };
        if (!best || compareOrders(ranked.order, best.order) < 0) best = ranked;
        break;
      }
      case 'short':
        nearest = nearer(nearest, result.shortage);
        break;
      case 'bounded':
        gaveUp = true;
        break;
    }
  }
  if (best) return { kind: 'chosen', chosen: best.chosen };
  return { kind: 'none', shortages: nearest ? [nearest] : [], gaveUp };
}

/** A choice with what decides between alternatives, most important first; smaller is better. */
interface Ranked {
  readonly chosen: Chosen;
  readonly order: readonly number[];
}

function orderOf(chosen: Chosen, rank: number, softLevels: readonly number[], tie: number): readonly number[] {
  const sum = (part: 0 | 1): number => chosen.legs.reduce((total, leg) => total + leg.fit[part], 0);
  return [rank, ...softLevels.map((level) => sharedPairs(chosen, level)), sum(0), sum(1), tie];
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

function refuse(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  funnel: Funnel,
  shortages: readonly Shortage[],
  gaveUp: boolean,
  boundByReach: boolean,
): Refusal {
  const unreachable = boundByReach && !gaveUp && fitsAnywhere(index, request, policy);
  return noCapacity({ request, funnel, shortages, gaveUp, unreachable });
}

/** Whether only reach stands in the way: tells "no capacity" from "no capacity where the nodes are". */
function fitsAnywhere(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): boolean {
  const soft = { ...request, parameters: { ...request.parameters, softDomains: true } };
  return place(index, soft, policy).kind === 'placed';
}
