/** Time, for what must not wait for ever and for what is written down. */
export interface AgentClock {
  now(): Date;
  /** Rings once after so many milliseconds, unless it is cancelled. */
  alarm(milliseconds: number): Alarm;
}

export interface Alarm {
  readonly rung: Promise<void>;
  cancel(): void;
}

export const hostClock: AgentClock = {
  now: () => new Date(),
  alarm: (milliseconds) => {
    let timer: NodeJS.Timeout | undefined;
    const rung = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    });
    return {
      rung,
      cancel: () => {
        clearTimeout(timer);
      },
    };
  },
};
