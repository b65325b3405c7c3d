import { expect, it } from 'vitest';
import type { BackendName, PoolName, StorageGroupName } from '../../../core/model/ids.ts';
import { NO_LIMITS } from '../../../core/model/inventory.ts';
import type { Backend, BackendDriver } from '../../../core/model/inventory.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { backendViewer } from './backend-view.ts';

const backendOf = (driver: BackendDriver): Backend => ({
  name: 'main' as BackendName,
  state: 'normal',
  labels: new Map(),
  pools: [],
  driver,
  ...NO_LIMITS,
});

it.each<[BackendDriver, object]>([
  [
    {
      kind: 'composable',
      storageGroups: new Set(['sg-a' as StorageGroupName]),
      encryptionSecretRef: { namespace: 'stowage-system', name: 'keys' },
    },
    { driver: 'composable', storageGroups: ['sg-a'], encryptionSecret: 'stowage-system/keys' },
  ],
  [{ kind: 'composable', storageGroups: undefined, encryptionSecretRef: undefined }, { driver: 'composable' }],
  [
    { kind: 'nfs', servers: ['10.0.0.5'], exportPath: '/e', mountOptions: [], accessModes: ['ReadWriteMany'] },
    { driver: 'nfs', servers: ['10.0.0.5'], exportPath: '/e' },
  ],
])('shows what a driver has: %j', (driver, shown) => {
  const view = backendViewer({ volumes: [] } as unknown as ApiSnapshot)(backendOf(driver));
  expect(view).toEqual({ name: 'main', state: 'normal', labels: {}, pools: [], volumes: 0, sizeGiB: 0, ...shown });
});

it('counts what there is against limits: without what is being released, and pools by the drives of volumes', () => {
  const enclosure = (name: string, storageGroup: string, tags: readonly string[]) => ({
    name,
    storageGroup,
    drives: [{ id: `${name}-1`, tags }],
  });
  const volume = (box: string, phase: object, size = 10) => ({
    ...{ backend: 'main', layout: 'single', size, phase, legs: [{ enclosure: box, drive: `${box}-1` }] },
  });
  const pool = (name: string, changes: Partial<Backend['pools'][0]>): Backend['pools'][0] => ({
    ...{ name: name as PoolName, labels: new Map<string, string>(), storageGroups: undefined, requiredTags: [] },
    ...NO_LIMITS,
    ...changes,
  });
  const backend: Backend = {
    ...backendOf({ kind: 'composable', storageGroups: undefined, encryptionSecretRef: undefined }),
    ...{ maxVolumes: 3, maxTotalBytes: 2n ** 40n },
    pools: [
      pool('gold', { requiredTags: ['gold'], maxVolumes: 1 }),
      pool('b', { storageGroups: new Set(['sg-b' as StorageGroupName]) }),
    ],
  };
  const snapshot = {
    active: {
      configuration: {
        backends: [backend],
        enclosures: [enclosure('box-a', 'sg-a', ['gold']), enclosure('box-b', 'sg-b', [])],
      },
    },
    volumes: [
      volume('box-a', { kind: 'expanding', target: 15 }),
      volume('box-b', { kind: 'ready' }),
      volume('box-b', { kind: 'releasing' }),
    ],
  } as unknown as ApiSnapshot;
  expect(backendViewer(snapshot)(backend)).toMatchObject({
    ...{ volumes: 2, sizeGiB: 25, maxVolumes: 3, maxTotalSize: String(2n ** 40n) },
    pools: [
      { name: 'gold', volumes: 1, sizeGiB: 15, maxVolumes: 1 },
      { name: 'b', volumes: 1, sizeGiB: 10 },
    ],
  });
});
