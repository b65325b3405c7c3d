import type { PoolPattern, PoolSelection, SelectorClause } from '../model/class.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { FoundDrive } from './ground.ts';

/** Whether some pool of the backend that the class takes holds the drive. */
export const isInPoolTaken = (backend: Backend, selection: PoolSelection, found: FoundDrive): boolean =>
  backend.pools.some((pool) => isInPool(pool, found) && isTaken(backend, pool, selection));

export const isInPool = ({ storageGroups, requiredTags }: Pool, { drive, enclosure }: FoundDrive): boolean =>
  (storageGroups?.has(enclosure.storageGroup) ?? true) && !requiredTags.some((tag) => !drive.tags.includes(tag));

/** Excluded ones never, additional ones always; of the others those that match the patterns and the selector, if any. */
function isTaken(backend: Backend, pool: Pool, selection: PoolSelection): boolean {
  const { selector, storagePools, additionalStoragePools, excludeStoragePools } = selection;
  const isNamed = ({ backend: ofBackend, pool: ofPool }: PoolPattern): boolean =>
    isLike(backend.name, ofBackend) && isLike(pool.name, ofPool);
  if (excludeStoragePools.some(isNamed)) return false;
  if (additionalStoragePools.some(isNamed)) return true;
  if (selector.length + storagePools.length === 0) return additionalStoragePools.length === 0;
  const label = (key: string): string | undefined => pool.labels.get(key) ?? backend.labels.get(key);
  return (storagePools.length === 0 || storagePools.some(isNamed)) && selector.every((clause) => isMet(clause, label));
}

function isMet(clause: SelectorClause, label: (key: string) => string | undefined): boolean {
  const value = label(clause.key);
  switch (clause.operator) {
    case 'Exists':
    case 'DoesNotExist':
      return (value === undefined) === (clause.operator === 'DoesNotExist');
    case 'In':
    case 'NotIn':
      return (value !== undefined && clause.values.includes(value)) === (clause.operator === 'In');
  }
}

/** Letter by letter; where it cannot go on, the last `*` takes one letter more. */
function isLike(name: string, pattern: string): boolean {
  let [at, of, star, taken] = [0, 0, -1, 0];
  while (at < name.length) {
    if (pattern[of] === '*') {
      star = of++;
      taken = at;
    } else if (pattern[of] === name[at]) {
      at++;
      of++;
    } else if (star >= 0) {
      of = star + 1;
      at = ++taken;
    } else return false;
  }
  while (pattern[of] === '*') of++;
  return of === pattern.length;
}
