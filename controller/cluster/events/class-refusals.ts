/** Which claims of a class are refused for a reason. */
export interface ClassRefusals {
  /** How many are, this one among them. */
  readonly count: (key: string, claim: string, now: number) => number;
}

/** Provisioners ask again within five minutes: who has not by then was served, or is gone. */
const FORGOTTEN_MILLISECONDS = 6 * 60_000;

/** More of them say no more. */
const MOST_CLAIMS = 100;

/** Remembers so many classes and reasons; what was counted longest ago is forgotten first. */
export function createClassRefusals(most: number): ClassRefusals {
  const counted = new Map<string, Map<string, number>>();
  return {
    count: (key, claim, now) => {
      const recent = [...(counted.get(key) ?? [])].filter(([, at]) => now - at <= FORGOTTEN_MILLISECONDS);
      const claims = new Map(recent.filter(([uid]) => uid !== claim).slice(1 - MOST_CLAIMS)).set(claim, now);
      counted.delete(key);
      counted.set(key, claims);
      const [oldest] = counted.keys();
      if (counted.size > most && oldest !== undefined) counted.delete(oldest);
      return claims.size;
    },
  };
}
