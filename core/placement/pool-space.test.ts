import { NO_LIMITS } from '../model/inventory.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { DriveId, EnclosureName, PoolName } from '../model/ids.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { buildInventoryIndex, occupy } from './inventory-index.ts';
import { backendSpaces, poolSpaces } from './pool-space.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const leg = (drive: string, start: number, length: number): PlacedLeg => ({
  drive: drive as DriveId,
  enclosure: drive.split('-')[0] as EnclosureName,
  extent: { start: gib(start), length: gib(length) },
  stranded: gib(0),
});

/** Two backends; `main` has a pool of all its drives and one of those that are tagged gold. */
function twoBackends(): Configuration {
  const configuration = inventoryOf(
    [
      {
        name: 'a',
        group: 'sg-a',
        drives: [
          { media: 'SSD', size: 101, tags: ['gold'] },
          { media: 'SSD', size: 51 },
          { media: 'SSD', size: 201, state: 'draining' },
          { size: 1001 },
        ],
      },
      { name: 'b', group: 'sg-b', drives: [{ media: 'SSD', size: 11 }] },
    ],
    {
      backends: [
        { name: 'main', groups: ['sg-a'] },
        { name: 'other', groups: ['sg-b'] },
      ],
    },
  );
  const [main, other] = configuration.backends;
  if (!main || !other) throw new Error('there are two');
  const gold = {
    name: 'gold' as PoolName,
    labels: new Map(),
    storageGroups: undefined,
    requiredTags: ['gold'],
    ...NO_LIMITS,
  };
  return { ...configuration, backends: [{ ...main, pools: [...main.pools, gold] }, other] };
}

const asked = (type: ClassParameters['type'], storagePools: readonly string[] = []): ClassParameters => {
  const { parameters } = requestOf(1, { type });
  const patterns = storagePools.map((text) => text.split(':')).map(([backend = '', pool = '']) => ({ backend, pool }));
  return { ...parameters, pools: { ...parameters.pools, storagePools: patterns } };
};

describe('what pools have', () => {
  it.each<[string, ClassParameters, readonly string[]]>([
    [
      'slices find room on blank drives and beside other slices',
      asked('slice'),
      [
        'main:default 2 drives 108 of 150, 50 in one piece',
        'main:gold 1 drives 58 of 100, 20 in one piece',
        'other:default 1 drives 10 of 10, 10 in one piece',
      ],
    ],
    [
      'whole drives are blank ones',
      asked('ssd'),
      [
        'main:default 2 drives 50 of 150, 50 in one piece',
        'main:gold 1 drives 0 of 100, 0 in one piece',
        'other:default 1 drives 10 of 10, 10 in one piece',
      ],
    ],
    [
      'of the kind that is asked for',
      asked('hdd', ['main:default']),
      ['main:default 1 drives 1000 of 1000, 1000 in one piece'],
    ],
    ['of the pools that the class takes', asked('ssd', ['*:gold']), ['main:gold 1 drives 0 of 100, 0 in one piece']],
    ['nothing where the class takes none', asked('ssd', ['nobody:*']), []],
  ])('%s', (_, parameters, expected) => {
    const index = buildInventoryIndex(twoBackends());
    // Of 101 GiB: 20 free in front, 20 taken, 21 free, 20 taken, 20 free, and a leg pays a GiB for what it is.
    occupy(index, [leg('a-000', 21, 20), leg('a-000', 62, 20)], 'sliced');
    const told = poolSpaces(index, parameters).map(
      ({ backend, pool, drives, free, capacity, largestFree }) =>
        `${backend.name}:${pool.name} ${String(drives)} drives ${String(free)} of ${String(capacity)}, ${String(largestFree)} in one piece`,
    );
    expect(told).toEqual(expected);
  });

  it('leaves out drives that their hosts tell are not to be used', () => {
    const report = new Map([
      [
        'a-000' as DriveId,
        {
          mediaType: 'SSD',
          capacityBytes: 2n ** 40n,
          standing: { kind: 'unknown-data' },
          percentageUsed: undefined,
        } as const,
      ],
    ]);
    const index = buildInventoryIndex(twoBackends(), new Map([['a' as EnclosureName, report]]));
    expect(poolSpaces(index, asked('ssd', ['main:gold']))).toMatchObject([{ drives: 0, capacity: 0, free: 0 }]);
  });

  it('is of the whole backend for backends', () => {
    const index = buildInventoryIndex(twoBackends());
    expect(backendSpaces(index, asked('ssd', ['main:gold']))).toMatchObject([
      { backend: { name: 'main' }, drives: 2, capacity: 150, free: 150, largestFree: 100 },
    ]);
  });

  it('is what a look at each GiB of each drive finds', () => {
    const drives = fc.array(
      fc.record({ size: fc.integer({ min: 2, max: 12 }), taken: fc.array(fc.nat(11), { maxLength: 6 }) }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(drives, (specs) => {
        const index = buildInventoryIndex(
          inventoryOf([{ name: 'e', group: 'sg', drives: specs.map(({ size }) => ({ media: 'SSD', size })) }]),
        );
        const runs: number[] = [];
        for (const [at, { size, taken }] of specs.entries()) {
          const used = new Set(taken.filter((unit) => unit < size));
          const legs = [...used].map((unit) => leg(`e-${String(at).padStart(3, '0')}`, unit + 1, 1));
          if (legs.length > 0) occupy(index, legs, 'sliced');
          const units = Array.from({ length: size }, (_, unit) => (used.has(unit) ? ' ' : 'x')).join('');
          runs.push(...units.split(' ').map((run) => Math.max(0, run.length - 1)));
        }
        const free = runs.reduce((sum, run) => sum + run, 0);
        expect(poolSpaces(index, asked('slice'))).toMatchObject([{ free, largestFree: Math.max(...runs) }]);
      }),
      { numRuns: 100, seed: 20261128 },
    );
  });
});
