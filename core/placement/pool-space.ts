import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import { usableOf } from '../model/format.ts';
import type { BackendName } from '../model/ids.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { BackendSpace, PoolSpace, Space } from '../model/surroundings.ts';
import { usableRoom } from './drive-space.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { poolHolds, selectPools } from './pools.ts';

type Asked = Pick<ClassParameters, 'type' | 'pools'>;

/** What the pools that a class takes have for it, in the order in which they are declared. */
export function poolSpaces(index: InventoryIndex, asked: Asked): readonly PoolSpace[] {
  return selected(index, asked).flatMap(({ backend, pools }) => {
    const cohorts = cohortsOf(index, backend.name, asked);
    return pools.map((pool): PoolSpace => {
      const held = cohorts.filter(({ drives }) => poolHolds(pool, drives));
      return { backend, pool, ...spaceOf(held, asked.type === 'slice') };
    });
  });
}

/** The same of the whole backends that these pools belong to. */
export const backendSpaces = (index: InventoryIndex, asked: Asked): readonly BackendSpace[] =>
  selected(index, asked).map(({ backend }) => ({
    backend,
    ...spaceOf(cohortsOf(index, backend.name, asked), asked.type === 'slice'),
  }));

interface SelectedPools {
  readonly backend: Backend;
  readonly pools: readonly Pool[];
}

function selected({ configuration }: InventoryIndex, { pools }: Asked): readonly SelectedPools[] {
  const byBackend = selectPools(configuration.backends, pools);
  return configuration.backends.flatMap((backend) => {
    const taken = byBackend.get(backend.name);
    return taken ? [{ backend, pools: taken }] : [];
  });
}

/** Of the kind of drive that the class asks for, those on which something could be placed if they were blank. */
function cohortsOf(index: InventoryIndex, name: BackendName, { type }: Asked): readonly Cohort[] {
  const mediaType = type === 'hdd' ? 'HDD' : 'SSD';
  return index.cohorts.filter(
    ({ backend, drives, hindrance }) =>
      backend === name && drives.mediaType === mediaType && drives.state === 'enabled' && hindrance === undefined,
  );
}

function spaceOf(cohorts: readonly Cohort[], slices: boolean): Space {
  let [drives, capacity, free, largestFree] = [0, 0, 0, 0];
  for (const { drives: alike, ids, blank, used } of cohorts) {
    const usable = usableOf(alike.partitionable);
    drives += ids.length;
    capacity += usable * ids.length;
    free += usable * blank.length;
    if (blank.length > 0) largestFree = Math.max(largestFree, usable);
    if (!slices) continue;
    for (const { use, space } of used.values()) {
      if (use === 'whole') continue;
      const room = usableRoom(space, alike.partitionable);
      free += room.free;
      largestFree = Math.max(largestFree, room.largestFree);
    }
  }
  return { drives, capacity: gib(capacity), free: gib(free), largestFree: gib(largestFree) };
}
