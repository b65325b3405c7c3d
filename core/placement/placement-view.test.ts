import { NO_LIMITS } from '../model/inventory.ts';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PlacementView } from '../model/constraints.ts';
import type { DriveId, PoolName, StorageGroupName } from '../model/ids.ts';
import { buildInventoryIndex, occupy } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { placementView } from './placement-view.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const inventory = inventoryOf([
  { name: 'a', group: 'sg-a', drives: [{ size: 100 }, { size: 40, media: 'SSD', tags: ['gold'] }] },
  { name: 'b', group: 'sg-b', drives: [{ size: 120 }, { size: 60, media: 'SSD' }] },
]);

const pool = (name: string, groups: readonly string[] | undefined, tags: readonly string[] = []) => ({
  name: name as PoolName,
  labels: new Map<string, string>(),
  storageGroups: groups && new Set(groups as StorageGroupName[]),
  requiredTags: tags,
  ...NO_LIMITS,
});

const configuration = {
  ...inventory,
  backends: inventory.backends.map((backend) => ({
    ...backend,
    pools: [pool('all', undefined), pool('row-a', ['sg-a']), pool('gold', undefined, ['gold'])],
  })),
};

/** The candidate that a rule is asked about, and how the same volume looks once it has taken its drives. */
function seenBefore(index: InventoryIndex, size: number, parameters: Partial<ClassParameters>): PlacementView[] {
  const candidates: PlacementView[] = [];
  const admits = (view: PlacementView): boolean => candidates.push({ ...view }) > 0;
  const filter = { source: { kind: 'inventory' } as const, label: 'any', admits };
  const outcome = place(index, requestOf(size, parameters), { ...NO_POLICY_CONSTRAINTS, filters: [filter] });
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  const { placement } = outcome;
  occupy(index, placement.legs, placement.layout.endsWith('slice') ? 'sliced' : 'whole');
  return [...candidates, { ...placementView(index, placement) }];
}

const text = ({ backend, pools, layout, size, legs }: PlacementView): string =>
  [
    `${layout} of ${String(size)} in ${backend} (${pools.join(', ')}):`,
    ...legs.map(({ drive, extent, stranded, left }) => [drive, extent, stranded, left].join(' ')),
  ].join(' | ');

describe('a placement as rules see it', () => {
  it.each<[string, number, Partial<ClassParameters>, string]>([
    ['a whole drive strands the rest of it', 90, {}, 'single of 90 in main (all, row-a): | a-000 91 9 0'],
    ['unless all of it is handed out', 90, { fillDrive: true }, 'single of 99 in main (all, row-a): | a-000 100 0 0'],
    [
      'each copy strands its own',
      90,
      { redundancy: true },
      'mirror of 90 in main (all): | a-000 91 9 0 | b-000 91 29 0',
    ],
    [
      'a slice strands nothing',
      10,
      { type: 'slice', excludedTags: ['gold'] },
      'slice of 10 in main (all): | b-001 11 0 49',
    ],
    [
      'and lies in the pools that take its drive',
      10,
      { type: 'slice', requiredTags: ['gold'] },
      'slice of 10 in main (all, row-a, gold): | a-001 11 0 29',
    ],
  ])('%s', (_, size, parameters, expected) => {
    expect(seenBefore(buildInventoryIndex(configuration), size, parameters).map(text)).toEqual([expected, expected]);
  });

  it('counts what other slices have of its drive', () => {
    const index = buildInventoryIndex(configuration);
    const gold = { type: 'slice', requiredTags: ['gold'] } as const;
    const left = (size: number): number[] =>
      seenBefore(index, size, gold).flatMap(({ legs }) => legs.map((leg) => leg.left));
    expect([left(9), left(19)]).toEqual([
      [30, 30],
      [10, 10],
    ]);
  });

  it('has no legs on drives that are no longer declared', () => {
    const index = buildInventoryIndex(configuration);
    const outcome = place(index, requestOf(90, { redundancy: true }), NO_POLICY_CONSTRAINTS);
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    const gone = buildInventoryIndex({ ...configuration, enclosures: configuration.enclosures.slice(1) });
    expect(placementView(gone, outcome.placement).legs.map(({ drive }) => drive)).toEqual(['b-000' as DriveId]);
  });
});
