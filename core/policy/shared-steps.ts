import type { Allowance } from './cel/program.ts';

/**
 * Steps that one policy may take over all objects: a second's worth, ten times what a rule on 100,000 drives needs; or a
 * tenth of what all may take, where somebody lets them take more. A policy that spends them has been told of by then, and
 * is not asked again.
 */
const MOST_OF_ONE = 50_000_000;
const PART_OF_ONE = 10;

/** Somebody who takes steps. */
export interface Spender {
  readonly allowance: Allowance;
  /** All that it was given so far. */
  granted: number;
}

/** Whether it came to an end of what it was given, and so may not be done. */
export const isSpent = ({ allowance }: Spender): boolean => allowance.steps === 0;

/**
 * Shares steps out in rounds: each spender gets an even share first, and what the others leave over goes in even shares
 * to those who spent theirs, until all are done or nothing is left. So none takes from what another is entitled to, and
 * who gets how much does not depend on their order. Yields those who have something to spend.
 */
export function* shareOut<Spending extends Spender>(
  spenders: readonly Spending[],
  steps: number,
): Generator<readonly Spending[]> {
  const most = Math.max(MOST_OF_ONE, Math.floor(steps / PART_OF_ONE));
  let left = steps;
  let hungry = spenders;
  while (hungry.length > 0 && left >= hungry.length) {
    const share = Math.floor(left / hungry.length);
    for (const spender of hungry) {
      const more = Math.min(share, most - spender.granted);
      spender.granted += more;
      spender.allowance.steps = more;
      left -= more;
    }
    yield hungry;
    for (const { allowance } of hungry) left += allowance.steps;
    hungry = hungry.filter((spender) => isSpent(spender) && spender.granted < most);
  }
}
