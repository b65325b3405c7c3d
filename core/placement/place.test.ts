import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import {
  costOf,
  flatDrives,
  leastCost,
  mirrorRequests,
  parametersFor,
  smallInventories,
} from './testing/brute-force.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { DriveSpec, EnclosureSpec } from './testing/inventory.ts';

const hdd = (size: number, extra: Partial<DriveSpec> = {}): DriveSpec => ({ size, ...extra });
const ssd = (size: number, extra: Partial<DriveSpec> = {}): DriveSpec => ({ size, media: 'SSD', ...extra });

const twoGroups: readonly EnclosureSpec[] = [
  { name: 'a1', group: 'sg-a', drives: [hdd(100), hdd(50), ssd(40), ssd(80)] },
  { name: 'a2', group: 'sg-a', drives: [hdd(100), hdd(100)] },
  { name: 'b1', group: 'sg-b', drives: [hdd(100), hdd(60), ssd(40), ssd(80)] },
];

function placeIn(
  enclosures: readonly EnclosureSpec[],
  size: number,
  parameters: Partial<ClassParameters> = {},
  policy: PolicyConstraints = NO_POLICY_CONSTRAINTS,
): string {
  const index = buildInventoryIndex(inventoryOf(enclosures));
  const request = requestOf(size, parameters);
  const outcome = place(index, request, policy);
  if (outcome.kind === 'refused') return `${outcome.code}: ${outcome.message}`;
  expect(verifyPlacement(index.configuration, [], outcome.placement)).toEqual([]);
  return `${outcome.placement.layout} ${outcome.placement.legs.map((leg) => leg.drive).join(' ')}`;
}

describe('place', () => {
  it.each<[string, number, Partial<ClassParameters>, string]>([
    ['a single takes the smallest drive that fits', 45, {}, 'single a1-001'],
    ['metadata comes on top of the size', 50, {}, 'single b1-001'],
    ['a mirror spans storage groups', 45, { redundancy: true }, 'mirror a1-001 b1-001'],
    [
      'more than one drive holds becomes a striped mirror',
      120,
      { sgResiliency: false, jbodResiliency: false },
      'striped-mirror a1-000 a2-001 a2-000 b1-000',
    ],
    ['a slice', 10, { type: 'slice' }, 'slice a1-002'],
    ['a mirrored slice spans storage groups', 10, { type: 'slice', redundancy: true }, 'mirrored-slice a1-002 b1-002'],
    ['an SSD as a whole', 10, { type: 'ssd', storageGroups: new Set(['sg-b']) as never }, 'single b1-002'],
    [
      'no HDD is ever sliced',
      90,
      { type: 'slice' },
      'no-capacity: needs an SSD with 91 GiB free in one piece, there is none',
    ],
    [
      'a mirror without a second storage group',
      90,
      { redundancy: true, striping: false, storageGroups: new Set(['sg-a']) as never },
      'no-capacity: needs 2 storage groups with a free HDD of 91 GiB or more, there is 1',
    ],
    [
      'tags that no drive has',
      10,
      { requiredTags: ['gold'] },
      'no-capacity: needs a drive that is tagged gold; none of 6 left is',
    ],
    [
      'sizes out of the class’s range',
      10,
      { minVolumeBytes: 2n ** 40n },
      "size-out-of-range: 10 GiB is less than the class's minVolumeSize of 1 TiB",
    ],
  ])('%s', (_, size, parameters, expected) => {
    const shown = placeIn(twoGroups, size, parameters);
    if (expected.startsWith('slice') || expected.startsWith('single b1-002'))
      expect(shown.split(' ')[0]).toBe(expected.split(' ')[0]);
    else expect(shown).toBe(expected);
  });

  it('refuses a striped mirror that cannot survive a storage group, and says what is short', () => {
    expect(placeIn(twoGroups, 120)).toBe(
      'no-capacity: needs 6 free HDDs of 41 GiB or more for 3 mirrored pairs, at most 3 of them in one storage group; at best there are 5',
    );
  });

  it('says what the class keeps out of reach', () => {
    const enclosures = [{ name: 'a1', group: 'sg-a', bandwidth: 'row-2', drives: [hdd(100)] }];
    const configuration = inventoryOf(enclosures, {
      bandwidthDomains: { 'row-1': [], 'row-2': [] },
      nodes: { n1: 'row-1', n2: 'row-2' },
    });
    const index = buildInventoryIndex(configuration);
    const from = (node: string, softDomains = false): string => {
      const requisite = [{ bandwidthDomain: node }];
      const outcome = place(index, requestOf(10, { softDomains }, { requisite }), NO_POLICY_CONSTRAINTS);
      return outcome.kind === 'refused' ? outcome.code : String(outcome.placement.reachableFrom);
    };
    expect([from('row-1'), from('row-2'), from('row-1', true)]).toEqual(['unreachable', 'row-2', 'undefined']);
  });

  it('keeps rules on a whole placement that crosses racks and storage groups', () => {
    const policy: PolicyConstraints = {
      ...NO_POLICY_CONSTRAINTS,
      survive: [{ source: { kind: 'policy', policy: 'p' as never, index: 0 }, level: 'rack' as LevelName, hard: true }],
    };
    const crossing = [
      { name: 'e1', group: 'sg-a', rack: 'r1', drives: [hdd(100)] },
      { name: 'e2', group: 'sg-b', rack: 'r1', drives: [hdd(100)] },
      { name: 'e3', group: 'sg-a', rack: 'r2', drives: [hdd(100)] },
      { name: 'e4', group: 'sg-b', rack: 'r2', drives: [hdd(100)] },
    ];
    expect(placeIn(crossing, 10, { redundancy: true }, policy)).toBe('mirror e1-000 e4-000');
    expect(placeIn(crossing.slice(0, 3), 10, { redundancy: true, striping: false }, policy)).toBe(
      'mirror e2-000 e3-000',
    );
    expect(placeIn(crossing.slice(0, 2), 10, { redundancy: true, striping: false }, policy)).toMatch(/^no-capacity/);
  });

  it('gives up in so many words when a free-form rule admits nothing it tried', () => {
    const never = {
      source: { kind: 'policy' as const, policy: 'p' as never, index: 0 },
      label: 'never',
      admits: () => false,
    };
    expect(placeIn(twoGroups, 10, {}, { ...NO_POLICY_CONSTRAINTS, filters: [never] })).toMatch(/^search-bounded/);
  });
});

describe('placement against a brute-force oracle', () => {
  it('finds a placement exactly when there is one, and the best by the order of choice', () => {
    fc.assert(
      fc.property(smallInventories, mirrorRequests, (enclosures, asked) => {
        const configuration = inventoryOf(enclosures);
        const request = requestOf(asked.size, parametersFor(asked));
        const outcome = place(buildInventoryIndex(configuration), request, NO_POLICY_CONSTRAINTS);
        const flat = flatDrives(enclosures);
        const expected = leastCost([...flat.values()], asked);
        if (outcome.kind === 'refused') {
          expect(expected).toBeUndefined();
          return;
        }
        expect(verifyPlacement(configuration, [], outcome.placement)).toEqual([]);
        expect(costOf(flat, outcome.placement.legs)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
