import type { Allowance } from './cel/program.ts';
import type { CompiledPolicies } from './compiled-policy.ts';

/**
 * Steps that all policies may take together to say what they ask of one request, and of the placements that are tried for
 * it; and once more half of that over the placement that is chosen. Whoever asks for another volume waits meanwhile: it is
 * some tens of milliseconds. A rule that comes to the end of them cannot be evaluated, and goes by its failurePolicy.
 */
export const REQUEST_STEPS = 1_000_000;
export const REVIEW_STEPS = REQUEST_STEPS / 2;

/**
 * Half of the steps goes in even shares to the policies, so that none can keep another from being asked; the other half
 * to those that need more, first come, first served, in the order of policies and placements, which is always the same.
 */
export function sharesOf(policies: CompiledPolicies, steps: number): () => Allowance {
  const { request, drive, placement, score } = policies;
  const count = request.length + drive.length + placement.length + score.length;
  const share = Math.floor(steps / 2 / Math.max(1, count));
  const reserve: Allowance = { steps: steps - share * count };
  return () => ({ steps: share, reserve });
}
