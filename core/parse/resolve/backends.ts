import { parseQuantity } from '../../model/capacity.ts';
import type { BackendName, PoolName, StorageGroupName } from '../../model/ids.ts';
import type { Backend, Pool } from '../../model/inventory.ts';
import type { BackendObject, BackendPool } from '../../../schemas/generated/types.ts';
import type { ObjectAddress } from './object-problem.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { checkUnique, problem, references } from './report.ts';
import type { Report } from './report.ts';

const DEFAULT_SECRET_NAMESPACE = 'stowage-system';

/** What a backend that declares no pools has: one over everything. */
const WHOLE_BACKEND: Pool = {
  name: 'default' as PoolName,
  labels: new Map(),
  storageGroups: undefined,
  requiredTags: [],
};

export function resolveBackends(
  declared: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): readonly Backend[] {
  checkOwnership(declared, storageGroups, report);
  for (const backend of declared) checkPools(backend, declared, storageGroups, report);
  return declared.map(({ wire: { metadata, spec } }) => {
    const { storageGroups: owned, encryption } = spec.composable;
    const secret = encryption?.secretRef;
    return {
      name: metadata.name as BackendName,
      state: spec.state ?? 'normal',
      labels: new Map(Object.entries(spec.labels ?? {})),
      pools: spec.pools?.map(resolvePool) ?? [WHOLE_BACKEND],
      driver: {
        kind: 'composable',
        storageGroups: owned && groupSet(owned),
        encryptionSecretRef: secret && { namespace: secret.namespace ?? DEFAULT_SECRET_NAMESPACE, name: secret.name },
      },
      maxVolumeBytes: parseQuantity(spec.limits?.maxVolumeSize ?? ''),
    };
  });
}

const resolvePool = (pool: BackendPool): Pool => ({
  name: pool.name as PoolName,
  labels: new Map(Object.entries(pool.labels ?? {})),
  storageGroups: pool.storageGroups && groupSet(pool.storageGroups),
  requiredTags: [...new Set(pool.requiredTags)].sort(),
});

const groupSet = (names: readonly string[]): ReadonlySet<StorageGroupName> => new Set(names as StorageGroupName[]);

/** Every storage group has one backend at most: that which names it, else the one that names none. */
function checkOwnership(
  declared: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): void {
  const known = references('storage group', storageGroups, report);
  const owners = new Map<string, { backend: string; at: ObjectAddress }>();
  let catchAll: Declared<BackendObject> | undefined;
  for (const backend of declared) {
    const owned = backend.wire.spec.composable.storageGroups;
    if (owned === undefined) {
      if (catchAll) reportSecondCatchAll(backend, catchAll, report);
      catchAll ??= backend;
    }
    for (const [index, group] of owned?.entries() ?? []) {
      const address = at(backend, 'spec', 'composable', 'storageGroups', index);
      known.check(group, address);
      const owner = owners.get(group);
      if (!owner) owners.set(group, { backend: nameOf(backend), at: address });
      else {
        const message = `storage group ${group} belongs to backend ${owner.backend} already`;
        report(problem('reference/ambiguous', address, message, { elsewhere: owner.at }));
      }
    }
  }
}

function reportSecondCatchAll(backend: Declared<BackendObject>, first: Declared<BackendObject>, report: Report): void {
  const message = `backend ${nameOf(first)} takes every storage group that no other names already`;
  const help = 'Name the storage groups of one of the two.';
  const elsewhere = at(first, 'spec', 'composable');
  report(problem('reference/ambiguous', at(backend, 'spec', 'composable'), message, { help, elsewhere }));
}

function checkPools(
  backend: Declared<BackendObject>,
  all: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): void {
  const { pools = [], composable } = backend.wire.spec;
  const names = pools.map(({ name }, index) => ({ name, at: at(backend, 'spec', 'pools', index, 'name') }));
  checkUnique('pool of this backend', names, report);
  const known = references('storage group', storageGroups, report);
  const elsewhere = new Set(
    all.filter((other) => other !== backend).flatMap(({ wire }) => wire.spec.composable.storageGroups ?? []),
  );
  const isOwned = (group: string): boolean => composable.storageGroups?.includes(group) ?? !elsewhere.has(group);
  for (const [index, pool] of pools.entries()) {
    for (const [position, group] of pool.storageGroups?.entries() ?? []) {
      const address = at(backend, 'spec', 'pools', index, 'storageGroups', position);
      if (!known.check(group, address) || isOwned(group)) continue;
      const message = `storage group ${group} does not belong to backend ${nameOf(backend)}`;
      report(problem('reference/not-found', address, message));
    }
  }
}
