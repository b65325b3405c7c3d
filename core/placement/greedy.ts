import { compareFit } from './candidates.ts';
import type { Candidate, CohortCandidates } from './candidates.ts';
import { mix } from './hash.ts';
import type { Cohort } from './inventory-index.ts';

/** At most `most` legs in any one domain of the level at this position. */
export interface DomainCap {
  readonly level: number;
  readonly most: number;
}

/** A run of picks under caps of its own, beside those that hold throughout. */
export interface Phase {
  readonly picks: number;
  readonly caps: readonly DomainCap[];
}

export interface GreedyProblem {
  readonly offers: readonly CohortCandidates[];
  readonly caps: readonly DomainCap[];
  readonly phases: readonly Phase[];
  /** Levels coarse to fine: legs go where the volume has fewest, level by level. */
  readonly levelCount: number;
  readonly domainCount: number;
  readonly seed: number;
  readonly worth: ((cohort: Cohort) => number) | undefined;
}

/**
 * Picks legs one by one: the best fit that the caps allow, among equals the one worth most, among those the one whose
 * domains hold fewest legs of this volume, and then by seed. Caps on one level form a partition matroid and caps on nested levels a laminar one, so
 * the greedy choice finds as many legs as there can be, and the best-fitting ones (Edmonds, 1971).
 * Returns fewer picks than asked for when the caps allow no more.
 */
export function pickGreedily(problem: GreedyProblem): readonly Candidate[] {
  const load = new Int32Array(problem.domainCount);
  const next = new Int32Array(problem.offers.length);
  const picked: Candidate[] = [];
  for (const phase of problem.phases) {
    const caps = [...problem.caps, ...phase.caps];
    for (let pick = 0; pick < phase.picks; pick++) {
      const best = bestOffer(problem, caps, load, next);
      if (best === undefined) return picked;
      const candidate = problem.offers[best]?.sites[next[best] ?? 0];
      if (!candidate) return picked;
      next[best] = (next[best] ?? 0) + 1;
      for (const domain of candidate.cohort.domains) if (domain >= 0) load[domain] = (load[domain] ?? 0) + 1;
      picked.push(candidate);
    }
  }
  return picked;
}

function bestOffer(
  problem: GreedyProblem,
  caps: readonly DomainCap[],
  load: Int32Array,
  next: Int32Array,
): number | undefined {
  let best: number | undefined;
  let bestSite: Candidate | undefined;
  for (let at = 0; at < problem.offers.length; at++) {
    const site = problem.offers[at]?.sites[next[at] ?? 0];
    if (!site || !withinCaps(site.cohort.domains, caps, load)) continue;
    if (bestSite && !isBetter(site, bestSite, problem, load)) continue;
    best = at;
    bestSite = site;
  }
  return best;
}

function withinCaps(domains: readonly number[], caps: readonly DomainCap[], load: Int32Array): boolean {
  for (const cap of caps) {
    const domain = domains[cap.level] ?? -1;
    if (domain < 0 || (load[domain] ?? 0) >= cap.most) return false;
  }
  return true;
}

function isBetter(site: Candidate, best: Candidate, problem: GreedyProblem, load: Int32Array): boolean {
  const fit = compareFit(site.fit, best.fit);
  if (fit !== 0) return fit < 0;
  if (problem.worth) {
    const worth = problem.worth(site.cohort) - problem.worth(best.cohort);
    if (worth !== 0) return worth > 0;
  }
  for (let level = 0; level < problem.levelCount; level++) {
    const spread = loadOf(site, level, load) - loadOf(best, level, load);
    if (spread !== 0) return spread < 0;
  }
  return mix(problem.seed, site.cohort.ordinal) < mix(problem.seed, best.cohort.ordinal);
}

const loadOf = (site: Candidate, level: number, load: Int32Array): number =>
  load[site.cohort.domains[level] ?? -1] ?? 0;
