/** What one takes after the other, of which only so much waits. */
export interface Queue<Item> {
  /** Whether there was room for it. */
  readonly put: (item: Item) => boolean;
  /** The next, once there is one; `undefined` once the signal has aborted. */
  readonly take: () => Promise<Item | undefined>;
}

export function createQueue<Item>(most: number, signal: AbortSignal): Queue<Item> {
  const items: Item[] = [];
  let wake: (() => void) | undefined;
  signal.addEventListener('abort', () => wake?.(), { once: true });
  return {
    put: (item) => {
      if (items.length >= most || signal.aborted) return false;
      items.push(item);
      wake?.();
      return true;
    },
    take: async () => {
      while (items.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return signal.aborted ? undefined : items.shift();
    },
  };
}
