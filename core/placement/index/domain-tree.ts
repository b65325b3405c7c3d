/**
 * The tree that enclosures stand in: their domains, coarse to fine. Sorted by it, the enclosures of one domain lie in one
 * run, inside the run of the coarser domain. A domain that crosses coarser ones has a run in each of them, which counts
 * as a domain of its own here: spreading goes by the tree, what must hold goes by the domains.
 */
export interface DomainTree {
  /** Enclosures in the order of the tree, as positions in the list it was made of. */
  readonly enclosures: readonly number[];
  /** How many there are: a rank is a place in the order. */
  readonly ranks: number;
  /** By depth and rank: the number of the run that the rank lies in. */
  readonly runAt: readonly Int32Array[];
  /** By run: the first rank behind it. */
  readonly runEnd: Int32Array;
  /** By position in the list of levels: how deep in the tree it is. */
  readonly depthOf: readonly number[];
}

/** `domains` of each enclosure, by each of so many levels; -1 where it is not known. */
export function domainTree(levels: number, domains: readonly (readonly number[])[]): DomainTree {
  const order = coarseToFine(levels, domains);
  const enclosures = domains.map((_, at) => at).sort((a, b) => compareAlong(order, domains[a], domains[b]) || a - b);
  const ends: number[] = [];
  const runAt = order.map(() => new Int32Array(enclosures.length));
  order.forEach((_, depth) => {
    const prefix = order.slice(0, depth + 1);
    enclosures.forEach((enclosure, rank) => {
      const previous = enclosures[rank - 1];
      const isSame = previous !== undefined && compareAlong(prefix, domains[previous], domains[enclosure]) === 0;
      if (!isSame) ends.push(rank);
      ends[ends.length - 1] = rank + 1;
      fill(runAt[depth], rank, ends.length - 1);
    });
  });
  return {
    enclosures,
    ranks: enclosures.length,
    runAt,
    runEnd: Int32Array.from(ends),
    depthOf: Array.from({ length: levels }, (_, level) => order.indexOf(level)),
  };
}

/** A level with fewer domains is coarser; of two with as many, the one that is declared first. */
function coarseToFine(levels: number, domains: readonly (readonly number[])[]): readonly number[] {
  const counts = Array.from({ length: levels }, (_, level) => new Set(domains.map((known) => known[level])).size);
  return counts.map((_, level) => level).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
}

function compareAlong(order: readonly number[], a: readonly number[] = [], b: readonly number[] = []): number {
  for (const level of order) {
    const difference = (a[level] ?? -1) - (b[level] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function fill(list: Int32Array | undefined, at: number, value: number): void {
  if (list) list[at] = value;
}
