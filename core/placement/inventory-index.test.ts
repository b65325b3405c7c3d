import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { EnclosureReports } from '../model/drive-report.ts';
import type { EnclosureName } from '../model/ids.ts';
import type { Placement } from '../model/volume.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { buildInventoryIndex, cohortsOf, growthRoom, occupy, spaceOf, vacate } from './inventory-index.ts';
import { reclassify } from './reclassify.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import { reportsOf } from './testing/reports.ts';
import type { Found } from './testing/reports.ts';

const configuration = inventoryOf([
  { name: 'a', group: 'sg-a', drives: [{ size: 50 }, { size: 50 }, { size: 60, media: 'SSD' }] },
  { name: 'b', group: 'sg-b', drives: [{ size: 50 }, { size: 50 }, { size: 60, media: 'SSD' }] },
]);

const useOf = (placement: Placement): 'whole' | 'sliced' => (placement.layout.endsWith('slice') ? 'sliced' : 'whole');

/** All that there is to know of an index, but for how many places it has: what was once needed is kept. */
const stateOf = (index: InventoryIndex): unknown =>
  cohortsOf(index).map((cohort) => {
    const { blank, used, holes } = spaceOf(index, cohort);
    const rank = cohort.position >> index.layout.shift;
    const byNumber = <Value>(map: ReadonlyMap<number, Value>): unknown => [...map].sort(([a], [b]) => a - b);
    return { ...cohort, position: rank, blank, used: byNumber(used), holes: byNumber(holes) };
  });

const FOUND: readonly Found[] = [
  'as declared',
  'not-found',
  'foreign',
  'other-media',
  { size: 30 },
  { size: 5 },
  { percentageUsed: 85 },
];
const DRIVES = configuration.enclosures.flatMap(({ drives }) => drives.map(({ id }) => id));

it('equals an index built from scratch after any history, and never gives a byte to two owners', () => {
  const step = fc.record({
    found: fc.option(fc.tuple(fc.constantFrom(...DRIVES), fc.constantFrom(...FOUND)), { nil: undefined }),
    remove: fc.boolean(),
    which: fc.nat(20),
    size: fc.integer({ min: 1, max: 45 }),
    type: fc.constantFrom('hdd' as const, 'slice' as const),
    redundancy: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (history) => {
      const index = buildInventoryIndex(configuration);
      const placements: Placement[] = [];
      const found: Record<string, Found> = {};
      let reports: EnclosureReports = new Map();
      for (const { found: change, remove, which, size, ...parameters } of history) {
        if (change) {
          found[change[0]] = change[1];
          reports = reportsOf(configuration, found);
          for (const [name, report] of reports) reclassify(index, name, report);
        }
        const gone = remove ? placements.splice(which % Math.max(1, placements.length), 1)[0] : undefined;
        if (gone) vacate(index, gone.legs);
        const outcome = place(index, requestOf(size, parameters), NO_POLICY_CONSTRAINTS);
        if (outcome.kind === 'refused') continue;
        const taken = placements.flatMap((placement) =>
          placement.legs.map(({ drive, extent }) => ({ drive, extent, whole: useOf(placement) === 'whole' })),
        );
        expect(verifyPlacement(configuration, taken, outcome.placement, undefined, reports)).toEqual([]);
        occupy(index, outcome.placement.legs, useOf(outcome.placement));
        placements.push(outcome.placement);
      }
      const rebuilt = buildInventoryIndex(configuration, reports);
      for (const placement of placements) occupy(rebuilt, placement.legs, useOf(placement));
      expect(stateOf(index)).toEqual(stateOf(rebuilt));
    }),
    { numRuns: 200 },
  );
});

it('refuses to give a drive to a second owner', () => {
  const index = buildInventoryIndex(configuration);
  const outcome = place(index, requestOf(10), NO_POLICY_CONSTRAINTS);
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  occupy(index, outcome.placement.legs, 'whole');
  expect(() => {
    occupy(index, outcome.placement.legs, 'whole');
  }).toThrow('already belongs to another leg');
});

it('keeps what lies on a drive that turns out smaller, or is not found any more', () => {
  const index = buildInventoryIndex(configuration);
  const outcome = place(index, requestOf(40), NO_POLICY_CONSTRAINTS);
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  const [leg] = outcome.placement.legs;
  occupy(index, [leg!], 'whole');
  const roomWhen = (found: Found): number => {
    for (const [name, report] of reportsOf(configuration, { [leg!.drive]: found })) reclassify(index, name, report);
    return growthRoom(index, leg!);
  };
  expect([roomWhen('as declared'), roomWhen({ size: 45 }), roomWhen({ size: 5 }), roomWhen('not-found')]).toEqual([
    9, 4, 0, 9,
  ]);
});

it('knows nothing of an enclosure that is not declared', () => {
  const index = buildInventoryIndex(configuration);
  reclassify(index, 'attic' as EnclosureName, new Map());
  expect(stateOf(index)).toEqual(stateOf(buildInventoryIndex(configuration)));
});
