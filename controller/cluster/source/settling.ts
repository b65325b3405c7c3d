/** Tells when something that is looked at now and then has stayed the same for long enough. */
export interface Settling {
  /** Whether it has, as it is now. */
  hasSettled(state: string, now: Date): boolean;
  /** Nobody knows what changed meanwhile: it begins anew. */
  forget(): void;
}

/** @param quiet milliseconds without a change */
export function createSettling(quiet: number): Settling {
  let last: { readonly state: string; readonly since: number } | undefined;
  return {
    hasSettled: (state, now) => {
      if (last?.state !== state) last = { state, since: now.getTime() };
      return now.getTime() - last.since >= quiet;
    },
    forget: () => {
      last = undefined;
    },
  };
}
