import { describe, expect, it } from 'vitest';
import type { Allowance, Program } from '../policy/cel/program.ts';
import { metered } from './wrap-programs.ts';

/** Takes all that it is granted, and says how much that was. */
const GLUTTON: Program = {
  evaluate: (_, allowance) => {
    const granted = allowance?.steps ?? 0;
    if (allowance) allowance.steps = 0;
    return granted;
  },
  trace: () => {
    throw new Error('nobody asks why');
  },
};

describe('what a program under test may take', () => {
  it.each([
    ['its own share and the reserve', 1000, { taken: 70, own: 0, reserve: 0, shared: 930 }],
    ['no more than all tests have left', 50, { taken: 50, own: 0, reserve: 20, shared: 0 }],
  ])('%s', (_, steps, expected) => {
    const shared: Allowance = { steps };
    const reserve: Allowance = { steps: 40 };
    const own: Allowance = { steps: 30, reserve };
    const taken = metered({ program: GLUTTON }, shared).evaluate([], own);
    expect({ taken, own: own.steps, reserve: reserve.steps, shared: shared.steps }).toEqual(expected);
  });
});
