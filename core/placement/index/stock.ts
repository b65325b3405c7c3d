import type { GiB } from '../../model/capacity.ts';
import { usableOf } from '../../model/format.ts';
import type { Cohort } from './cohort.ts';
import { usableBlank, usableHoles } from './cohort-space.ts';
import type { CohortSpace } from './cohort-space.ts';
import { SizeBuckets } from './size-buckets.ts';

/**
 * What is free of some cohorts, found by size: the least drive or hole that is large enough comes from a few steps,
 * however many drives there are. Kept as they are taken and given back.
 */
export interface Stock {
  /** Whether holes of sliced drives count, too. */
  readonly slices: boolean;
  /** Cohorts that are worth the same to a request, those worth most first. */
  readonly tiers: readonly StockTier[];
  readonly tierOf: (cohort: Cohort) => number;
  /** Sizes of drives, free or not: GiB that partitions may cover ▶ positions of cohorts. */
  readonly drives: SizeBuckets;
  /** GiB of data that drives hold when all of them are blank. */
  capacity: number;
  /** GiB of data that all that is free holds, each run for itself. */
  usable: number;
}

/** By GiB: the positions of cohorts that have such a blank drive, or such a free run on a sliced one. */
interface StockTier {
  readonly blanks: SizeBuckets;
  readonly holes: SizeBuckets;
}

export const emptyStock = (slices: boolean, tiers: number, tierOf: Stock['tierOf']): Stock => ({
  slices,
  tiers: Array.from({ length: tiers }, () => ({ blanks: new SizeBuckets(), holes: new SizeBuckets() })),
  tierOf,
  drives: new SizeBuckets(),
  capacity: 0,
  usable: 0,
});

export function addCohort(stock: Stock, cohort: Cohort, space: CohortSpace): void {
  const { partitionable } = cohort.drives;
  const tier = tierFor(stock, cohort);
  stock.drives.add(partitionable, cohort.position);
  stock.capacity += usableOf(partitionable) * cohort.ids.length;
  stock.usable += usableBlank(space, partitionable);
  if (space.blank.length > 0) tier.blanks.add(partitionable, cohort.position);
  if (!stock.slices) return;
  stock.usable += usableHoles(space);
  for (const length of space.holes.keys()) tier.holes.add(length, cohort.position);
}

export function removeCohort(stock: Stock, cohort: Cohort, space: CohortSpace): void {
  const { partitionable } = cohort.drives;
  const tier = tierFor(stock, cohort);
  stock.drives.delete(partitionable, cohort.position);
  stock.capacity -= usableOf(partitionable) * cohort.ids.length;
  stock.usable -= usableBlank(space, partitionable);
  tier.blanks.delete(partitionable, cohort.position);
  if (!stock.slices) return;
  stock.usable -= usableHoles(space);
  for (const length of space.holes.keys()) tier.holes.delete(length, cohort.position);
}

export function blanksChanged(stock: Stock, cohort: Cohort, by: 1 | -1, some: boolean): void {
  const { partitionable } = cohort.drives;
  stock.usable += by * usableOf(partitionable);
  const { blanks } = tierFor(stock, cohort);
  if (some) blanks.add(partitionable, cohort.position);
  else blanks.delete(partitionable, cohort.position);
}

export function holesChanged(stock: Stock, cohort: Cohort, length: number, by: 1 | -1, some: boolean): void {
  if (!stock.slices) return;
  stock.usable += by * usableOf(length as GiB);
  const { holes } = tierFor(stock, cohort);
  if (some) holes.add(length, cohort.position);
  else holes.delete(length, cohort.position);
}

/** The GiB of the largest run: of a blank drive or, where slices may lie there, of a sliced one. 0 where there is none. */
export const largestRun = ({ tiers, slices }: Stock): number =>
  tiers.reduce(
    (most, { blanks, holes }) => Math.max(most, blanks.greatestSize(), slices ? holes.greatestSize() : 0),
    0,
  );

/** The positions of cohorts that have a run of at least so many GiB, each once: of blank drives alone, or of sliced ones, too. */
export function positionsWithRoom({ tiers }: Stock, least: number, blankAlone: boolean): ReadonlySet<number> {
  const positions = new Set<number>();
  for (const { blanks, holes } of tiers) {
    for (const shelf of blankAlone ? [blanks] : [blanks, holes]) {
      for (let size = shelf.nextSize(least); size >= 0; size = shelf.nextSize(size + 1)) {
        const members = shelf.at(size);
        for (let at = members?.next(0) ?? -1; at >= 0; at = members?.next(at + 1) ?? -1) positions.add(at);
      }
    }
  }
  return positions;
}

function tierFor(stock: Stock, cohort: Cohort): StockTier {
  const tier = stock.tiers[stock.tierOf(cohort)];
  if (!tier) throw new Error(`no tier for the cohort at ${String(cohort.position)}`);
  return tier;
}
