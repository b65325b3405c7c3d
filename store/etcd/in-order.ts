/** What a piece of work reads and what it writes, by name. */
export interface Touched {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/**
 * Runs at the same time what does not depend on one another, and the rest in the order in which it was added: what
 * writes a name waits for all that reads or writes it, what reads it for all that writes it.
 */
export interface InOrder {
  run<Value>(touched: Touched, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when everything added so far is done. */
  settled(): Promise<void>;
}

interface Users {
  readonly writing: Set<Promise<unknown>>;
  readonly reading: Set<Promise<unknown>>;
}

export function createInOrder(): InOrder {
  const users = new Map<string, Users>();
  const running = new Set<Promise<unknown>>();
  return {
    run: (touched, work) => {
      const before = waitedFor(users, touched);
      const result = before.length === 0 ? work() : Promise.all(before).then(work);
      const done: Promise<unknown> = result.then(noop, noop).then(() => {
        running.delete(done);
        leave(users, touched, done);
      });
      running.add(done);
      enter(users, touched, done);
      return result;
    },
    settled: async () => {
      await Promise.all(running);
    },
  };
}

const noop = (): undefined => undefined;

function waitedFor(users: ReadonlyMap<string, Users>, { reads, writes }: Touched): readonly Promise<unknown>[] {
  const before = new Set<Promise<unknown>>();
  for (const name of [...reads, ...writes]) for (const one of users.get(name)?.writing ?? []) before.add(one);
  for (const name of writes) for (const one of users.get(name)?.reading ?? []) before.add(one);
  return [...before];
}

function enter(users: Map<string, Users>, { reads, writes }: Touched, done: Promise<unknown>): void {
  for (const name of reads) usersOf(users, name).reading.add(done);
  for (const name of writes) usersOf(users, name).writing.add(done);
}

function leave(users: Map<string, Users>, { reads, writes }: Touched, done: Promise<unknown>): void {
  for (const name of [...reads, ...writes]) {
    const { reading, writing } = usersOf(users, name);
    reading.delete(done);
    writing.delete(done);
    if (reading.size + writing.size === 0) users.delete(name);
  }
}

function usersOf(users: Map<string, Users>, name: string): Users {
  const known = users.get(name) ?? { reading: new Set(), writing: new Set() };
  users.set(name, known);
  return known;
}
