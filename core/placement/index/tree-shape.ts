import { coarsestLevels, isNested, knowsLevels } from '../domain-nesting.ts';
import type { Cohort } from './cohort.ts';

/** How the levels at which legs must differ, or over which they spread, lie to each other. */
export interface TreeShape {
  /** The levels at which the legs of a pair must differ, without those that a coarser one implies. */
  readonly coarsest: readonly number[];
  /**
   * Whether the greedy choice is exact: at most one level must differ within pairs, and all levels nest. With several
   * levels to spread over, a leg that counts at one and is unknown at another breaks the tree.
   */
  readonly isOneTree: boolean;
}

/** The shape among these cohorts, as far as they know every level that must differ. */
export function treeShape(cohorts: readonly Cohort[], hard: readonly number[], spread: readonly number[]): TreeShape {
  const known = cohorts.filter((cohort) => knowsLevels(cohort, hard));
  const coarsest = coarsestLevels(known, hard);
  return { coarsest, isOneTree: formOneTree(known, coarsest, spread) };
}

function formOneTree(cohorts: readonly Cohort[], mustDiffer: readonly number[], spread: readonly number[]): boolean {
  if (mustDiffer.length > 1) return false;
  if (new Set(spread).size > 1 && !cohorts.every((cohort) => knowsLevels(cohort, spread))) return false;
  const levels = [...mustDiffer, ...spread];
  const counted = cohorts.filter((cohort) => knowsLevels(cohort, levels));
  return levels.every((a) => levels.every((b) => isNested(counted, a, b) || isNested(counted, b, a)));
}
