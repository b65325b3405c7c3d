import { gib, gibCeil, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import { usableOf } from '../model/format.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { alternativesOf } from './alternatives.ts';
import type { Alternative } from './alternatives.ts';
import { driveConstraintsOf } from './class-constraints.ts';
import { runFunnel } from './funnel.ts';
import { freeHoles } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { fitsIn } from './place.ts';
import { selectPools } from './pools.ts';
import { reachAlternatives } from './reach.ts';

/** What a class could still get, in usable GiB. */
export interface FreeCapacity {
  /** Usable space of everything free that the class admits; domains may keep some of it from being used up. */
  readonly total: GiB;
  /** The largest single volume that would be placed. */
  readonly largestVolume: GiB;
}

/** What is left for requests like this one; its size is not looked at. Nothing where a policy denies them. */
export function freeCapacity(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): FreeCapacity {
  if (policy.findings.some(isError)) return { total: gib(0), largestVolume: gib(0) };
  const alternatives = alternativesFor(index, request, policy);
  const total = freeOf(alternatives, request);
  return { total, largestVolume: largestVolume(index, request, policy, alternatives, total) };
}

function alternativesFor(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
): readonly Alternative[] {
  const { parameters } = request;
  const pools = selectPools(index.configuration.backends, parameters.pools);
  const { admitted } = runFunnel(index, pools, [...driveConstraintsOf(parameters), ...policy.drives], gib(0));
  return alternativesOf(admitted, reachAlternatives(index.configuration.topology, request));
}

function freeOf(alternatives: readonly Alternative[], { parameters }: VolumeRequest): GiB {
  const cohorts = new Set<Cohort>(alternatives.flatMap((alternative) => alternative.cohorts));
  let usable = 0;
  for (const cohort of cohorts) {
    for (const hole of freeHoles(cohort, parameters.type === 'slice')) usable += usableOf(hole);
  }
  return gib(Math.floor(usable / (parameters.redundancy ? 2 : 1)));
}

function largestVolume(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  alternatives: readonly Alternative[],
  total: GiB,
): GiB {
  const below = leastSize(request, policy) - 1;
  let best = 0;
  for (const alternative of alternatives) {
    const fits = (size: number): boolean => {
      const sized = { ...request, size: { required: gib(size), limit: undefined } };
      return fitsIn(index, sized, policy, alternative);
    };
    const most = Math.min(total, sizeLimit(index, request, alternative));
    best = largestIn(alternative, Math.max(best, below), most, fits) ?? best;
  }
  return gib(best);
}

/** No smaller size fits: for the class's sake, or as it has no GiB for each of the stripes that spread legs take. */
function leastSize({ parameters }: VolumeRequest, policy: PolicyConstraints): number {
  const legs = Math.max(1, ...policy.spread.map((constraint) => constraint.atLeast));
  return Math.max(1, gibCeil(parameters.minVolumeBytes ?? 0n), Math.ceil(legs / 2));
}

function sizeLimit(index: InventoryIndex, { parameters }: VolumeRequest, { backend }: Alternative): number {
  const limits = [
    parameters.maxVolumeBytes,
    index.configuration.backends.find(({ name }) => name === backend)?.maxVolumeBytes,
  ];
  return Math.min(...limits.map((bytes) => (bytes === undefined ? Infinity : gibFloor(bytes))));
}

/**
 * The sizes that fit are searched by bisection. Up to what the largest drive of the alternative holds they form a run;
 * above it only stripes are left, and sizes that fit form a second run.
 */
function largestIn(
  { cohorts }: Alternative,
  above: number,
  most: number,
  fits: (size: number) => boolean,
): number | undefined {
  const largest = cohorts.reduce((size, cohort) => Math.max(size, cohort.drives.partitionable), 0);
  const onOneDrive = usableOf(gib(largest));
  return (
    largestFitting(Math.max(above, onOneDrive), most, fits) ?? largestFitting(above, Math.min(onOneDrive, most), fits)
  );
}

/** The largest size of a run that starts right above `none`; `undefined` where not even that fits. */
function largestFitting(none: number, most: number, fits: (size: number) => boolean): number | undefined {
  let low = none;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low > none ? low : undefined;
}
