import { parseQuantity } from '../../model/capacity.ts';
import { ACCESS_MODES, NO_LIMITS } from '../../model/inventory.ts';
import type { BackendName, PoolName, StorageGroupName } from '../../model/ids.ts';
import type { Backend, BackendDriver, Pool, VolumeLimits } from '../../model/inventory.ts';
import type { InTurns } from '../../model/turns.ts';
import type {
  BackendComposable,
  BackendLimits,
  BackendNfs,
  BackendObject,
  BackendPool,
  BackendSpec,
} from '../../../schemas/generated/types.ts';
import { checkDriver, checkOwnership, checkPools } from './backend-checks.ts';
import { checkLimits } from './limit-checks.ts';
import type { Declared } from './declared.ts';
import { oneByOne } from './one-by-one.ts';
import type { Report } from './report.ts';

const DEFAULT_SECRET_NAMESPACE = 'stowage-system';

/** What a backend that declares no pools has: one over everything. */
const WHOLE_BACKEND: Pool = {
  name: 'default' as PoolName,
  labels: new Map(),
  storageGroups: undefined,
  requiredTags: [],
  ...NO_LIMITS,
};

export function* resolveBackends(
  declared: readonly Declared<BackendObject>[],
  storageGroups: ReadonlySet<string>,
  report: Report,
): InTurns<readonly Backend[]> {
  for (const backend of declared) checkDriver(backend, report);
  checkOwnership(declared, storageGroups, report);
  for (const backend of declared) {
    checkPools(backend, declared, storageGroups, report);
    yield;
  }
  for (const backend of declared) checkLimits(backend, report);
  return yield* oneByOne(declared, ({ wire: { metadata, spec } }) => [
    {
      name: metadata.name as BackendName,
      state: spec.state ?? 'normal',
      labels: new Map(Object.entries(spec.labels ?? {})),
      pools: spec.pools?.map(resolvePool) ?? [WHOLE_BACKEND],
      driver: resolveDriver(spec),
      ...limitsOf(spec.limits),
    },
  ]);
}

/** One that declares no driver block, or two, has been reported: what it resolves to means nothing. */
const resolveDriver = ({ composable = {}, nfs }: BackendSpec): BackendDriver =>
  nfs ? nfsDriver(nfs) : composableDriver(composable);

function composableDriver({ storageGroups, encryption }: BackendComposable): BackendDriver {
  const secret = encryption?.secretRef;
  return {
    kind: 'composable',
    storageGroups: storageGroups && groupSet(storageGroups),
    encryptionSecretRef: secret && { namespace: secret.namespace ?? DEFAULT_SECRET_NAMESPACE, name: secret.name },
  };
}

const nfsDriver = ({ servers, exportPath, mountOptions, accessModes }: BackendNfs): BackendDriver => ({
  kind: 'nfs',
  servers,
  exportPath,
  mountOptions: mountOptions ?? [],
  accessModes: accessModes ?? ACCESS_MODES,
});

const resolvePool = (pool: BackendPool): Pool => ({
  name: pool.name as PoolName,
  labels: new Map(Object.entries(pool.labels ?? {})),
  storageGroups: pool.storageGroups && groupSet(pool.storageGroups),
  requiredTags: [...new Set(pool.requiredTags)].sort(),
  ...limitsOf(pool.limits),
});

/** Those of a pool are written like those of a backend. */
const limitsOf = ({ maxVolumeSize = '', maxVolumes, maxTotalSize = '' }: BackendLimits = {}): VolumeLimits => ({
  maxVolumeBytes: parseQuantity(maxVolumeSize),
  maxVolumes,
  maxTotalBytes: parseQuantity(maxTotalSize),
});

const groupSet = (names: readonly string[]): ReadonlySet<StorageGroupName> => new Set(names as StorageGroupName[]);
