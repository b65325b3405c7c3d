export interface Groups<Item, Result> {
  add(item: Item): Promise<Result>;
  /** Resolves when everything added so far was answered. */
  settled(): Promise<void>;
}

/** Bounds how long one group holds up the process. */
const MAX_GROUP = 1024;

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(cause: unknown): void;
}

/** Answers for each item, in order. */
type Work<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Gathers what is added within one turn of the event loop, or while a group is being worked on, and works on it together,
 * in order. Where a group fails, each of its items is tried alone, so that only those fail whose own fault it is.
 */
export function createGroups<Item, Result>(work: Work<Item, Result>): Groups<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let draining: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.slice(0, MAX_GROUP);
      waiting = waiting.slice(MAX_GROUP);
      await settleTogether(group, work);
    }
    draining = undefined;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        draining ??= drain();
      }),
    settled: () => draining ?? Promise.resolve(),
  };
}

async function settleTogether<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  work: Work<Item, Result>,
): Promise<void> {
  let results: readonly Result[];
  try {
    results = await work(group.map(({ item }) => item));
  } catch (cause) {
    if (group.length === 1) group[0]?.reject(cause);
    else for (const one of group) await settleTogether([one], work);
    return;
  }
  for (const [index, one] of group.entries()) {
    const result = results[index];
    if (result === undefined) one.reject(new Error(`no result for item ${String(index)} of ${String(group.length)}`));
    else one.resolve(result);
  }
}
