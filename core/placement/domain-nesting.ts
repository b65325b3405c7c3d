import type { Cohort } from './index/cohort.ts';

/**
 * Whether each domain of the level `fine` lies in one domain of the level `coarse`, among these cohorts. One whose
 * coarse domain is not known lies in none; one whose fine domain is not known says nothing.
 */
export function isNested(cohorts: readonly Cohort[], fine: number, coarse: number): boolean {
  const parents = new Map<number, number>();
  for (const { domains } of cohorts) {
    const child = domains[fine] ?? -1;
    const parent = domains[coarse] ?? -1;
    if (child < 0) continue;
    if (parent < 0) return false;
    const known = parents.get(child);
    if (known !== undefined && known !== parent) return false;
    if (known === undefined) parents.set(child, parent);
  }
  return true;
}

/** Whether the domain of a cohort is known at every one of the levels. */
export const knowsLevels = (cohort: Cohort, levels: readonly number[]): boolean =>
  levels.every((level) => (cohort.domains[level] ?? -1) >= 0);

/**
 * Of levels that must all differ, those that no coarser one implies: different racks are different enclosures. Holds
 * for cohorts that know all of the levels; of others an unknown domain would be taken for a different one.
 * Of two that tell drives apart alike, the one that is declared coarser: it does not matter who asked first.
 */
export function coarsestLevels(cohorts: readonly Cohort[], levels: readonly number[]): readonly number[] {
  const unique = [...new Set(levels)].sort((a, b) => a - b);
  return unique.filter(
    (fine, at) =>
      !unique.some((coarse, other) => {
        if (coarse === fine || !isNested(cohorts, fine, coarse)) return false;
        return !isNested(cohorts, coarse, fine) || other < at;
      }),
  );
}
