import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairUp } from './pair-up.ts';

/** How many pairs the best of all choices makes. */
function most(wanted: readonly (readonly number[])[], free: ReadonlySet<number>): number {
  const [first, ...others] = wanted;
  if (!first) return 0;
  const without = most(others, free);
  const taking = first
    .filter((place) => free.has(place))
    .map((place) => 1 + most(others, new Set([...free].filter((other) => other !== place))));
  return Math.max(without, ...taking);
}

describe('pairUp', () => {
  it('leaves to the others what they alone can take', () => {
    const fits = (wanted: readonly number[], found: number) => wanted.includes(found);
    expect(pairUp([[1, 2], [1]], [1, 2], fits)).toEqual([1, 0]);
    expect(pairUp([[1], [1]], [1, 2], fits)).toEqual([0, undefined]);
  });

  it('makes as many pairs as trying every choice, each of a place of its own that matches', () => {
    const place = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(place), { maxLength: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (wanted, count) => {
          const found = Array.from({ length: count }, (_, at) => at);
          const pairs = pairUp(wanted, found, (one, other) => one.includes(other));
          const taken = pairs.filter((pair) => pair !== undefined);
          expect(new Set(taken).size).toBe(taken.length);
          expect(pairs.every((pair, at) => pair === undefined || wanted[at]?.includes(pair))).toBe(true);
          expect(taken.length).toBe(most(wanted, new Set(found)));
        },
      ),
    );
  });
});
