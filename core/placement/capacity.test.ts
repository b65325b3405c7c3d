import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import { freeCapacity } from './capacity.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const enclosures = fc.array(
  fc.record({
    group: fc.constantFrom('sg-a', 'sg-b'),
    sizes: fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

it('reports the largest volume that would be placed, whatever the class', () => {
  const parameters = fc.record({
    type: fc.constantFrom('hdd' as const, 'slice' as const),
    redundancy: fc.boolean(),
    striping: fc.boolean(),
    sgResiliency: fc.boolean(),
    jbodResiliency: fc.boolean(),
    raidMaxDrives: fc.constantFrom(2, 4, 6),
  });
  fc.assert(
    fc.property(enclosures, parameters, (list, chosen) => {
      const media = chosen.type === 'slice' ? 'SSD' : 'HDD';
      const index = buildInventoryIndex(
        inventoryOf(
          list.map(({ group, sizes }, at) => ({
            name: `e${String(at)}`,
            group,
            drives: sizes.map((size) => ({ size, media })),
          })),
        ),
      );
      const placed = (size: number): boolean =>
        place(index, requestOf(size, chosen), NO_POLICY_CONSTRAINTS).kind === 'placed';
      const sizes = Array.from({ length: 400 }, (_, at) => at + 1);
      const largest = freeCapacity(index, requestOf(1, chosen), NO_POLICY_CONSTRAINTS).largestVolume;
      expect(largest).toBe(gib(sizes.filter(placed).at(-1) ?? 0));
    }),
    { numRuns: 150 },
  );
});
