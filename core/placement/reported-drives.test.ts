import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { freeCapacity } from './capacity.ts';
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
import type { EnclosureSpec } from './testing/inventory.ts';
import { reportsOf } from './testing/reports.ts';
import type { Found } from './testing/reports.ts';

const two: readonly EnclosureSpec[] = [
  { name: 'a', group: 'sg-a', drives: [{ size: 50 }, { size: 100 }, { size: 60, media: 'SSD' }] },
  { name: 'b', group: 'sg-b', drives: [{ size: 100 }] },
];

function placeAmong(
  found: Readonly<Record<string, Found>>,
  parameters: Partial<ClassParameters> = {},
  size = 40,
): string {
  const configuration = inventoryOf(two);
  const index = buildInventoryIndex(configuration, reportsOf(configuration, found));
  const outcome = place(index, requestOf(size, parameters), NO_POLICY_CONSTRAINTS);
  if (outcome.kind === 'refused') return `${outcome.code}: ${outcome.message}`;
  return `${outcome.placement.legs.map(({ drive }) => drive).join(' ')}: ${outcome.reasons()[0] ?? ''}`;
}

describe('what hosts told of their drives', () => {
  it.each<[string, Readonly<Record<string, Found>>, string]>([
    ['nothing else than declared', {}, 'a-000: 3 of 4 drives qualify: 1 not an HDD'],
    ['that one is labelled by this installation', { 'a-000': 'owned' }, 'a-000: 3 of 4 drives qualify: 1 not an HDD'],
    [
      'that one is not there',
      { 'a-000': 'not-found', 'b-000': 'foreign' },
      'a-001: 1 of 4 drives qualify: 1 not an HDD, 1 drive was not found by its agent, 1 drive belongs to another installation',
    ],
    [
      'that one holds a filesystem, and one is the host’s own',
      { 'a-000': 'unknown-data', 'a-001': 'in-use' },
      "b-000: 1 of 4 drives qualify: 1 not an HDD, 1 drive holds data that is not Stowage's, 1 drive is in use by its host",
    ],
    [
      'that one cannot be read',
      { 'a-000': 'unreadable' },
      'b-000: 2 of 4 drives qualify: 1 not an HDD, 1 drive cannot be read by its host',
    ],
    [
      'that one has legs that nobody knows',
      { 'a-000': 'unknown-legs' },
      'b-000: 2 of 4 drives qualify: 1 not an HDD, 1 drive holds legs of volumes that nobody knows',
    ],
    [
      'that one is no HDD',
      { 'a-000': 'other-media', 'a-001': 'other-media' },
      'b-000: 1 of 4 drives qualify: 1 not an HDD, 2 drives are of another media type than declared',
    ],
    [
      'that one is smaller, and just large enough',
      { 'a-000': { size: 41 } },
      'a-000: 3 of 4 drives qualify: 1 not an HDD',
    ],
    [
      'that one is too small',
      { 'a-000': { size: 40 }, 'a-001': { size: 90 } },
      'a-001: 3 of 4 drives qualify: 1 not an HDD',
    ],
    ['that one is larger', { 'a-000': { size: 500 } }, 'a-000: 3 of 4 drives qualify: 1 not an HDD'],
  ])('decide where a volume goes: %s', (_, found, expected) => {
    expect(placeAmong(found)).toBe(expected);
  });

  it.each<[string, Readonly<Record<string, Found>>, Partial<ClassParameters>, string]>([
    [
      'every drive is hindered',
      { 'a-000': 'unknown-data', 'a-001': 'unknown-data', 'b-000': 'unknown-data' },
      {},
      'no-capacity: needs a drive that is usable by what its agent reports; none of 3 left is; 3 drives hold data that is not Stowage\'s: "stowage inventory" shows which',
    ],
    [
      'too few are left',
      { 'b-000': 'not-found' },
      { redundancy: true, striping: false },
      'no-capacity: needs 2 storage groups with a free HDD of 41 GiB or more, there is 1; 1 drive was not found by its agent: "stowage inventory" shows which',
    ],
    [
      'the hindered ones were none for the class',
      { 'a-000': 'foreign' },
      { requiredTags: ['gold'] },
      'no-capacity: needs a drive that is tagged gold; none of 3 left is',
    ],
  ])('are counted in a refusal where %s', (_, found, parameters, expected) => {
    expect(placeAmong(found, parameters)).toBe(expected);
  });

  it('decide how it is laid out: a drive that cannot be used is not one that is in use', () => {
    expect(placeAmong({ 'a-001': 'not-found', 'b-000': 'not-found' }, {}, 90)).toMatch(
      /^no-capacity: .* 2 mirrored pairs, .*; 2 drives were not found by their agents/,
    );
  });
});

