/** Time that passes only when it is told to: what waits by setTimeout waits for it. */
export interface VirtualTime {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether anything waits. */
  isWaitedFor(): boolean;
  /** Lets time pass up to the next moment that something waits for. */
  passToNext(): void;
  /** The clock on the wall is put forward or back; what waits is not moved. */
  jump(milliseconds: number): void;
  /** Gives the timers of this process back. */
  end(): void;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** Takes the place of setTimeout and clearTimeout in this process until it ends. */
export function beginVirtualTime(): VirtualTime {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const timers = new Map<number, Timer>();
  let passed = 0;
  let skew = 0;
  let handles = 0;
  const set = (callback: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]): number => {
    handles += 1;
    timers.set(handles, {
      at: passed + milliseconds,
      fire: () => {
        callback(...given);
      },
    });
    return handles;
  };
  const clear = (handle: number | undefined): void => {
    if (handle !== undefined) timers.delete(handle);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return {
    now: () => passed + skew,
    isWaitedFor: () => timers.size > 0,
    passToNext: () => {
      const [next] = [...timers].sort(([a, { at: first }], [b, { at: second }]) => first - second || a - b);
      if (!next) return;
      const [handle, { at, fire }] = next;
      timers.delete(handle);
      passed = Math.max(passed, at);
      fire();
    },
    jump: (milliseconds) => {
      skew += milliseconds;
    },
    end: () => {
      Object.assign(globalThis, real);
    },
  };
}
