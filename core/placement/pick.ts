import { FIRST_EXTENT_GIB } from '../model/format.ts';
import type { Candidate, Fit } from './candidates.ts';
import { mix } from './hash.ts';
import { driveOfHole, startOfHole } from './index/cohort-space.ts';
import type { IntSet } from './index/int-set.ts';
import type { Stock } from './index/stock.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { spaceOf } from './inventory-index.ts';
import { isWhole } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';

/** At most `most` legs in any one domain of the level at this position. */
export interface DomainCap {
  readonly level: number;
  readonly most: number;
  /** Domains that may take fewer, or more. */
  readonly mostIn?: ReadonlyMap<number, number>;
  /** Any number where the domain is not known; left out: none. */
  readonly unknownToo?: boolean;
}

/** A run of picks under caps of its own, beside those that hold throughout. */
export interface Phase {
  readonly picks: number;
  readonly caps: readonly DomainCap[];
}

export interface PickProblem {
  readonly index: InventoryIndex;
  readonly option: LayoutOption;
  readonly stock: Stock;
  readonly caps: readonly DomainCap[];
  readonly phases: readonly Phase[];
  readonly seed: number;
  /** Positions of cohorts that are left out. */
  readonly banned: ReadonlySet<number>;
}

/**
 * Picks legs one by one: the best fit that the caps allow, among equals the one worth most, among those the one that
 * lies where the volume has fewest legs, level by level down the tree of domains, and then the first from a place on
 * that the seed and the number of the leg say. Caps on one level form a partition matroid and caps on nested levels a
 * laminar one, so the greedy choice finds as many legs as there can be, and the best-fitting ones (Edmonds, 1971).
 * Returns fewer picks than asked for when the caps allow no more.
 */
export function pickLegs(problem: PickProblem): readonly Candidate[] {
  const picker = new Picker(problem);
  try {
    return picker.pickAll();
  } finally {
    picker.clear();
  }
}

/** Where fits of one kind are looked for: sliced drives with a free run, or blank drives. */
type Shelf = 'holes' | 'blanks';

const SLICED_FIRST: readonly Shelf[] = ['holes', 'blanks'];
const BLANK_ALONE: readonly Shelf[] = ['blanks'];

class Picker {
  readonly #problem: PickProblem;
  readonly #picked: Candidate[] = [];
  #caps: readonly DomainCap[] = [];
  /** What the best place found so far has: legs of this volume that lie beside it, by depth. */
  readonly #fewest: Int32Array;
  #best = -1;

  constructor(problem: PickProblem) {
    this.#problem = problem;
    this.#fewest = problem.index.fewest;
  }

  pickAll(): readonly Candidate[] {
    const { phases, caps } = this.#problem;
    for (const phase of phases) {
      this.#caps = phase.caps.length === 0 ? caps : [...caps, ...phase.caps];
      for (let pick = 0; pick < phase.picks; pick++) {
        const candidate = this.#pickOne();
        if (!candidate) return this.#picked;
        this.#take(candidate);
      }
    }
    return this.#picked;
  }

  clear(): void {
    this.#problem.index.runLoads.clear();
    this.#problem.index.domainLoads.clear();
  }

