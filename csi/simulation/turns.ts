/** Runs operations on the same name one after the other, in the order they came; on different names side by side. */
export interface Turns<Name extends string> {
  take<Value>(name: Name, operation: () => Promise<Value>): Promise<Value>;
}

export function createTurns<Name extends string>(): Turns<Name> {
  const last = new Map<Name, Promise<unknown>>();
  return {
    take: async (name, operation) => {
      const turn = (last.get(name) ?? Promise.resolve()).then(operation, operation);
      last.set(name, turn);
      try {
        return await turn;
      } finally {
        if (last.get(name) === turn) last.delete(name);
      }
    },
  };
}
