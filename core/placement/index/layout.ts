import type { DriveId } from '../../model/ids.ts';
import type { ClassedDrives } from '../drive-classes.ts';
import type { Cohort } from './cohort.ts';
import type { EnclosureSite } from './sites.ts';

/**
 * Where the cohorts of all enclosures stand. Each enclosure has the same number of places, a power of two, so that one
 * whose drives come to be told apart otherwise moves nobody else.
 */
export interface CohortLayout {
  /** Places of each enclosure, as a power of two: the rank of a position is `position >> shift`. */
  readonly shift: number;
  /** By position; `undefined` where an enclosure has fewer classes than places. */
  readonly cohortAt: (Cohort | undefined)[];
  /** By number of the drive: the position of its cohort, and its index there. */
  readonly positionOf: Int32Array;
  readonly indexOf: Int32Array;
}

/** Drives by number. */
export type DriveNumbers = ReadonlyMap<DriveId, number>;

/** `most`: classes that one enclosure has at most. */
export function emptyLayout(enclosures: number, drives: number, most: number): CohortLayout {
  const shift = Math.max(2, Math.ceil(Math.log2(Math.max(1, most))));
  return {
    shift,
    cohortAt: new Array<Cohort | undefined>(enclosures << shift).fill(undefined),
    positionOf: new Int32Array(drives),
    indexOf: new Int32Array(drives),
  };
}

export const fitsLayout = ({ shift }: CohortLayout, classes: readonly unknown[]): boolean =>
  classes.length <= 1 << shift;

/** Seats the drives of an enclosure, class by class. Its earlier cohorts are gone from then on. */
export function seat(
  { shift, cohortAt, positionOf, indexOf }: CohortLayout,
  { rank, backend, area, domains }: EnclosureSite,
  classes: readonly ClassedDrives[],
  numbers: DriveNumbers,
): readonly Cohort[] {
  const first = rank << shift;
  cohortAt.fill(undefined, first, first + (1 << shift));
  return classes.map(({ key, drives, hindrance, ids }, at) => {
    const position = first + at;
    // Written out field by field: objects that a spread makes are several times slower to read.
    const cohort: Cohort = { key, drives, hindrance, ids, position, backend, area, domains };
    cohortAt[position] = cohort;
    ids.forEach((id, index) => {
      const number = numbers.get(id) ?? 0;
      positionOf[number] = position;
      indexOf[number] = index;
    });
    return cohort;
  });
}

/** The cohorts of an enclosure. */
export function cohortsIn({ shift, cohortAt }: CohortLayout, rank: number): readonly Cohort[] {
  const first = rank << shift;
  return cohortAt.slice(first, first + (1 << shift)).filter((cohort) => cohort !== undefined);
}

export const copyLayout = ({ shift, cohortAt, positionOf, indexOf }: CohortLayout): CohortLayout => ({
  shift,
  cohortAt: [...cohortAt],
  positionOf: positionOf.slice(),
  indexOf: indexOf.slice(),
});
