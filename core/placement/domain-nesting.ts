import type { InventoryIndex } from './inventory-index.ts';

/** Whether each domain of the level `fine` lies in one domain of the level `coarse`, among the drives there are. */
export function isNested(index: InventoryIndex, fine: number, coarse: number): boolean {
  const memo = nestings.get(index) ?? new Map<number, boolean>();
  nestings.set(index, memo);
  const key = fine * index.levels.length + coarse;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const nested = computeNested(index, fine, coarse);
  memo.set(key, nested);
  return nested;
}

/** Which enclosure stands where does not change while an index lives, so the answer is kept with it. */
const nestings = new WeakMap<InventoryIndex, Map<number, boolean>>();

function computeNested(index: InventoryIndex, fine: number, coarse: number): boolean {
  const parents = new Map<number, number>();
  for (const { domains } of index.cohorts) {
    const child = domains[fine] ?? -1;
    const parent = domains[coarse] ?? -1;
    if (child < 0) continue;
    if (parent < 0) return false;
    const known = parents.get(child);
    if (known !== undefined && known !== parent) return false;
    parents.set(child, parent);
  }
  return true;
}

/** Of levels that must all differ, those that no coarser one implies: different racks are different enclosures. */
export function coarsestLevels(index: InventoryIndex, levels: readonly number[]): readonly number[] {
  const unique = [...new Set(levels)];
  return unique.filter(
    (fine, at) =>
      !unique.some((coarse, other) => {
        if (coarse === fine || !isNested(index, fine, coarse)) return false;
        return !isNested(index, coarse, fine) || other < at;
      }),
  );
}
