import { gib, gibFloor } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { BackendName, LevelName } from '../model/ids.ts';
import type { Placement, PlacedLeg, VolumeRequest } from '../model/volume.ts';
import type { Candidate } from './candidates.ts';
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
    legs: chosen.legs.flatMap((leg) => placedLeg(leg, extent, isWhole(chosen.option.layout))),
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

function placedLeg(leg: Candidate, length: GiB, whole: boolean): PlacedLeg[] {
  const drive = leg.cohort.ids[leg.drive];
  if (drive === undefined) return [];
  const { enclosure, partitionable } = leg.cohort.drives;
  const stranded = gib(whole ? partitionable - length : 0);
  return [{ drive, enclosure, extent: { start: leg.start, length }, stranded }];
}

/** The levels of which any one domain can be lost: the legs of every pair differ there. */
function survivedLevels(index: InventoryIndex, legs: readonly Candidate[]): readonly LevelName[] {
  return index.levels.filter((_, level) =>
    legs.every((leg, at) => {
      const partner = legs[at ^ 1];
      const domain = leg.cohort.domains[level] ?? -1;
      return partner !== undefined && domain >= 0 && domain !== partner.cohort.domains[level];
    }),
  );
}
