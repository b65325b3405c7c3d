import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** Keeps two operations off one object. A call that finds its object busy is told so at once: its client repeats it. */
export interface Locks {
  run<Value>(key: string, operation: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>>;
}

export function createLocks(): Locks {
  const held = new Set<string>();
  return {
    run: async (key, operation) => {
      if (held.has(key)) return failed('busy', `another operation on ${key} is under way; repeat the request`);
      held.add(key);
      try {
        return await operation();
      } finally {
        held.delete(key);
      }
    },
  };
}
