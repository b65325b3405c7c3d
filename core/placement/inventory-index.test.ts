import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { Placement } from '../model/volume.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { buildInventoryIndex, occupy, vacate } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const configuration = inventoryOf([
  { name: 'a', group: 'sg-a', drives: [{ size: 50 }, { size: 50 }, { size: 60, media: 'SSD' }] },
  { name: 'b', group: 'sg-b', drives: [{ size: 50 }, { size: 50 }, { size: 60, media: 'SSD' }] },
]);

const useOf = (placement: Placement): 'whole' | 'sliced' => (placement.layout.endsWith('slice') ? 'sliced' : 'whole');

const stateOf = (index: InventoryIndex): unknown =>
  index.cohorts.map(({ blank, used }) => ({ blank, used: [...used].sort(([a], [b]) => a - b) }));

it('equals an index built from scratch after any history, and never gives a byte to two owners', () => {
  const step = fc.record({
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
      for (const { remove, which, size, ...parameters } of history) {
        const gone = remove ? placements.splice(which % Math.max(1, placements.length), 1)[0] : undefined;
        if (gone) vacate(index, gone.legs);
        const outcome = place(index, requestOf(size, parameters), NO_POLICY_CONSTRAINTS);
        if (outcome.kind === 'refused') continue;
        const taken = placements.flatMap((placement) =>
          placement.legs.map(({ drive, extent }) => ({ drive, extent, whole: useOf(placement) === 'whole' })),
        );
        expect(verifyPlacement(configuration, taken, outcome.placement)).toEqual([]);
        occupy(index, outcome.placement.legs, useOf(outcome.placement));
        placements.push(outcome.placement);
      }
      const rebuilt = buildInventoryIndex(configuration);
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
