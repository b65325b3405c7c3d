import { describe, expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { BackendName, PoolName } from '../model/ids.ts';
import { NO_LIMITS } from '../model/inventory.ts';
import type { Backend } from '../model/inventory.ts';
import { freeCapacity } from './capacity.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const archive: Backend = {
  name: 'archive' as BackendName,
  state: 'normal',
  labels: new Map([['tier', 'cold']]),
  pools: [{ name: 'default' as PoolName, labels: new Map(), storageGroups: undefined, requiredTags: [], ...NO_LIMITS }],
  driver: {
    kind: 'nfs',
    servers: ['10.0.0.5'],
    exportPath: '/export',
    mountOptions: [],
    accessModes: ['ReadWriteMany'],
  },
  ...NO_LIMITS,
};

const composable = inventoryOf([{ name: 'box', group: 'sg', drives: [{ size: 100 }] }]);
const index = buildInventoryIndex({ ...composable, backends: [archive, ...composable.backends] });

const taking = (...storagePools: readonly string[]) =>
  requestOf(10, {
    pools: {
      selector: [],
      storagePools: storagePools.map((backend) => ({ backend, pool: '*' })),
      additionalStoragePools: [],
      excludeStoragePools: [],
    },
  });

describe('a backend of NFS', () => {
  it('takes no drives from the one that takes the rest', () => {
    expect(place(index, taking(), NO_POLICY_CONSTRAINTS)).toMatchObject({
      kind: 'placed',
      placement: { backend: 'main', legs: [{ drive: 'box-000' }] },
    });
  });

  it('is no place for a class that takes it alone, and the refusal says so', () => {
    expect(place(index, taking('archive'), NO_POLICY_CONSTRAINTS)).toMatchObject({
      kind: 'refused',
      code: 'no-capacity',
      message:
        'needs a pool of a composable backend: the class takes pools of archive (nfs) alone, which this version does not serve',
    });
    expect(freeCapacity(index, taking('archive'), NO_POLICY_CONSTRAINTS)).toEqual({ total: 0, largestVolume: 0 });
  });

  it('does not stand in the way of a class that takes another as well', () => {
    expect(place(index, taking('archive', 'main'), NO_POLICY_CONSTRAINTS).kind).toBe('placed');
  });
});
