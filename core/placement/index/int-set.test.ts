import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IntSet } from './int-set.ts';
import { SizeBuckets } from './size-buckets.ts';

/** Near the edges of words and pages, and far out. */
const values = fc.oneof(
  fc.nat(70),
  fc.constantFrom(31, 32, 1023, 1024, 1025, 2047, 32_767, 32_768, 70_000),
  fc.nat(70_000),
);

it('is what a sorted list of its members is', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(values, fc.boolean())), fc.array(values), (changes, asked) => {
      const set = new IntSet();
      const members = new Set<number>();
      for (const [value, isAdded] of changes) {
        const changed = isAdded ? set.add(value) : set.delete(value);
        expect(changed).toBe(isAdded !== members.has(value));
        if (isAdded) members.add(value);
        else members.delete(value);
      }
      const sorted = [...members].sort((a, b) => a - b);
      expect(set.size).toBe(sorted.length);
      expect(set.greatest()).toBe(sorted.at(-1) ?? -1);
      for (const value of [0, ...asked, ...sorted]) {
        expect(set.has(value)).toBe(members.has(value));
        expect(set.next(value)).toBe(sorted.find((member) => member >= value) ?? -1);
      }
    }),
  );
});

it('keeps members by size', () => {
  const buckets = new SizeBuckets();
  buckets.add(100, 7);
  buckets.add(100, 3);
  buckets.add(40, 9);
  expect([buckets.nextSize(41), buckets.nextSize(101), buckets.greatestSize()]).toEqual([100, -1, 100]);
  expect(buckets.at(100)?.next(4)).toBe(7);
  buckets.delete(100, 7);
  buckets.delete(100, 3);
  expect([buckets.nextSize(41), buckets.at(100), buckets.nextSize(0)]).toEqual([-1, undefined, 40]);
});
