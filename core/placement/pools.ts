import type { PoolPattern, PoolSelection, SelectorClause } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { BackendName, StorageGroupName } from '../model/ids.ts';
import type { Backend, BackendDriver, Pool } from '../model/inventory.ts';

/** Which backend each storage group belongs to: the one that names it, else the one that names none. */
export function ownersOfStorageGroups({
  backends,
  enclosures,
}: Configuration): ReadonlyMap<StorageGroupName, BackendName> {
  const owners = new Map<StorageGroupName, BackendName>();
  const catchAll = backends.find(({ driver }) => storageGroupsOf(driver) === 'rest');
  if (catchAll) for (const { storageGroup } of enclosures) owners.set(storageGroup, catchAll.name);
  for (const { driver, name } of backends) {
    const owned = storageGroupsOf(driver);
    if (owned !== 'rest') for (const group of owned) owners.set(group, name);
  }
  return owners;
}

const NO_GROUPS: ReadonlySet<StorageGroupName> = new Set();

/** The storage groups that a backend names; `rest` where it takes every one that no other names. */
function storageGroupsOf(driver: BackendDriver): ReadonlySet<StorageGroupName> | 'rest' {
  switch (driver.kind) {
    case 'composable':
      return driver.storageGroups ?? 'rest';
    case 'nfs':
      return NO_GROUPS;
  }
}

/** The pools that a class takes, by backend. Backends with none of them are missing. */
export function selectPools(
  backends: readonly Backend[],
  selection: PoolSelection,
): ReadonlyMap<BackendName, readonly Pool[]> {
  const selected = new Map<BackendName, readonly Pool[]>();
  for (const backend of backends) {
    const pools = backend.pools.filter((pool) => takesPool(selection, backend, pool));
    if (pools.length > 0) selected.set(backend.name, pools);
  }
  return selected;
}

export const poolHolds = (pool: Pool, drives: DriveClass): boolean =>
  (pool.storageGroups === undefined || pool.storageGroups.has(drives.storageGroup)) &&
  pool.requiredTags.every((tag) => drives.tags.includes(tag));

function takesPool(selection: PoolSelection, backend: Backend, pool: Pool): boolean {
  const named = (patterns: readonly PoolPattern[]): boolean =>
    patterns.some((pattern) => matches(pattern.backend, backend.name) && matches(pattern.pool, pool.name));
  if (named(selection.excludeStoragePools)) return false;
  if (named(selection.additionalStoragePools)) return true;
  const onlyAdditional =
    selection.additionalStoragePools.length > 0 &&
    selection.storagePools.length === 0 &&
    selection.selector.length === 0;
  if (onlyAdditional) return false;
  if (selection.storagePools.length > 0 && !named(selection.storagePools)) return false;
  const labels = new Map([...backend.labels, ...pool.labels]);
  return selection.selector.every((clause) => clauseHolds(clause, labels));
}

function clauseHolds(clause: SelectorClause, labels: ReadonlyMap<string, string>): boolean {
  const value = labels.get(clause.key);
  switch (clause.operator) {
    case 'In':
      return value !== undefined && clause.values.includes(value);
    case 'NotIn':
      return value === undefined || !clause.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

/** `*` stands for any run of characters. Linear: the parts between stars are looked for from left to right. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
