import type { BackendName } from '../../model/ids.ts';
import type { ClassedDrives } from '../drive-classes.ts';

/**
 * Drives that nothing but their free space tells apart. Searches look at cohorts, not drives: 100,000 drives in 2,000
 * boxes are some 4,000 cohorts. Never changes: what is free of one is in its `CohortSpace`.
 */
export interface Cohort extends ClassedDrives {
  /** Where it stands among all cohorts: those of one domain lie together, at every level that nests. */
  readonly position: number;
  readonly backend: BackendName | undefined;
  /** Backend and bandwidth domain, as one small number: where its drives can be taken from. */
  readonly area: number;
  /** The domain at each of the index's levels, and the bandwidth domain, as small numbers; -1 where it is not known. */
  readonly domains: readonly number[];
}
