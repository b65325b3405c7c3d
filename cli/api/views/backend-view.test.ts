import { expect, it } from 'vitest';
import type { BackendName, StorageGroupName } from '../../../core/model/ids.ts';
import type { Backend, BackendDriver } from '../../../core/model/inventory.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { backendViewer } from './backend-view.ts';

const backendOf = (driver: BackendDriver): Backend => ({
  name: 'main' as BackendName,
  state: 'normal',
  labels: new Map(),
  pools: [],
  driver,
  maxVolumeBytes: undefined,
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
