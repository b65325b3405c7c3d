/** Time that passes only when it is told to: what waits by setTimeout waits for it. */
export interface VirtualTime {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Whether anything waits. */
  isWaitedFor(): boolean;
  /** Lets time pass up to the next moment that something waits for. */
  passToNext(): void;
  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void;
  /** The clock on the wall is put forward or back; what waits is not moved. */
  jump(milliseconds: number): void;
  /** Gives the timers of this process back. */
  end(): void;
}

interface Timer {
  readonly handle: number;
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
      handle: handles,
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
  const passTo = (moment: number): void => {
    for (let next = soonest(timers); next && next.at <= moment; next = soonest(timers)) {
      timers.delete(next.handle);
      passed = Math.max(passed, next.at);
      next.fire();
    }
    passed = Math.max(passed, moment);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return {
    now: () => passed + skew,
    isWaitedFor: () => timers.size > 0,
    passToNext: () => {
      const next = soonest(timers);
      if (next) passTo(next.at);
    },
    pass: (milliseconds) => {
      passTo(passed + milliseconds);
    },
    jump: (milliseconds) => {
      skew += milliseconds;
    },
    end: () => {
      Object.assign(globalThis, real);
    },
  };
}

const soonest = (timers: ReadonlyMap<number, Timer>): Timer | undefined =>
  [...timers.values()].sort((a, b) => a.at - b.at || a.handle - b.handle)[0];
