import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { LevelName } from '../model/ids.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';

const fromPolicy = { kind: 'policy' as const, policy: 'p' as never, index: 0 };
const RACK = 'rack' as LevelName;

const rackedEnclosures = fc
  .array(
    fc.record({
      group: fc.constantFrom('sg-a', 'sg-b', 'sg-c'),
      rack: fc.constantFrom('r1', 'r2', undefined),
      drives: fc.array(fc.constantFrom(20, 30), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) =>
    list.map(({ group, rack, drives }, at): EnclosureSpec => ({
      name: `e${String(at)}`,
      group,
      ...(rack === undefined ? {} : { rack }),
      drives: drives.map((size) => ({ size })),
    })),
  );

interface Racked {
  readonly enclosure: EnclosureSpec;
  readonly size: number;
}

/** Whether some choice of pairs has known and different racks in each, differs in groups, and spans enough racks. */
function someChoiceHolds(drives: readonly Racked[], pairs: number, extent: number, asked: Asked): boolean {
  const search = (from: number, left: readonly Racked[], racks: readonly (string | undefined)[]): boolean => {
    if (from === pairs) return new Set(racks.filter((rack) => rack !== undefined)).size >= asked.spread;
    return left.some((a, i) =>
      left.some((b, j) => {
        if (j <= i || a.size < extent || b.size < extent || !mayPair(a.enclosure, b.enclosure, asked)) return false;
        const rest = left.filter((_, at) => at > i && at !== j);
        return search(from + 1, rest, [...racks, a.enclosure.rack, b.enclosure.rack]);
      }),
    );
  };
  return search(0, drives, []);
}

interface Asked {
  readonly survivesRack: boolean;
  readonly sgResiliency: boolean;
  readonly jbodResiliency: boolean;
  readonly spread: number;
}

function mayPair(a: EnclosureSpec, b: EnclosureSpec, asked: Asked): boolean {
  if (asked.survivesRack && (a.rack === undefined || b.rack === undefined || a.rack === b.rack)) return false;
  if (asked.sgResiliency && a.group === b.group) return false;
  return !(asked.jbodResiliency && a.name === b.name);
}

describe('levels that are not known for every drive', () => {
  it('keeps hard rules on racks, and refuses exactly when no choice keeps them', () => {
    const asked = fc.record({
      survivesRack: fc.boolean(),
      sgResiliency: fc.boolean(),
      jbodResiliency: fc.boolean(),
      spread: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(rackedEnclosures, asked, fc.integer({ min: 2, max: 60 }), (enclosures, wish, size) => {
        const { sgResiliency, jbodResiliency } = wish;
        const policy: PolicyConstraints = {
          ...NO_POLICY_CONSTRAINTS,
          survive: wish.survivesRack ? [{ source: fromPolicy, level: RACK, hard: true }] : [],
          spread: wish.spread > 0 ? [{ source: fromPolicy, level: RACK, atLeast: wish.spread }] : [],
        };
        const configuration = inventoryOf([...enclosures, { name: 'z', group: 'sg-z', rack: 'r3', drives: [] }]);
        const request = requestOf(size, { redundancy: true, raidMaxDrives: 4, sgResiliency, jbodResiliency });
        const outcome = place(buildInventoryIndex(configuration), request, policy);
        const drives = enclosures.flatMap((enclosure) => enclosure.drives.map((drive) => ({ enclosure, ...drive })));
        const possible = [1, 2].some((pairs) => someChoiceHolds(drives, pairs, Math.ceil(size / pairs) + 1, wish));
        expect(outcome.kind).toBe(possible ? 'placed' : 'refused');
        if (outcome.kind === 'refused') return;
        const survives = [
          ...policy.survive.map(({ level }) => level),
          ...(sgResiliency ? [STORAGE_GROUP_LEVEL] : []),
          ...(jbodResiliency ? [ENCLOSURE_LEVEL] : []),
        ];
        const required = { survives, spread: policy.spread };
        expect(verifyPlacement(configuration, [], outcome.placement, required)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
