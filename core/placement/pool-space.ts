import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { ConstraintSource } from '../model/constraints.ts';
import { usableOf } from '../model/format.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { BackendSpace, PoolSpace, Space } from '../model/surroundings.ts';
import { groundOf } from './admissions.ts';
import { admissionOf, admittedDrives, stockOf } from './index/admission.ts';
import type { AdmissionStep } from './index/admission.ts';
import { largestRun } from './index/stock.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { poolHolds, selectPools } from './pools.ts';

type Asked = Pick<ClassParameters, 'type' | 'pools'>;

/** What the pools that a class takes have for it, in the order in which they are declared. */
export const poolSpaces = (index: InventoryIndex, asked: Asked): readonly PoolSpace[] =>
  selected(index, asked).flatMap(({ backend, pools }) =>
    pools.map((pool): PoolSpace => ({ backend, pool, ...spaceIn(index, asked, backend, pool) })),
  );

/** The same of the whole backends that these pools belong to. */
export const backendSpaces = (index: InventoryIndex, asked: Asked): readonly BackendSpace[] =>
  selected(index, asked).map(({ backend }) => ({ backend, ...spaceIn(index, asked, backend, undefined) }));

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
function spaceIn(index: InventoryIndex, { type }: Asked, backend: Backend, pool: Pool | undefined): Space {
  const { keeper, sites, layout } = index;
  const key = `space of ${backend.name} ${pool?.name ?? ''} for ${type}`;
  const admission = keeper.find(key, () => {
    const steps = stepsFor(type, backend, pool);
    const demand = { pools: new Map(), steps, slices: type === 'slice' };
    return admissionOf(demand, layout.cohortAt.length, groundOf(index), keeper.changed);
  });
  const everywhere = new Set(sites.areas.keys());
  const { stock } = stockOf(admission, everywhere, () => groundOf(index));
  return {
    drives: admittedDrives(admission),
    capacity: gib(stock.capacity),
    free: gib(stock.usable),
    largestFree: usableOf(gib(largestRun(stock))),
  };
}

function stepsFor(type: ClassParameters['type'], { name }: Backend, pool: Pool | undefined): readonly AdmissionStep[] {
  const mediaType = type === 'hdd' ? 'HDD' : 'SSD';
  const source: ConstraintSource = { kind: 'inventory' };
  return [
    {
      source,
      label: 'in the pool',
      admits: ({ backend, drives }) => backend === name && (pool === undefined || poolHolds(pool, drives)),
    },
    {
      source,
      label: 'usable',
      admits: ({ drives, hindrance }) =>
        drives.mediaType === mediaType && drives.state === 'enabled' && hindrance === undefined,
    },
  ];
}
