import type { Candidate } from './candidates.ts';
import type { LayoutOption } from './layout-options.ts';
import { pairBySearch, sharedPairs } from './pairing.ts';
import type { PairSearch, PairSearchResult } from './pairing.ts';
import { pickLegs } from './pick.ts';
import type { DomainCap, PickProblem } from './pick.ts';
import { isOpenTo } from './restrictions.ts';
import type { Restrictions, SoftRestriction } from './restrictions.ts';
import type { Terms } from './index/whole.ts';

/**
 * Keeps to what is wished as far as the drives allow, each wish as far as those before it leave room for: first the soft
 * levels, each with the fewest pairs that share a domain, then what other volumes make undesirable. `fallback` keeps to
 * what is required alone.
 */
export function pickPreferring(
  { option, terms, restrictions }: { option: LayoutOption; terms: Terms; restrictions: Restrictions },
  required: PickProblem,
  fallback: readonly Candidate[],
): readonly Candidate[] {
  let { caps } = required;
  let best = fallback;
  for (const wish of [...softLevels(option, terms), ...restrictions.soft]) {
    const kept = strictest(wish, (cap) => {
      const legs = pickLegs({ ...required, caps: [...caps, cap] });
      return legs.length < fallback.length ? undefined : legs;
    });
    if (!kept) continue;
    caps = [...caps, kept.cap];
    best = kept.legs;
  }
  return best;
}

/** The same for pairs among levels that cross; `undefined` where no wish can be kept. */
export function pairPreferring(
  { hard, soft }: Restrictions,
  search: Omit<PairSearch, 'caps'>,
): readonly Candidate[] | undefined {
  let caps = hard;
  let best: readonly Candidate[] | undefined;
  for (const wish of soft) {
    const kept = strictest(wish, (cap) => {
      const tighter = [...caps, cap];
      const offers = search.offers.filter(({ cohort }) => isOpenTo(cohort, tighter));
      const paired = pairBySearch({ ...search, offers, caps: tighter });
      return paired.kind === 'found' ? paired.legs : undefined;
    });
    if (!kept) continue;
    caps = [...caps, kept.cap];
    best = kept.legs;
  }
  return best;
}

/**
 * Where soft levels cross others, legs picked one by one may share a domain that they need not share. Then pairs are
 * searched that differ at the soft levels up to there, more of them where there are such pairs; within the search's bound.
 */
export function pairsKeptApart(
  paired: readonly Candidate[],
  soft: readonly number[],
  search: (levels: readonly number[]) => PairSearchResult,
): readonly Candidate[] {
  const shared = soft.findIndex((level) => sharedPairs(paired, level) > 0);
  for (let kept = soft.length; shared >= 0 && kept > shared; kept--) {
    const found = search(soft.slice(0, kept));
    if (found.kind === 'found') return found.legs;
  }
  return paired;
}

type Wish = Pick<SoftRestriction, 'count' | 'capAt'>;

/** For each level the fewest pairs that share a domain first. */
function softLevels({ copies, stripes }: LayoutOption, { soft }: Terms): readonly Wish[] {
  if (copies === 1) return [];
  return soft.map((level) => ({ count: stripes, capAt: (shared) => ({ level, most: stripes + shared }) }));
}

interface Kept {
  readonly cap: DomainCap;
  readonly legs: readonly Candidate[];
}

/** The strictest that can be kept: mostly the first; else found by halving. */
function strictest(
  { count, capAt }: Wish,
  keep: (cap: DomainCap) => readonly Candidate[] | undefined,
): Kept | undefined {
  const keepAt = (at: number): Kept | undefined => {
    const cap = capAt(at);
    const legs = keep(cap);
    return legs && { cap, legs };
  };
  const first = keepAt(0);
  if (first) return first;
  let [low, high, best]: [number, number, Kept | undefined] = [1, count, undefined];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const kept = keepAt(middle);
    if (kept) [high, best] = [middle, kept];
    else low = middle + 1;
  }
  return best;
}
