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

/**
 * Gathers what is added within one turn of the event loop and works on it together, in order. Where a group fails, each
 * of its items is tried alone, so that only those fail whose own fault it is.
 */
export function createGroups<Item, Result>(work: (items: readonly Item[]) => readonly Result[]): Groups<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let flushed = Promise.resolve();

  const flush = (): void => {
    const group = waiting.slice(0, MAX_GROUP);
    waiting = waiting.slice(MAX_GROUP);
    settleTogether(group, work);
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (waiting.length > 1) return;
        flushed = drain(() => waiting.length > 0, flush);
      }),
    settled: () => flushed,
  };
}

async function drain(more: () => boolean, flush: () => void): Promise<void> {
  do {
    await new Promise((resolve) => setImmediate(resolve));
    flush();
  } while (more());
}

function settleTogether<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  work: (items: readonly Item[]) => readonly Result[],
): void {
  let results: readonly Result[];
  try {
    results = work(group.map(({ item }) => item));
  } catch (cause) {
    if (group.length === 1) group[0]?.reject(cause);
    else for (const one of group) settleTogether([one], work);
    return;
  }
  for (const [index, one] of group.entries()) {
    const result = results[index];
    if (result === undefined) one.reject(new Error(`no result for item ${String(index)} of ${String(group.length)}`));
    else one.resolve(result);
  }
}
