import { gib } from '../../model/capacity.ts';
import type { GiB } from '../../model/capacity.ts';
import { usableOf } from '../../model/format.ts';
import type { Extent } from '../../model/volume.ts';
import { addExtent, gapAround, removeExtent } from '../drive-space.ts';
import type { DriveSpace } from '../drive-space.ts';
import { insertAt, removeAt } from './short-list.ts';

/** `whole` drives belong to one leg, whatever it leaves over; `sliced` ones take more. */
export interface UsedDrive {
  readonly use: 'whole' | 'sliced';
  /** Changed in place by the owner of the cohort's space alone. */
  readonly space: Extent[];
}

/** What is taken and what is free of a cohort. */
export interface CohortSpace {
  /** The index that may change it in place; any other makes a copy first. */
  readonly owner: object;
  /** Indexes of drives with no leg on them, ascending. */
  readonly blank: number[];
  /** Drives with legs, by index. */
  readonly used: Map<number, UsedDrive>;
  /** Free runs of sliced drives: GiB ▶ where such runs are, each as one number, ascending. */
  readonly holes: Map<number, number[]>;
}

/** A drive, by index, and the GiB from which a run of it is free, as one number: fewer steps through memory. */
const START_BITS = 20;
const hole = (drive: number, start: number): number => (drive << START_BITS) | start;
export const driveOfHole = (code: number): number => code >>> START_BITS;
export const startOfHole = (code: number): GiB => gib(code & ((1 << START_BITS) - 1));

export const blankSpace = (owner: object, drives: number): CohortSpace => ({
  owner,
  blank: Array.from({ length: drives }, (_, at) => at),
  used: new Map(),
  holes: new Map(),
});

export const copyOf = ({ blank, used, holes }: CohortSpace, owner: object): CohortSpace => ({
  owner,
  blank: [...blank],
  used: new Map([...used].map(([at, { use, space }]) => [at, { use, space: [...space] }])),
  holes: new Map([...holes].map(([length, codes]) => [length, [...codes]])),
});

/** Told of what changed: how much less or more there is of blank drives, and of free runs of each length. */
export interface SpaceListener {
  /** `some`: whether the cohort has blank drives now. */
  blankChanged(by: 1 | -1, some: boolean): void;
  /** `some`: whether it has holes of this length now. */
  holesChanged(length: number, by: 1 | -1, some: boolean): void;
}

/** @throws Error when the extent overlaps another, or the drive belongs to another leg: a bug, never an input */
export function takeExtent(
  space: CohortSpace,
  at: number,
  { extent, use, partitionable }: { extent: Extent; use: UsedDrive['use']; partitionable: GiB },
  listener: SpaceListener,
): void {
  const before = space.used.get(at);
  if (before && (before.use === 'whole' || use === 'whole')) {
    throw new Error(`drive ${String(at)} of its cohort already belongs to another leg`);
  }
  if (before) {
    addExtent(before.space, extent);
  } else {
    space.used.set(at, { use, space: [extent] });
    removeBlank(space, at, listener);
  }
  if (use === 'whole') return;
  const { start, end } = gapAround((before ?? space.used.get(at))?.space ?? [], partitionable, extent);
  if (before) removeHole(space, at, start, end, listener);
  addHole(space, at, start, extent.start, listener);
  addHole(space, at, extent.start + extent.length, end, listener);
}

/** Nothing changes where the drive has no such extent. */
export function giveExtentBack(
  space: CohortSpace,
  at: number,
  { extent, partitionable }: { extent: Extent; partitionable: GiB },
  listener: SpaceListener,
): void {
  const before = space.used.get(at);
  if (!before) return;
  if (!removeExtent(before.space, extent)) return;
  if (before.use === 'sliced') mergeHoles(space, at, { extent, partitionable, left: before.space }, listener);
  if (before.space.length > 0) return;
  space.used.delete(at);
  addBlank(space, at, listener);
}

function mergeHoles(
  space: CohortSpace,
  at: number,
  { extent, partitionable, left }: { extent: Extent; partitionable: GiB; left: DriveSpace },
  listener: SpaceListener,
): void {
  const gap = gapAround(left, partitionable, extent);
  removeHole(space, at, gap.start, extent.start, listener);
  removeHole(space, at, extent.start + extent.length, gap.end, listener);
  // What is left of a drive without legs is no hole: it is blank.
  if (left.length > 0) addHole(space, at, gap.start, gap.end, listener);
}

/** Puts a drive that other cohorts had before into this one, as it is. */
export function adoptUsed(
  space: CohortSpace,
  at: number,
  { use, space: extents }: UsedDrive,
  holes: readonly Extent[],
): void {
  space.used.set(at, { use, space: [...extents] });
  removeBlank(space, at, NOBODY);
  for (const { start, length } of holes) addHole(space, at, start, start + length, NOBODY);
}

const NOBODY: SpaceListener = { blankChanged: () => undefined, holesChanged: () => undefined };

function removeBlank({ blank }: CohortSpace, at: number, listener: SpaceListener): void {
  removeAt(blank, placeOf(blank, at));
  listener.blankChanged(-1, blank.length > 0);
}

function addBlank({ blank }: CohortSpace, at: number, listener: SpaceListener): void {
  insertAt(blank, placeOf(blank, at), at);
  listener.blankChanged(1, true);
}

function addHole({ holes }: CohortSpace, at: number, start: number, end: number, listener: SpaceListener): void {
  const length = end - start;
  if (length <= 0) return;
  const code = hole(at, start);
  const known = holes.get(length);
  if (known) insertAt(known, placeOf(known, code), code);
  else holes.set(length, [code]);
  listener.holesChanged(length, 1, true);
}

function removeHole({ holes }: CohortSpace, at: number, start: number, end: number, listener: SpaceListener): void {
  const length = end - start;
  const known = holes.get(length);
  if (!known) return;
  removeAt(known, placeOf(known, hole(at, start)));
  if (known.length === 0) holes.delete(length);
  listener.holesChanged(length, -1, known.length > 0);
}

/** Where a number is in an ascending list, or would be put. */
function placeOf(list: readonly number[], value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** GiB of data that the blank drives of a cohort hold. */
export const usableBlank = ({ blank }: CohortSpace, partitionable: GiB): number =>
  blank.length * usableOf(partitionable);

/** GiB of data that the free runs of its sliced drives hold. */
export function usableHoles({ holes }: CohortSpace): number {
  let usable = 0;
  for (const [length, codes] of holes) usable += usableOf(gib(length)) * codes.length;
  return usable;
}
