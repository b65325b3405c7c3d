import { gib, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { BackendName, LevelName } from '../model/ids.ts';
import type { Placement, PlacedLeg, VolumeRequest } from '../model/volume.ts';
import type { Candidate } from './candidates.ts';
import { sharedPairs } from './pairing.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { arraySize, isWhole, stripeExtent } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';

/** Legs chosen for one layout in one backend, in array order. */
export interface Chosen {
  readonly backend: BackendName;
  readonly option: LayoutOption;
  readonly legs: readonly Candidate[];
}

/** Turns a choice into a placement: sizes, extents, and what the volume survives. */
export function placementOf(
  index: InventoryIndex,
  request: VolumeRequest,
  chosen: Chosen,
  byReach: boolean,
): Placement {
  const size = sizeOf(index, request, chosen);
  const extent = stripeExtent(size, chosen.option.stripes);
  return {
    backend: chosen.backend,
    layout: chosen.option.layout,
    size,
    legs: chosen.legs.map((leg) => placedLeg(leg, extent, isWhole(chosen.option.layout))),
    reachableFrom: byReach ? index.reach.reachableFrom(chosen.legs.map((leg) => leg.cohort.drives)) : undefined,
    survives: chosen.option.copies === 2 ? survivedLevels(index, chosen.legs) : [],
  };
}

/** What was asked for, exactly; with fillDrive as much as the smallest drive gives and every limit allows. */
function sizeOf(index: InventoryIndex, request: VolumeRequest, chosen: Chosen): GiB {
  const { required } = request.size;
  if (!request.parameters.fillDrive || !isWhole(chosen.option.layout)) return required;
  const smallest = gib(Math.min(...chosen.legs.map((leg) => leg.cohort.drives.partitionable)));
  const full = arraySize(smallest, chosen.option.stripes);
  return gib(Math.max(required, Math.min(full, sizeLimit(index, request, chosen.backend))));
}

/** The least of what the request, its class and the backend allow, in GiB. */
function sizeLimit(index: InventoryIndex, request: VolumeRequest, name: BackendName): number {
  const backend = index.configuration.backends.find((other) => other.name === name);
  const limits = [request.parameters.maxVolumeBytes, backend?.maxVolumeBytes];
  return Math.min(
    request.size.limit ?? Infinity,
    ...limits.map((bytes) => (bytes === undefined ? Infinity : gibFloor(bytes))),
  );
}

function placedLeg({ cohort, drive: at, start }: Candidate, length: GiB, whole: boolean): PlacedLeg {
  const drive = cohort.ids[at];
  if (drive === undefined) throw new Error(`no drive ${String(at)} in the cohort at ${String(cohort.position)}`);
  const { enclosure, partitionable } = cohort.drives;
  return { drive, enclosure, extent: { start, length }, stranded: gib(whole ? partitionable - length : 0) };
}

/** The levels of which any one domain can be lost: the legs of every pair differ there. */
function survivedLevels({ levels }: InventoryIndex, legs: readonly Candidate[]): readonly LevelName[] {
  const survived: LevelName[] = [];
  levels.forEach((name, level) => {
    if (sharedPairs(legs, level) === 0) survived.push(name);
  });
  return survived;
}
