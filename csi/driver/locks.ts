import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** Keeps two operations off one object. */
export interface Locks {
  /** A call that finds one of its objects busy is told so at once: its client repeats it. */
  run<Value>(keys: readonly string[], operation: Operation<Value>): Promise<DriverOutcome<Value>>;
  /** Waits for its object: for what has nobody to repeat it. */
  whenFree<Value>(key: string, operation: Operation<Value>): Promise<DriverOutcome<Value>>;
}

type Operation<Value> = () => Promise<DriverOutcome<Value>>;

/** A lock is held until its operation ends, whoever has stopped waiting for the answer. */
export function createLocks(): Locks {
  const held = new Map<string, Promise<unknown>>();
  const hold = async <Value>(keys: readonly string[], operation: Operation<Value>) => {
    const running = operation();
    const settled = running.then(noop, noop);
    for (const key of keys) held.set(key, settled);
    try {
      return await running;
    } finally {
      for (const key of keys) held.delete(key);
    }
  };
  return {
    run: (keys, operation) => {
      const busy = keys.find((key) => held.has(key));
      return busy === undefined
        ? hold(keys, operation)
        : Promise.resolve(failed('busy', `another operation on ${busy} is under way; repeat the request`));
    },
    whenFree: async (key, operation) => {
      for (let holder = held.get(key); holder; holder = held.get(key)) await holder;
      return hold([key], operation);
    },
  };
}

const noop = (): undefined => undefined;