  #pickOne(): Candidate | undefined {
    const { option } = this.#problem;
    for (const shelf of isWhole(option.layout) ? BLANK_ALONE : SLICED_FIRST) {
      const candidate = this.#pickFrom(shelf);
      if (candidate) return candidate;
    }
    return undefined;
  }

  /** The smallest size that will do comes first, and of one size what is worth most. */
  #pickFrom(shelf: Shelf): Candidate | undefined {
    const { option, stock } = this.#problem;
    for (let size = this.#nextSize(shelf, option.extent); size >= 0; size = this.#nextSize(shelf, size + 1)) {
      for (const tier of stock.tiers) {
        const members = tier[shelf].at(size);
        const position = members ? this.#leastCrowded(members, shelf, size) : -1;
        if (position >= 0) return this.#candidateAt(position, shelf, size);
      }
    }
    return undefined;
  }

  #nextSize(shelf: Shelf, least: number): number {
    const { tiers } = this.#problem.stock;
    let next = -1;
    for (const tier of tiers) {
      const size = tier[shelf].nextSize(least);
      if (size >= 0 && (next < 0 || size < next)) next = size;
    }
    return next;
  }

  /** Of the cohorts that the caps allow, the one that lies where there are fewest legs; -1 where they allow none. */
  #leastCrowded(members: IntSet, shelf: Shelf, size: number): number {
    const { index, seed } = this.#problem;
    const { shift } = index.layout;
    const start = (mix(seed, this.#picked.length) % Math.max(1, index.sites.tree.ranks)) << shift;
    this.#best = -1;
    if (this.#isFirst()) return this.#firstFrom(members, start);
    if (this.#scan(members, start, Infinity, shelf, size)) return this.#best;
    this.#scan(members, 0, start, shelf, size);
    return this.#best;
  }

  /** Nothing is taken yet, and nothing but unknown domains rules a cohort out. */
  #isFirst(): boolean {
    return this.#picked.length === 0 && this.#caps.length === 0 && this.#problem.banned.size === 0;
  }

  #firstFrom(members: IntSet, start: number): number {
    const first = members.next(start);
    return first >= 0 ? first : members.next(0);
  }

  /** True when nothing can be better than what was found. */
  #scan(members: IntSet, from: number, to: number, shelf: Shelf, size: number): boolean {
    const { layout } = this.#problem.index;
    let position = members.next(from);
    while (position >= 0 && position < to) {
      const cohort = layout.cohortAt[position];
      if (!cohort) throw new Error(`no cohort at ${String(position)}`);
      const skipTo = this.#look(cohort, shelf, size);
      if (skipTo < 0) return true;
      position = members.next(skipTo);
    }
    return false;
  }

  /** Looks at one cohort. The position from which on others may be better; -1 when none can be. */
  #look(cohort: Cohort, shelf: Shelf, size: number): number {
    const { index, banned } = this.#problem;
    const { tree } = index.sites;
    const rank = cohort.position >> index.layout.shift;
    const behind = this.#behindFullDomain(cohort, rank);
    if (behind >= 0) return behind;
    if (banned.size > 0 && banned.has(cohort.position)) return cohort.position + 1;
    if (this.#isUsedUp(cohort, rank, shelf, size)) return cohort.position + 1;
    let isBetter = this.#best < 0;
    let deepest = -1;
    for (let depth = 0; depth < tree.runAt.length; depth++) {
      const legs = index.runLoads.at(tree.runAt[depth]?.[rank] ?? 0);
      if (legs > 0) deepest = depth;
      const fewest = this.#fewest[depth] ?? 0;
      // Whatever else lies in this run is as crowded down to here, and so no better either.
      if (!isBetter && legs > fewest) return this.#endOfRun(depth, rank);
      if (legs < fewest) isBetter = true;
      if (isBetter) this.#fewest[depth] = legs;
    }
    if (isBetter) this.#best = cohort.position;
    // Below its deepest domain with legs there are none: nothing else in that domain is less crowded.
    return deepest < 0 ? -1 : this.#endOfRun(deepest, rank);
  }

  /** The position behind the domain of the cohort that may take no more legs; -1 where each may. */
  #behindFullDomain({ domains, position }: Cohort, rank: number): number {
    const { index } = this.#problem;
    for (const { level, most, mostIn, unknownToo } of this.#caps) {
      const domain = domains[level] ?? -1;
      if (domain < 0 && unknownToo === true) continue;
      if (domain < 0) return position + 1;
      if (index.domainLoads.at(domain) >= (mostIn?.get(domain) ?? most))
        return this.#endOfRun(index.sites.tree.depthOf[level] ?? 0, rank);
    }
    return -1;
  }

  #endOfRun(depth: number, rank: number): number {
    const { index } = this.#problem;
    const { runAt, runEnd } = index.sites.tree;
    return (runEnd[runAt[depth]?.[rank] ?? 0] ?? 0) << index.layout.shift;
  }

  /** Whether legs that were picked have all that the cohort offers. */
  #isUsedUp(cohort: Cohort, rank: number, shelf: Shelf, size: number): boolean {
    const { index } = this.#problem;
    const { runAt } = index.sites.tree;
    const enclosure = runAt[runAt.length - 1]?.[rank] ?? 0;
    return index.runLoads.at(enclosure) > 0 && this.#placeIn(cohort, shelf, size) < 0;
  }

  /**
   * The first place of the size that a cohort offers on a drive that is not picked yet: the index of a blank drive, or a
   * hole; -1 where there is none.
   */
  #placeIn(cohort: Cohort, shelf: Shelf, size: number): number {
    const { blank, holes } = spaceOf(this.#problem.index, cohort);
    const places = shelf === 'blanks' ? blank : (holes.get(size) ?? []);
    for (const place of places) {
      if (!this.#isPicked(cohort, shelf === 'blanks' ? place : driveOfHole(place))) return place;
    }
    return -1;
  }

  #isPicked(cohort: Cohort, drive: number): boolean {
    for (const leg of this.#picked) if (leg.drive === drive && leg.cohort === cohort) return true;
    return false;
  }

  #candidateAt(position: number, shelf: Shelf, size: number): Candidate {
    const { index, option } = this.#problem;
    const cohort = index.layout.cohortAt[position];
    const place = cohort ? this.#placeIn(cohort, shelf, size) : -1;
    if (!cohort || place < 0) throw new Error(`no place of ${String(size)} GiB at ${String(position)}`);
    const rest = size - option.extent;
    if (shelf === 'holes') return { cohort, drive: driveOfHole(place), start: startOfHole(place), fit: [0, rest] };
    const fit: Fit = isWhole(option.layout) ? [size, 0] : [1, rest];
    return { cohort, drive: place, start: FIRST_EXTENT_GIB, fit };
  }

  #take(candidate: Candidate): void {
    const { index } = this.#problem;
    const { tree } = index.sites;
    const rank = candidate.cohort.position >> index.layout.shift;
    this.#picked.push(candidate);
    for (const runs of tree.runAt) index.runLoads.add(runs[rank] ?? 0);
    for (const domain of candidate.cohort.domains) if (domain >= 0) index.domainLoads.add(domain);
  }
}
