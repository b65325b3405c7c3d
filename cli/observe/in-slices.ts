import { setImmediate } from 'node:timers/promises';

/** Others wait no longer than this and one step. */
const SLICE_MILLISECONDS = 10;

/** Takes the steps slice by slice, so that the process goes on serving; `undefined` where nobody waits any more. */
export async function inSlices<Answer>(
  steps: Generator<undefined, Answer>,
  isWanted: () => boolean = () => true,
): Promise<Answer | undefined> {
  for (;;) {
    const until = performance.now() + SLICE_MILLISECONDS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await setImmediate();
    if (!isWanted()) return undefined;
  }
}
