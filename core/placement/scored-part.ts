import type { PlacementScore } from '../model/constraints.ts';
import { groundOf } from './admissions.ts';
import { stockOf } from './index/admission.ts';
import type { ScoredStock, WorthOfCohorts } from './index/admission.ts';
import type { Cohort } from './inventory-index.ts';
import { cohortsOfPart, NOTHING_BANNED } from './search.ts';
import type { SearchProblem } from './search.ts';

/**
 * The part of the inventory that is searched, by what the scores that are sums over drives make of each drive. Worked out
 * once for the same scores.
 */
export function scoredPart(problem: SearchProblem, scores: readonly PlacementScore[]): ScoredStock {
  const { keeper } = problem.index;
  const { scored } = problem.part;
  const key = scores.map(({ ofDrive }) => (ofDrive ? keeper.numberOf(ofDrive) : '-')).join(' ');
  const known = scored.get(key);
  if (known) return known;
  const part = makePart(problem, scores, key);
  scored.set(key, part);
  return part;
}

function makePart(problem: SearchProblem, scores: readonly PlacementScore[], key: string): ScoredStock {
  const cohorts = cohortsOfPart({ ...problem, banned: NOTHING_BANNED });
  const sums = scores.flatMap(({ ofDrive }) =>
    ofDrive && cohorts.every(({ drives }) => ofDrive(drives) !== undefined) ? [ofDrive] : [],
  );
  if (sums.length === 0) return { kind: 'none' };
  const worth = worthOf(cohorts, (cohort) => sums.reduce((sum, ofDrive) => sum + (ofDrive(cohort.drives) ?? 0), 0));
  const { index, admission, part } = problem;
  return {
    kind: sums.length === scores.length ? 'all' : 'some',
    part: stockOf(admission, part.areas, () => groundOf(index), { key, worth }),
  };
}

function worthOf(cohorts: readonly Cohort[], valueOf: (cohort: Cohort) => number): WorthOfCohorts {
  const valueAt = new Map(cohorts.map((cohort) => [cohort.position, valueOf(cohort)]));
  const values = [...new Set(valueAt.values())].sort((a, b) => b - a);
  const tiers = new Map(values.map((value, tier) => [value, tier]));
  return { values, of: ({ position }) => tiers.get(valueAt.get(position) ?? 0) ?? 0 };
}
