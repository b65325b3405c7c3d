import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { Finding } from '../model/finding.ts';
import { freeCapacity } from './capacity.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';

const enclosures = fc.array(
  fc.record({
    group: fc.constantFrom('sg-a', 'sg-b'),
    bandwidth: fc.constantFrom('row-1', 'row-2'),
    sizes: fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** In bytes, and not always a whole number of GiB. */
const sizeLimit = fc.option(fc.bigInt({ min: 1n, max: 80n * 2n ** 30n }), { nil: undefined });

it('reports the largest volume that would be placed, whatever the class', () => {
  const parameters = fc.record({
    type: fc.constantFrom('hdd' as const, 'slice' as const),
    redundancy: fc.boolean(),
    striping: fc.boolean(),
    sgResiliency: fc.boolean(),
    jbodResiliency: fc.boolean(),
    raidMaxDrives: fc.constantFrom(2, 4, 6),
    softDomains: fc.boolean(),
    minVolumeBytes: sizeLimit,
    maxVolumeBytes: sizeLimit,
  });
  fc.assert(
    fc.property(enclosures, parameters, (list, chosen) => {
      const media = chosen.type === 'slice' ? 'SSD' : 'HDD';
      const index = buildInventoryIndex(
        inventoryOf(
          list.map(({ group, bandwidth, sizes }, at) => ({
            name: `e${String(at)}`,
            group,
            bandwidth,
            drives: sizes.map((size) => ({ size, media })),
          })),
          { bandwidthDomains: { 'row-1': [], 'row-2': [] } },
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

it('reports nothing where a policy denies the request', () => {
  const index = buildInventoryIndex(inventoryOf([{ name: 'a', group: 'sg-a', drives: [{ size: 100 }] }]));
  const denial: Finding = { severity: 'error', code: 'policy/denied', message: 'no' };
  const free = freeCapacity(index, requestOf(1), { ...NO_POLICY_CONSTRAINTS, findings: [denial] });
  expect(free).toEqual({ total: 0, largestVolume: 0 });
});
