import { compareFit } from './candidates.ts';
import type { Candidate, CohortCandidates } from './candidates.ts';
import type { DomainCap } from './pick.ts';
import { capsHold } from './restrictions.ts';

/**
 * Pairs legs so that those of a pair differ wherever no domain holds more legs than there are pairs: sorted by domain,
 * leg i goes with leg i + n. The result has pairs adjacent.
 */
export function pairAcross(legs: readonly Candidate[], pairs: number, levels: readonly number[]): readonly Candidate[] {
  const sorted = legs.toSorted((a, b) => compareDomains(a, b, levels) || compareDrives(a, b));
  const paired: Candidate[] = [];
  for (let at = 0; at < pairs; at++) {
    const [leg, partner] = [sorted[at], sorted[at + pairs]];
    if (leg) paired.push(leg);
    if (partner) paired.push(partner);
  }
  return paired;
}

function compareDomains(a: Candidate, b: Candidate, levels: readonly number[]): number {
  for (const level of levels) {
    const order = (a.cohort.domains[level] ?? -1) - (b.cohort.domains[level] ?? -1);
    if (order !== 0) return order;
  }
  return 0;
}

const compareDrives = (a: Candidate, b: Candidate): number =>
  a.cohort.position - b.cohort.position || a.drive - b.drive;

/** Pairs, adjacent in array order, whose legs do not lie in two known domains of the level. */
export function sharedPairs(legs: readonly Candidate[], level: number): number {
  let shared = 0;
  for (let at = 0; at < legs.length; at += 2) {
    const domain = legs[at]?.cohort.domains[level] ?? -1;
    const other = legs[at + 1]?.cohort.domains[level] ?? -1;
    if (domain < 0 || other < 0 || domain === other) shared += 1;
  }
  return shared;
}

export interface PairSearch {
  readonly offers: readonly CohortCandidates[];
  /** Levels at which the two legs of each pair must differ. */
  readonly levels: readonly number[];
  readonly stripes: number;
  readonly spread: readonly { readonly level: number; readonly atLeast: number }[];
  readonly caps: readonly DomainCap[];
}

export type PairSearchResult =
  | { readonly kind: 'found'; readonly legs: readonly Candidate[] }
  /** There is no such choice; `most` is the number of legs the best one paired. */
  | { readonly kind: 'none'; readonly most: number }
  | { readonly kind: 'bounded' };

/** What keeps a search among crossing levels from running for ever. */
const MAX_STEPS = 20_000;

/**
 * Depth-first search for pairs that differ at every level. Legs in the same domains at every level are interchangeable
 * but for their fit, so of each such cell only the best 2n take part: the verdict stays exact.
 */
export function pairBySearch(search: PairSearch): PairSearchResult {
  const pool = bestOfEachCell(search);
  const taken = new Array<boolean>(pool.length).fill(false);
  const chosen: Candidate[] = [];
  let steps = 0;
  let most = 0;

  const extend = (from: number): boolean => {
    most = Math.max(most, chosen.length);
    if (chosen.length === search.stripes * 2)
      return spreadHolds(chosen, search.spread) && capsHold(chosen, search.caps);
    for (let first = from; first < pool.length; first++) {
      const a = pool[first];
      if (!a || taken[first]) continue;
      for (let second = first + 1; second < pool.length; second++) {
        const b = pool[second];
        if (!b || taken[second] || !differ(a, b, search.levels)) continue;
        if (++steps > MAX_STEPS) return false;
        taken[first] = taken[second] = true;
        chosen.push(a, b);
        if (extend(first + 1)) return true;
        chosen.length -= 2;
        taken[first] = taken[second] = false;
      }
    }
    return false;
  };

  if (extend(0)) return { kind: 'found', legs: [...chosen] };
  return steps > MAX_STEPS ? { kind: 'bounded' } : { kind: 'none', most };
}

function bestOfEachCell(search: PairSearch): readonly Candidate[] {
  const cells = new Map<string, Candidate[]>();
  const others = [...search.spread, ...search.caps].map(({ level }) => level);
  const levels = [...search.levels, ...others];
  for (const { cohort, sites } of search.offers) {
    if (search.levels.some((level) => (cohort.domains[level] ?? -1) < 0)) continue;
    const key = levels.map((level) => cohort.domains[level]).join('/');
    const cell = cells.get(key) ?? [];
    cell.push(...sites);
    cells.set(key, cell);
  }
  const order = (a: Candidate, b: Candidate): number => compareFit(a.fit, b.fit) || compareDrives(a, b);
  return [...cells.values()].flatMap((cell) => cell.sort(order).slice(0, search.stripes * 2)).sort(order);
}

const differ = (a: Candidate, b: Candidate, levels: readonly number[]): boolean =>
  levels.every((level) => a.cohort.domains[level] !== b.cohort.domains[level]);

/** Legs in a domain that is not known count for none. */
export const spreadHolds = (legs: readonly Candidate[], spread: PairSearch['spread']): boolean =>
  spread.every(({ level, atLeast }) => {
    const domains = legs.map((leg) => leg.cohort.domains[level] ?? -1).filter((domain) => domain >= 0);
    return new Set(domains).size >= atLeast;
  });