/** What is found in place of each drive, by position. */
const findings = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('as declared' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'not-found',
        'other-media',
        'owned',
        'foreign',
        'unknown-data',
        'unknown-legs',
        'in-use',
        'unreadable',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom({ size: 10 }, { size: 25 }, { size: 60 }) },
  ),
  { minLength: 12, maxLength: 12 },
) as fc.Arbitrary<readonly Found[]>;

const sizeIn = (what: Found): number | undefined =>
  typeof what === 'object' && 'size' in what ? what.size : undefined;

/** The drives that may be used, as large as they may be used. */
function usable(enclosures: readonly EnclosureSpec[], found: Readonly<Record<string, Found>>) {
  const isUsable = (what: Found): boolean => typeof what === 'object' || what === 'as declared' || what === 'owned';
  return new Map(
    [...flatDrives(enclosures)].flatMap(([id, drive]) => {
      const what = found[id] ?? 'as declared';
      if (!isUsable(what)) return [];
      return [[id, { ...drive, size: Math.min(sizeIn(what) ?? drive.size, drive.size) }] as const];
    }),
  );
}

const findingsById = (enclosures: readonly EnclosureSpec[], found: readonly Found[]): Record<string, Found> =>
  Object.fromEntries([...flatDrives(enclosures).keys()].map((id, at) => [id, found[at] ?? 'as declared']));

describe('placement by what was found, against trying every choice', () => {
  it('finds a placement exactly when the drives that may be used have one, and the best of these', () => {
    fc.assert(
      fc.property(smallInventories, findings, mirrorRequests, (enclosures, list, asked) => {
        const configuration = inventoryOf(enclosures);
        const found = findingsById(enclosures, list);
        const reports = reportsOf(configuration, found);
        const request = requestOf(asked.size, parametersFor(asked));
        const outcome = place(buildInventoryIndex(configuration, reports), request, NO_POLICY_CONSTRAINTS);
        const flat = usable(enclosures, found);
        const expected = leastCost([...flat.values()], asked);
        if (outcome.kind === 'refused') {
          expect(expected).toBeUndefined();
          return;
        }
        expect(outcome.placement.legs.filter(({ drive }) => !flat.has(drive))).toEqual([]);
        expect(verifyPlacement(configuration, [], outcome.placement, undefined, reports)).toEqual([]);
        expect(costOf(flat, outcome.placement.legs)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves as much as if the drives that may be used were declared alone, as large as they may be used', () => {
    fc.assert(
      fc.property(smallInventories, findings, mirrorRequests, (enclosures, list, asked) => {
        const configuration = inventoryOf(enclosures);
        const found = findingsById(enclosures, list);
        const left = usable(enclosures, found);
        const alone = enclosures.map((enclosure) => ({
          ...enclosure,
          drives: [...left.values()]
            .filter(({ enclosure: name }) => name === enclosure.name)
            .map(({ size }) => ({ size })),
        }));
        const request = requestOf(1, parametersFor(asked));
        const free = freeCapacity(
          buildInventoryIndex(configuration, reportsOf(configuration, found)),
          request,
          NO_POLICY_CONSTRAINTS,
        );
        expect(free).toEqual(freeCapacity(buildInventoryIndex(inventoryOf(alone)), request, NO_POLICY_CONSTRAINTS));
      }),
      { numRuns: 200 },
    );
  });
});
