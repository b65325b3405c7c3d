import { gib, gibCeil, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import { usableOf } from '../model/format.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { admissionFor } from './admissions.ts';
import { alternativesOf } from './alternatives.ts';
import type { Admission, Alternative, Alternatives } from './index/admission.ts';
import { largestRun } from './index/stock.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { fitsIn } from './place.ts';

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
  const { parameters } = request;
  const admission = admissionFor(index, { parameters, size: gib(0), drives: policy.drives });
  const alternatives = alternativesOf(index, admission, index.reach.alternatives(request));
  const total = Math.floor(alternatives.union.stock.usable / (parameters.redundancy ? 2 : 1));
  return { total: gib(total), largestVolume: largestVolume(index, request, policy, { admission, alternatives }) };
}

function largestVolume(
  index: InventoryIndex,
  request: VolumeRequest,
  policy: PolicyConstraints,
  { admission, alternatives: { list, union } }: { readonly admission: Admission; readonly alternatives: Alternatives },
): GiB {
  const below = leastSize(request, policy) - 1;
  let best = 0;
  for (const alternative of list) {
    const fits = (size: number): boolean => {
      const sized = { ...request, size: { required: gib(size), limit: undefined } };
      return fitsIn(index, sized, policy, { admission, alternative, union });
    };
    const most = Math.min(mostIn(alternative, request), sizeLimit(index, request, alternative));
    if (most <= best) continue;
    best = largestIn(alternative, Math.max(best, below), most, fits) ?? best;
  }
  return gib(best);
}

/** No larger size fits: the largest free run for each of as many stripes as there may be, and all that is free. */
function mostIn({ admitted: { stock } }: Alternative, { parameters }: VolumeRequest): number {
  const { type, striping, raidMaxDrives, redundancy } = parameters;
  const stripes = type !== 'slice' && striping ? Math.max(1, Math.floor(raidMaxDrives / 2)) : 1;
  const inAll = Math.floor(stock.usable / (redundancy ? 2 : 1));
  return Math.min(usableOf(gib(largestRun(stock))) * stripes, inAll);
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
  { admitted }: Alternative,
  above: number,
  most: number,
  fits: (size: number) => boolean,
): number | undefined {
  const onOneDrive = usableOf(gib(Math.max(0, admitted.stock.drives.greatestSize())));
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
