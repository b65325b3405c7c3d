import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOut } from './shared-steps.ts';
import type { Spender } from './shared-steps.ts';

/** What each of them gets in all, who would take so many steps if they could. */
function given(needs: readonly number[], steps: number): readonly number[] {
  const spenders = needs.map((need) => ({ need, allowance: { steps: 0 }, granted: 0 }));
  for (const round of shareOut<Spender & { need: number }>(spenders, steps)) {
    for (const spender of round) {
      const spent = Math.min(spender.need, spender.allowance.steps);
      spender.need -= spent;
      spender.allowance.steps -= spent;
    }
  }
  return spenders.map(({ need }, at) => (needs[at] ?? 0) - need);
}

describe('steps are shared out', () => {
  it.each([
    ['evenly to those who need them all', [90, 90, 90], 90, [30, 30, 30]],
    ['as far as they are needed', [10, 20, 30], 90, [10, 20, 30]],
    ['first to those who need little, then to the others', [10, 90, 10], 90, [10, 70, 10]],
    ['in as many rounds as it takes', [1, 31, 400, 400], 120, [1, 31, 44, 44]],
    ['to nobody where not everybody can have one', [5, 5, 5], 2, [0, 0, 0]],
    ['up to what one may take', [80_000_000, 1], 100_000_000, [50_000_000, 1]],
  ])('%s', (_, needs, steps, expected) => {
    expect(given(needs, steps)).toEqual(expected);
  });

  it('so that nobody has less than an even share, and nobody takes more than there are', () => {
    const needs = fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(needs, fc.nat(4000), (all, steps) => {
        const got = given(all, steps);
        expect(got.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(steps);
        const even = Math.floor(steps / all.length);
        for (const [at, need] of all.entries()) expect(got[at]).toBeGreaterThanOrEqual(Math.min(need, even));
        expect([...given([...all].reverse(), steps)].reverse()).toEqual(got);
      }),
      { numRuns: 100, seed: 20261128 },
    );
  });
});
