import type { GiB } from '../model/capacity.ts';
import { FIRST_EXTENT_GIB } from '../model/format.ts';
import { sliceSites } from './inventory-index.ts';
import type { Cohort } from './inventory-index.ts';
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

/** What each admitted cohort offers to a layout. Cohorts that offer nothing are left out. */
export function candidatesOf(cohorts: readonly Cohort[], option: LayoutOption): readonly CohortCandidates[] {
  const offers: CohortCandidates[] = [];
  for (const cohort of cohorts) {
    if (cohort.drives.partitionable < option.extent) continue;
    const sites = isWhole(option.layout) ? wholeDrives(cohort, option) : slices(cohort, option, legCount(option));
    if (sites.length > 0) offers.push({ cohort, sites });
  }
  return offers;
}

/** Every place of a cohort, where {@link candidatesOf} leaves out those that a volume could not use. */
export const everySiteOf = (cohort: Cohort, option: LayoutOption): readonly Candidate[] => {
  if (cohort.drives.partitionable < option.extent) return [];
  return isWhole(option.layout) ? wholeDrives(cohort, option) : slices(cohort, option, cohort.ids.length);
};

const wholeDrives = (cohort: Cohort, option: LayoutOption): Candidate[] =>
  cohort.blank
    .slice(0, legCount(option))
    .map((drive) => ({ cohort, drive, start: FIRST_EXTENT_GIB, fit: [cohort.drives.partitionable, 0] }));

const slices = (cohort: Cohort, option: LayoutOption, limit: number): Candidate[] =>
  sliceSites(cohort, option.extent, limit).map((site) => ({
    cohort,
    drive: site.drive,
    start: site.hole.start,
    fit: [site.opensDrive ? 1 : 0, site.hole.length - option.extent],
  }));
