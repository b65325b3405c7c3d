import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { FIRST_EXTENT_GIB } from '../model/format.ts';
import type { Extent } from '../model/volume.ts';
import { insertAt, removeAt } from './index/short-list.ts';

/** The extents in use on one drive, in order of start, never overlapping. */
export type DriveSpace = readonly Extent[];

/** A run of free GiB between two extents, or before the first, or behind the last. */
export type Hole = Extent;

const endOf = (extent: Extent): number => extent.start + extent.length;

/** The free runs of a drive whose partitions may cover `partitionable` GiB, in order of start. */
export function holesOf(space: DriveSpace, partitionable: GiB): readonly Hole[] {
  const holes: Hole[] = [];
  let from: number = FIRST_EXTENT_GIB;
  for (const extent of space) {
    if (extent.start > from) holes.push({ start: gib(from), length: gib(extent.start - from) });
    from = endOf(extent);
  }
  const end = FIRST_EXTENT_GIB + partitionable;
  if (end > from) holes.push({ start: gib(from), length: gib(end - from) });
  return holes;
}

/** The free GiB directly behind an extent, which it can grow into. */
export function roomBehind(space: DriveSpace, partitionable: GiB, extent: Extent): GiB {
  const end = endOf(extent);
  const next = space.find((other) => other.start >= end);
  const limit = next ? next.start : FIRST_EXTENT_GIB + partitionable;
  return gib(Math.max(0, limit - end));
}

/** The free run that an extent lies in, or would lie in if it were not there: from and up to which GiB. */
export function gapAround(space: DriveSpace, partitionable: GiB, extent: Extent): { start: number; end: number } {
  const at = placeOf(space, extent.start);
  const before = space[at - 1];
  const here = space[at];
  const after = here?.start === extent.start ? space[at + 1] : here;
  return {
    start: before ? endOf(before) : FIRST_EXTENT_GIB,
    end: after ? after.start : FIRST_EXTENT_GIB + partitionable,
  };
}

/** The position of the first extent that does not start before. */
function placeOf(space: DriveSpace, start: number): number {
  let [low, high] = [0, space.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((space[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @throws Error when the extent overlaps one that is there: two owners for a byte is a bug, never an input. */
export function addExtent(space: Extent[], extent: Extent): void {
  const index = placeOf(space, extent.start);
  const before = space[index - 1];
  const after = space[index];
  if ((before && endOf(before) > extent.start) || (after && endOf(extent) > after.start)) {
    throw new Error(`extent ${String(extent.start)}+${String(extent.length)} GiB overlaps one that is in use`);
  }
  insertAt(space, index, extent);
}

/** False where there is none that starts there. */
export function removeExtent(space: Extent[], extent: Extent): boolean {
  const index = placeOf(space, extent.start);
  if (space[index]?.start !== extent.start) return false;
  removeAt(space, index);
  return true;
}
