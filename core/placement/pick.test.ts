import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { extentFor } from '../model/format.ts';
import type { Layout } from '../model/volume.ts';
import { groundOf } from './admissions.ts';
import { admissionOf, stockOf } from './index/admission.ts';
import { buildInventoryIndex, cohortsOf, occupy } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { pickLegs } from './pick.ts';
import type { PickProblem } from './pick.ts';
import { inventoryOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';
import { pickByScan } from './testing/pick-by-scan.ts';

/** Racks cross storage groups, sizes collide, and enclosures have several kinds of drive. */
const enclosures = fc
  .array(
    fc.record({
      group: fc.constantFrom('sg-a', 'sg-b', 'sg-c'),
      rack: fc.constantFrom('r1', 'r2', undefined),
      drives: fc.array(
        fc.record({ size: fc.constantFrom(20, 30), media: fc.constant('SSD' as const), tags: fc.subarray(['x']) }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .map((list) =>
    list.map(({ group, rack, drives }, at): EnclosureSpec => ({
      name: `e${String(at)}`,
      group,
      ...(rack === undefined ? {} : { rack }),
      drives,
    })),
  );

/** Extents that are taken: of which drive, from which GiB on, how many. */
const taken = fc.array(fc.tuple(fc.nat(40), fc.nat(20), fc.integer({ min: 1, max: 9 })), { maxLength: 25 });

const asked = fc.record({
  layout: fc.constantFrom<Layout>('mirrored-slice', 'striped-mirror', 'single'),
  size: fc.integer({ min: 1, max: 22 }),
  stripes: fc.integer({ min: 1, max: 4 }),
  cap: fc.option(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })), { nil: undefined }),
  apart: fc.option(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })), { nil: undefined }),
  seed: fc.nat(),
  banned: fc.array(fc.nat(30), { maxLength: 2 }),
  tiers: fc.integer({ min: 1, max: 3 }),
});

function takeSome(index: InventoryIndex, extents: readonly (readonly [number, number, number])[]): void {
  const ids = index.configuration.enclosures.flatMap(({ drives }) => drives.map(({ id }) => id));
  for (const [which, start, length] of extents) {
    const drive = ids[which % ids.length];
    if (drive === undefined) continue;
    const leg = { drive, enclosure: '' as never, extent: { start: gib(1 + start), length: gib(length) } };
    try {
      occupy(index, [{ ...leg, stranded: gib(0) }], 'sliced');
    } catch {
      // It overlaps one that is there.
    }
  }
}

describe('picking legs', () => {
  it('picks what looking at every place would', () => {
    fc.assert(
      fc.property(enclosures, taken, asked, (list, extents, wish) => {
        const index = buildInventoryIndex(inventoryOf([...list, { name: 'z', group: 'sg-z', rack: 'r3', drives: [] }]));
        takeSome(index, extents);
        const admits = ({ drives }: Cohort): boolean => wish.seed % 3 > 0 || drives.tags.length === 0;
        const slices = wish.layout === 'mirrored-slice';
        const source = { kind: 'inventory' as const };
        const positions = index.layout.cohortAt.length;
        const demand = { pools: new Map(), steps: [{ source, label: 'admitted', admits }], slices };
        const admission = admissionOf(demand, positions, groundOf(index), () => undefined);
        const tierOf = ({ position }: Cohort): number => position % wish.tiers;
        const worth = { values: Array.from({ length: wish.tiers }, (_, at) => -at), of: tierOf };
        const { stock } = stockOf(admission, new Set(index.sites.areas.keys()), () => groundOf(index), {
          key: 'tiers',
          worth,
        });
        const copies = wish.layout === 'single' ? 1 : 2;
        const stripes = wish.layout === 'striped-mirror' ? wish.stripes : 1;
        const legs = copies * stripes;
        const apart = wish.apart ? Math.min(wish.apart[1], legs) : 0;
        const problem: PickProblem = {
          index,
          stock,
          option: { layout: wish.layout, stripes, copies, extent: extentFor(gib(wish.size)) },
          caps: wish.cap ? [{ level: wish.cap[0], most: wish.cap[1] }] : [],
          phases: [
            { picks: apart, caps: wish.apart ? [{ level: wish.apart[0], most: 1 }] : [] },
            { picks: legs - apart, caps: [] },
          ],
          seed: wish.seed,
          banned: new Set(wish.banned),
        };
        expect(cohortsOf(index).length).toBeGreaterThan(0);
        expect(pickLegs(problem)).toEqual(pickByScan(problem, { admits, tierOf }));
      }),
      { numRuns: 1000 },
    );
  });
});
