import type { Allowance } from './cel/program.ts';
import type { CompiledPolicies } from './compiled-policy.ts';

/**
 * Steps that all policies may take together to say what they ask of one request, and of the placements that are tried for
 * it; and once more half of that over the placement that is chosen. Whoever asks for another volume waits meanwhile: it is
 * some tens of milliseconds. A rule that comes to the end of them cannot be evaluated, and goes by its failurePolicy.
 */
export const REQUEST_STEPS = 1_000_000;
export const REVIEW_STEPS = REQUEST_STEPS / 2;

/** What policies may take of the steps of one request. */
export interface RequestSteps {
  /** For one policy to be asked with: its share and, once that is spent, what nobody else has taken of the reserve. */
  readonly nextShare: () => Allowance;
  /** A share alone. What is kept from one request to the next is worked out with it: it is the same whatever else is asked. */
  readonly ownShare: () => Allowance;
}

/**
 * Half of the steps goes in even shares to the policies, so that none can keep another from being asked; the other half
 * to those that need more, first come, first served, in the order of policies and placements, which is always the same.
 * A policy on placements, or one that scores, has a share for whether it applies, one for what its rules come to, and one
 * for the placements that are tried.
 */
export function sharesOf({ request, drive, placement, score }: CompiledPolicies, steps: number): RequestSteps {
  const whenSpent = spentBy(steps);
  const count = request.length + drive.length + 3 * (placement.length + score.length);
  const share = Math.floor(steps / 2 / Math.max(1, count));
  const reserve: Allowance = { steps: steps - share * count };
  return {
    ownShare: () => ({ steps: share, whenSpent }),
    nextShare: () => ({ steps: share, reserve, whenSpent }),
  };
}

const spentBy = (steps: number): string =>
  `all policies share ${steps.toLocaleString('en')} steps over one ${steps === REQUEST_STEPS ? 'request' : 'placement'}, and what this one gets of them is spent. Make those that take most take fewer: stowage policy describe NAME shows their steps`;
