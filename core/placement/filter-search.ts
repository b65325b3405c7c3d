import type { PlacementFilter, PlacementView } from '../model/constraints.ts';
import type { Candidate } from './candidates.ts';
import { searchLegs } from './search.ts';
import type { SearchProblem, SearchResult } from './search.ts';

/** Placements that rules of a free form may look at, for one volume, before the search gives up. */
const MAX_CANDIDATES = 64;

/** What is left of the placements that one call may look at, whatever layouts and homes it tries. */
export interface CandidateBudget {
  left: number;
}

export const candidateBudget = (): CandidateBudget => ({ left: MAX_CANDIDATES });

/**
 * The first placement, in order of preference, that every filter admits. Each refused candidate is followed by those
 * that do without one of its cohorts, breadth first, so that candidates stay close to the best. Looks at no more than
 * `most` of them, and takes them off the budget.
 */
export function firstAdmissible(
  problem: SearchProblem,
  viewOf: (legs: readonly Candidate[]) => PlacementView,
  filters: readonly PlacementFilter[],
  budget: CandidateBudget,
  most: number,
): SearchResult {
  if (filters.length > 0 && budget.left === 0) return GAVE_UP;
  const first = searchLegs(problem);
  if (filters.length === 0 || first.kind !== 'found') return first;
  const queue: ReadonlySet<number>[] = [new Set()];
  const seen = new Set(['']);
  const stopAt = Math.max(0, budget.left - most);
  while (budget.left > stopAt) {
    const banned = queue.shift();
    if (!banned) break;
    budget.left -= 1;
    const result = banned.size === 0 ? first : searchLegs({ ...problem, banned });
    if (result.kind !== 'found') continue;
    const view = viewOf(result.legs);
    if (filters.every((filter) => filter.admits(view))) return result;
    for (const cohort of new Set(result.legs.map((leg) => leg.cohort.position))) {
      const next = new Set([...banned, cohort]);
      const key = [...next].sort((a, b) => a - b).join(',');
      if (!seen.has(key)) queue.push(next);
      seen.add(key);
    }
  }
  return GAVE_UP;
}

const GAVE_UP: SearchResult = { kind: 'bounded', by: 'filters' };
