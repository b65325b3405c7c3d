import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { FIRST_EXTENT_GIB, usableOf } from '../model/format.ts';
import type { Extent } from '../model/volume.ts';

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

/** The GiB of data that the free runs of a drive hold, together and in one piece. As {@link holesOf}, making no lists. */
export function usableRoom(
  space: DriveSpace,
  partitionable: GiB,
): { readonly free: number; readonly largestFree: number } {
  let [free, largestFree, from] = [0, 0, FIRST_EXTENT_GIB as number];
  const addUpTo = (end: number): void => {
    const usable = usableOf(gib(end - from));
    free += usable;
    largestFree = Math.max(largestFree, usable);
  };
  for (const extent of space) {
    addUpTo(extent.start);
    from = endOf(extent);
  }
  addUpTo(FIRST_EXTENT_GIB + partitionable);
  return { free, largestFree };
}

/** The smallest hole that holds `length` GiB; of equal ones the first. */
export function bestHole(space: DriveSpace, partitionable: GiB, length: GiB): Hole | undefined {
  let best: Hole | undefined;
  for (const hole of holesOf(space, partitionable)) {
    if (hole.length >= length && (best === undefined || hole.length < best.length)) best = hole;
  }
  return best;
}

/** The free GiB directly behind an extent, which it can grow into. */
export function roomBehind(space: DriveSpace, partitionable: GiB, extent: Extent): GiB {
  const end = endOf(extent);
  const next = space.find((other) => other.start >= end);
  const limit = next ? next.start : FIRST_EXTENT_GIB + partitionable;
  return gib(Math.max(0, limit - end));
}

/** @throws Error when the extent overlaps one that is there: two owners for a byte is a bug, never an input. */
export function withExtent(space: DriveSpace, extent: Extent): DriveSpace {
  const at = space.findIndex((other) => other.start > extent.start);
  const index = at === -1 ? space.length : at;
  const before = space[index - 1];
  const after = space[index];
  if ((before && endOf(before) > extent.start) || (after && endOf(extent) > after.start)) {
    throw new Error(`extent ${String(extent.start)}+${String(extent.length)} GiB overlaps one that is in use`);
  }
  return [...space.slice(0, index), extent, ...space.slice(index)];
}

export const withoutExtent = (space: DriveSpace, extent: Extent): DriveSpace =>
  space.filter((other) => other.start !== extent.start);
