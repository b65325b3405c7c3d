import { setImmediate } from 'node:timers/promises';
import type { InTurns } from '../core/model/turns.ts';

/** Whoever else asks this process for something waits no longer than this and one step. */
const TURN_MILLISECONDS = 10;

/** Takes the steps of long work, turn by turn, so that this process goes on serving. */
export async function takeTurns<Answer>(steps: InTurns<Answer>): Promise<Answer> {
  for (;;) {
    const turn = oneTurn(steps);
    if (turn.done === true) return turn.value;
    await setImmediate();
  }
}

/** The same for as long as somebody waits for the answer; `undefined` where nobody does any more. */
export async function takeTurnsWhile<Answer>(
  isWanted: () => boolean,
  steps: InTurns<Answer>,
): Promise<Answer | undefined> {
  for (;;) {
    const turn = oneTurn(steps);
    if (turn.done === true) return turn.value;
    await setImmediate();
    if (!isWanted()) return undefined;
  }
}

function oneTurn<Answer>(steps: InTurns<Answer>): IteratorResult<undefined, Answer> {
  const until = performance.now() + TURN_MILLISECONDS;
  for (;;) {
    const step = steps.next();
    if (step.done === true || performance.now() >= until) return step;
  }
}
