import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { StorageGroupName } from '../model/ids.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { inventoryOf, requestOf } from '../placement/testing/inventory.ts';
import type { EnclosureSpec } from '../placement/testing/inventory.ts';
import { constraintsFor } from './index.ts';
import { pack } from './testing/packs.ts';
import { compiled } from './testing/policies.ts';

const ENCLOSURES: readonly EnclosureSpec[] = ['a1', 'a2', 'b1', 'b2', 'c1'].map((name, at) => ({
  name,
  group: `sg-${name.slice(0, 1)}`,
  drives: [100, 60, 40, 100].map((size, drive) => ({
    size: size + at,
    media: drive < 2 ? ('HDD' as const) : ('SSD' as const),
    rpm: drive === 0 ? 15_000 : 7200,
    tags: [...(drive % 2 === 0 ? ['even'] : []), ...(at === 2 ? ['slow'] : [])],
  })),
}));

const groups = (...names: readonly string[]): ReadonlySet<StorageGroupName> => new Set(names as StorageGroupName[]);

describe('a pack and the parameters it spells out give the same placements', () => {
  const index = buildInventoryIndex(inventoryOf(ENCLOSURES));
  const rules = compiled(...pack('raid'), ...pack('drive-selection'));
  /** What a class asks when it leaves all that the packs say to the packs. */
  const lenient = {
    sgResiliency: false,
    jbodResiliency: false,
    rpm: 0,
    requiredTags: [],
    excludedTags: [],
    storageGroups: undefined,
  };

  it.each<[string, number, Partial<ClassParameters>, Record<string, string>]>([
    ['a mirror', 50, { redundancy: true }, { redundancy: 'true' }],
    ['a mirror of SSDs', 30, { redundancy: true, type: 'ssd' }, { redundancy: 'true', type: 'ssd' }],
    ['a mirrored slice', 10, { redundancy: true, type: 'slice' }, { redundancy: 'true', type: 'slice' }],
    ['an array', 150, { redundancy: true }, { redundancy: 'true' }],
    ['fast drives', 50, { redundancy: true, rpm: 15_000 }, { redundancy: 'true', rpm: '15000' }],
    [
      'drives with tags',
      30,
      { redundancy: true, requiredTags: ['even'] },
      { redundancy: 'true', requiredTags: 'even' },
    ],
    [
      'drives without tags',
      30,
      { redundancy: true, excludedTags: ['slow', 'old'] },
      { redundancy: 'true', excludedTags: 'slow, old' },
    ],
    [
      'storage groups',
      30,
      { redundancy: true, storageGroups: groups('sg-a', 'sg-c') },
      { redundancy: 'true', storageGroup: 'sg-a,sg-c' },
    ],
    [
      'one storage group, which no mirror survives',
      30,
      { redundancy: true, storageGroups: groups('sg-a') },
      { redundancy: 'true', storageGroup: 'sg-a' },
    ],
    ['a single', 50, {}, {}],
  ])('%s', (_, size, parameters, declaredParameters) => {
    const byParameters = place(index, requestOf(size, parameters), NO_POLICY_CONSTRAINTS);
    const request = requestOf(size, { ...parameters, ...lenient }, { declaredParameters });
    const byRules = place(index, request, constraintsFor(rules, request));
    expect(byRules.kind).toBe(byParameters.kind);
    if (byParameters.kind === 'placed' && byRules.kind === 'placed') {
      const drives = (outcome: typeof byRules): readonly string[] => outcome.placement.legs.map(({ drive }) => drive);
      expect(drives(byRules)).toEqual(drives(byParameters));
      expect(byRules.placement.layout).toBe(byParameters.placement.layout);
    }
  });
});
