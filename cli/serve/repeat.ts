import { setTimeout as pause } from 'node:timers/promises';

/** Does the work again and again, with a pause between, until the signal aborts. The work reports its own failures. */
export async function repeat(work: () => Promise<unknown>, milliseconds: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await work();
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}

/** One at a time, in the order asked. */
export function inTurn<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
