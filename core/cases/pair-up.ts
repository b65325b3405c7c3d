/**
 * Pairs each of `wanted` with another of `found` that it matches, as many as can be: where one of `wanted` would do with
 * several, it leaves to the others what they alone can take. Answers, for each of `wanted`, the index into `found`.
 */
export function pairUp<Wanted, Found>(
  wanted: readonly Wanted[],
  found: readonly Found[],
  matches: (wanted: Wanted, found: Found) => boolean,
): readonly (number | undefined)[] {
  const takers = new Map<number, number>();
  for (const at of wanted.keys()) seat(at, new Set());
  const taken = new Map([...takers].map(([place, taker]) => [taker, place]));
  return wanted.map((_, at) => taken.get(at));

  /** Kuhn's algorithm: takes a place that is free, or whose taker finds another. */
  function seat(at: number, tried: Set<number>): boolean {
    const one = wanted[at];
    if (one === undefined) return false;
    return found.some((other, place) => {
      if (tried.has(place) || !matches(one, other)) return false;
      tried.add(place);
      const taker = takers.get(place);
      if (taker !== undefined && !seat(taker, tried)) return false;
      takers.set(place, at);
      return true;
    });
  }
}
