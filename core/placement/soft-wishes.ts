import type { Candidate } from './candidates.ts';
import type { LayoutOption } from './layout-options.ts';
import { pairBySearch } from './pairing.ts';
import type { PairSearch } from './pairing.ts';
import { pickLegs } from './pick.ts';
import type { DomainCap, PickProblem } from './pick.ts';
import { isOpenTo } from './restrictions.ts';
import type { Restrictions } from './restrictions.ts';
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
  for (const wish of [...softLevels(option, terms), ...restrictions.soft.map((soft) => soft.caps)]) {
    for (const cap of wish) {
      const tighter = [...caps, cap];
      const legs = pickLegs({ ...required, caps: tighter });
      if (legs.length < fallback.length) continue;
      caps = tighter;
      best = legs;
      break;
    }
  }
  return best;
}

/** For each level what to try, the strictest first. */
function softLevels({ copies, stripes }: LayoutOption, { soft }: Terms): readonly (readonly DomainCap[])[] {
  if (copies === 1) return [];
  return soft.map((level) => Array.from({ length: stripes }, (_, shared) => ({ level, most: stripes + shared })));
}

/** The same for pairs among levels that cross; `undefined` where no wish can be kept. */
export function pairPreferring(
  { hard, soft }: Restrictions,
  search: Omit<PairSearch, 'caps'>,
): readonly Candidate[] | undefined {
  let caps = hard;
  let best: readonly Candidate[] | undefined;
  for (const wish of soft) {
    for (const cap of wish.caps) {
      const tighter = [...caps, cap];
      const offers = search.offers.filter(({ cohort }) => isOpenTo(cohort, tighter));
      const paired = pairBySearch({ ...search, offers, caps: tighter });
      if (paired.kind !== 'found') continue;
      caps = tighter;
      best = paired.legs;
      break;
    }
  }
  return best;
}
