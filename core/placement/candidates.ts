import type { GiB } from '../model/capacity.ts';
import { FIRST_EXTENT_GIB } from '../model/format.ts';
import { holesOf } from './drive-space.ts';
import type { Hole } from './drive-space.ts';
import { spaceOf } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { isWhole, legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';

/** A place for one leg, and how well it fits. */
export interface Candidate {
  readonly cohort: Cohort;
  /** Index into the cohort's ids. */
  readonly drive: number;
  readonly start: GiB;
  /** What best fit compares, lexicographically; smaller is better. */
  readonly fit: Fit;
}

/** Whole drives: `[GiB of the drive, 0]`. Slices: `[1 where it opens a blank drive, GiB left of the hole]`. */
export type Fit = readonly [number, number];

export const compareFit = (a: Fit, b: Fit): number => a[0] - b[0] || a[1] - b[1];

/** The places of one cohort, best first; no more than a volume could use. */
export interface CohortCandidates {
  readonly cohort: Cohort;
  readonly sites: readonly Candidate[];
}

/** What each of the cohorts offers to a layout. Cohorts that offer nothing are left out. Grows with the cohorts. */
export function candidatesOf(
  index: InventoryIndex,
  cohorts: readonly Cohort[],
  option: LayoutOption,
): readonly CohortCandidates[] {
  const offers: CohortCandidates[] = [];
  for (const cohort of cohorts) {
    const sites = everySiteOf(index, cohort, option).slice(0, legCount(option));
    if (sites.length > 0) offers.push({ cohort, sites });
  }
  return offers;
}

/** Every place of a cohort, where {@link candidatesOf} leaves out those that a volume could not use. */
export const everySiteOf = (index: InventoryIndex, cohort: Cohort, option: LayoutOption): readonly Candidate[] => {
  if (cohort.drives.partitionable < option.extent) return [];
  return isWhole(option.layout) ? wholeDrives(index, cohort) : slices(index, cohort, option);
};

const wholeDrives = (index: InventoryIndex, cohort: Cohort): readonly Candidate[] =>
  spaceOf(index, cohort).blank.map((drive) => ({
    cohort,
    drive,
    start: FIRST_EXTENT_GIB,
    fit: [cohort.drives.partitionable, 0],
  }));

/** At most one on each drive: on sliced drives where one fits, so that whole drives stay whole. */
function slices(index: InventoryIndex, cohort: Cohort, { extent }: LayoutOption): readonly Candidate[] {
  const { partitionable } = cohort.drives;
  const { used, blank } = spaceOf(index, cohort);
  const sites: Candidate[] = [];
  for (const [drive, { use, space }] of used) {
    const hole = use === 'sliced' ? bestHole(holesOf(space, partitionable), extent) : undefined;
    if (hole) sites.push({ cohort, drive, start: hole.start, fit: [0, hole.length - extent] });
  }
  sites.sort((a, b) => compareFit(a.fit, b.fit) || a.drive - b.drive);
  const opened = blank.map((drive): Candidate => ({
    cohort,
    drive,
    start: FIRST_EXTENT_GIB,
    fit: [1, partitionable - extent],
  }));
  return [...sites, ...opened];
}

/** The smallest hole that holds `length` GiB; of equal ones the first. */
function bestHole(holes: readonly Hole[], length: GiB): Hole | undefined {
  let best: Hole | undefined;
  for (const hole of holes) {
    if (hole.length >= length && (best === undefined || hole.length < best.length)) best = hole;
  }
  return best;
}
