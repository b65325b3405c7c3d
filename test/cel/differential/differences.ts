import { agree, theirs } from './evaluators.ts';
import type { Answer, Roots } from './evaluators.ts';
import { MENDED } from './mended.ts';

/** The reason for a difference where there is no single one. */
const SEVERAL = 'more than one of these';

/**
 * Why the two differ: the function of theirs with which, once it is mended, they no longer do. `undefined` where that
 * is none of those that are known.
 */
export function reasonFor(expression: string, roots: Roots, ours: Answer): string | undefined {
  const becomesOurs = (mended: typeof MENDED): boolean => {
    const spelt = mended.reduce((text, { spell }) => spell?.(text) ?? text, expression);
    const functions = mended.flatMap((each) => each.functions);
    return agree(ours, theirs(spelt, roots, functions));
  };
  const alone = MENDED.find((each) => becomesOurs([each]));
  if (alone) return alone.reason;
  return becomesOurs(MENDED) ? SEVERAL : undefined;
}
