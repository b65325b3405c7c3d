import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { usableOf } from '../model/format.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { driveConstraintsOf } from './class-constraints.ts';
import { runFunnel } from './funnel.ts';
import { freeHoles } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { selectPools } from './pools.ts';
import { reachAlternatives } from './reach.ts';

/** What a class could still get, in usable GiB. */
export interface FreeCapacity {
  /** Usable space of everything free that the class admits; domains may keep some of it from being used up. */
  readonly total: GiB;
  /** The largest single volume that would be placed. */
  readonly largestVolume: GiB;
}

/** What is left for requests like this one; its size is not looked at. */
export function freeCapacity(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): FreeCapacity {
  const free = freeOf(index, request, policy);
  return { total: free.total, largestVolume: largestVolume(index, request, policy, free) };
}

interface Free {
  readonly total: GiB;
  readonly admitted: readonly Cohort[];
}

function freeOf(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints): Free {
  const { parameters } = request;
  const pools = selectPools(index.configuration.backends, parameters.pools);
  const { admitted } = runFunnel(index, pools, [...driveConstraintsOf(parameters), ...policy.drives]);
  const reach = reachAlternatives(index.configuration.topology, request);
  const reached = reach
    ? admitted.filter(({ drives: { bandwidthDomain } }) =>
        reach.some(({ reaches }) => bandwidthDomain !== undefined && reaches.has(bandwidthDomain)),
      )
    : admitted;
  const slices = parameters.type === 'slice';
  const usable = reached.reduce(
    (sum, cohort) => sum + freeHoles(cohort, slices).reduce((part, hole) => part + usableOf(hole), 0),
    0,
  );
  return { total: gib(Math.floor(usable / (parameters.redundancy ? 2 : 1))), admitted };
}

/**
 * The sizes that fit are searched by bisection. Up to what the largest admitted drive holds they form a run from 1;
 * above it only stripes are left, and sizes that fit form a second run.
 */
function largestVolume(index: InventoryIndex, request: VolumeRequest, policy: PolicyConstraints, free: Free): GiB {
  const fits = (size: number): boolean => {
    const sized = { ...request, size: { required: gib(size), limit: undefined } };
    return place(index, sized, policy).kind === 'placed';
  };
  const onOneDrive = usableOf(gib(Math.max(0, ...free.admitted.map((cohort) => cohort.drives.partitionable))));
  const striped = largestFitting(onOneDrive, free.total, fits);
  return gib(striped > onOneDrive ? striped : largestFitting(0, Math.min(onOneDrive, free.total), fits));
}

/** The largest size of a run that starts right above `none`; `none` where not even that fits. */
function largestFitting(none: number, most: number, fits: (size: number) => boolean): number {
  let low = none;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
