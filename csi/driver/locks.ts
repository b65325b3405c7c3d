import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** Keeps two operations off one object. */
export interface Locks {
  /** A call that finds its object busy is told so at once: its client repeats it. */
  run<Value>(key: string, operation: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>>;
  /** Waits for its object: for what has nobody to repeat it. */
  whenFree<Value>(key: string, operation: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>>;
}

export function createLocks(): Locks {
  const held = new Map<string, Promise<unknown>>();
  const hold = async <Value>(key: string, operation: () => Promise<DriverOutcome<Value>>) => {
    const running = operation();
    const settled = running.then(noop, noop);
    held.set(key, settled);
    try {
      return await running;
    } finally {
      held.delete(key);
    }
  };
  return {
    run: (key, operation) =>
      held.has(key)
        ? Promise.resolve(failed('busy', `another operation on ${key} is under way; repeat the request`))
        : hold(key, operation),
    whenFree: async (key, operation) => {
      for (let holder = held.get(key); holder; holder = held.get(key)) await holder;
      return hold(key, operation);
    },
  };
}

const noop = (): undefined => undefined;
