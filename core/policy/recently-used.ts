/** Answers that were asked for lately, by text. */
export interface RecentlyUsed<Answer> {
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
}

/**
 * Keeps the answers asked for last, `most` of them at least and never more than twice as many: two generations, of which
 * the older is dropped when the younger is full. One look-up a hit, where a list in order of use takes three changes.
 */
export function recentlyUsed<Answer>(most: number): RecentlyUsed<Answer> {
  let young = new Map<string, Answer>();
  let old: ReadonlyMap<string, Answer> = new Map();
  const set = (key: string, answer: Answer): void => {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(key, answer);
  };
  return {
    get: (key) => {
      const known = young.get(key);
      if (known !== undefined) return known;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
  };
}

/** Gives back what was made for the same key before, or makes it. */
export type Reuse<Made> = (key: string, make: () => Made) => Made;

/** Keeps nothing. */
export const anew = <Made>(_: string, make: () => Made): Made => make();

/** Keeps what was asked for last. */
export function reusing<Made>(most: number): Reuse<Made> {
  const kept = recentlyUsed<Made>(most);
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    kept.set(key, made);
    return made;
  };
}
