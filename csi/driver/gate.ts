/**
 * Lets many placements through together, and a change of configuration alone: a volume is placed and made durable
 * under one configuration, never across two.
 */
export interface Gate {
  shared<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Waits for what is inside; what comes later waits for it. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createGate(): Gate {
  let closed: Promise<unknown> = Promise.resolve();
  const inside = new Set<Promise<unknown>>();

  const enter = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    let before: Promise<unknown>;
    do {
      before = closed;
      await before;
    } while (before !== closed);
    const running = work();
    const settled = running.catch(() => undefined).finally(() => inside.delete(settled));
    inside.add(settled);
    return running;
  };

  return {
    shared: enter,
    alone: (work) => {
      const turn = closed.then(async () => {
        await Promise.all(inside);
        return work();
      });
      closed = turn.catch(() => undefined);
      return turn;
    },
  };
}
