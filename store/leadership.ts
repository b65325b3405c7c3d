/** Who of several processes on one store leads: at most one at a time holds the lease. */
export interface Leadership {
  /**
   * Waits until nobody holds the lease and takes it; `undefined` where the signal aborts first.
   * @param told of whoever holds it meanwhile, each time that it is another
   */
  campaign(candidate: Candidate, signal: AbortSignal, told: (holder: string) => void): Promise<HeldLease | undefined>;
}

export interface Candidate {
  /** Who it is, for people. */
  readonly name: string;
  /** How long after its last sign of life another takes over. */
  readonly seconds: number;
}

export interface HeldLease {
  /**
   * Whether it can be taken for granted that nobody else leads: by the clock, so that a process that was stopped for a
   * while knows it before anything else. What is written is safe in any case, since every transaction compares who leads.
   */
  readonly held: () => boolean;
  /** Aborts once it is no longer held. */
  readonly lost: AbortSignal;
  /** Gives it up, so that another need not wait. */
  resign(): Promise<void>;
}

/** Where nobody else can reach the store: whoever has it leads, until it ends. */
export const SOLE_LEADERSHIP: Leadership = {
  campaign: () =>
    Promise.resolve({ held: () => true, lost: new AbortController().signal, resign: () => Promise.resolve() }),
};
