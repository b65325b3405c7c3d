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
   * Aborts when it can no longer be taken for granted that nobody else leads: the time is up and was not extended, also
   * where this process was stopped meanwhile. What is written is safe in any case, since every transaction compares who
   * leads; this one says that it is time to go.
   */
  readonly lost: AbortSignal;
  /** Gives it up, so that another need not wait. */
  resign(): Promise<void>;
}

/** Where nobody else can reach the store: whoever has it leads, until it ends. */
export const SOLE_LEADERSHIP: Leadership = {
  campaign: () => Promise.resolve({ lost: new AbortController().signal, resign: () => Promise.resolve() }),
};
