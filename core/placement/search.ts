import type { SpreadConstraint, SurviveConstraint } from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate, CohortCandidates } from './candidates.ts';
import { coarsestLevels, isNested, knowsLevels } from './domain-nesting.ts';
import { pickGreedily } from './greedy.ts';
import type { DomainCap, GreedyProblem, Phase } from './greedy.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import { pairAcross, pairBySearch } from './pairing.ts';
import { hashText } from './hash.ts';

/** What the search knows of a request: constraints, no parameters and no rules. */
export interface SearchProblem {
  readonly index: InventoryIndex;
  readonly option: LayoutOption;
  /** The cohorts that every drive constraint admits. */
  readonly admitted: readonly Cohort[];
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
  readonly seed: string;
  /** Of places that fit equally well, those on drives that are worth more come first. Left out: all are worth the same. */
  readonly worth?: DriveWorth | undefined;
}

export type DriveWorth = (cohort: Cohort) => number;

export type SearchResult =
  /** `exact`: nothing fits better, nor as well and is worth more. */
  | { readonly kind: 'found'; readonly legs: readonly Candidate[]; readonly exact: boolean }
  | { readonly kind: 'short'; readonly shortage: Shortage }
  /** The search gave up: nothing is proven. */
  | { readonly kind: 'bounded'; readonly by: SearchBound };

/** What made a search too long: levels that cross, or rules that are no constraint. */
export type SearchBound = 'crossing-levels' | 'filters';

/** What there is too little of, as a proof: `have` is the most that any choice could reach. */
export interface Shortage {
  readonly layout: LayoutOption;
  /** The level whose domains are too few; `undefined` where drives as such are. */
  readonly level: LevelName | undefined;
  readonly need: number;
  readonly have: number;
}

/** The best legs for one layout, in array order; or what is short. */
export function searchLegs(problem: SearchProblem): SearchResult {
  const { index, option } = problem;
  const tooSpread = problem.spread.find((constraint) => constraint.atLeast > legCount(option));
  if (tooSpread) return spreadShortage(option, tooSpread);
  const offers = candidatesOf(problem.admitted, option);
  if (option.copies === 1) return searchUnmirrored(problem, offers);
  const hard = levelsOf(index, problem.survive, true);
  const known = offers.filter(({ cohort }) => knowsLevels(cohort, hard));
  const cohorts = known.map(({ cohort }) => cohort);
  const coarsest = coarsestLevels(cohorts, hard);
  const spread = spreadPositions(problem).map(({ level }) => level);
  if (!formOneTree(cohorts, coarsest, spread)) return searchCrossing(problem, offers, known, coarsest);
  const caps = coarsest.map((level) => ({ level, most: option.stripes }));
  const required = greedyProblem(problem, known, caps);
  const legs = pickGreedily(required);
  if (legs.length < legCount(option)) return short(problem, offers, coarsest[0], legs.length);
  const best = withSoftLevels(problem, required, legs);
  return { kind: 'found', legs: pairAcross(best, option.stripes, pairingOrder(index, best, coarsest)), exact: true };
}

const spreadShortage = (layout: LayoutOption, { level, atLeast }: SpreadConstraint): SearchResult => ({
  kind: 'short',
  shortage: { layout, level, need: atLeast, have: legCount(layout) },
});

/**
 * Whether the greedy choice is exact: at most one level must differ within pairs, and all levels nest. With several
 * levels to spread over, a leg that counts at one and is unknown at another breaks the tree.
 */
function formOneTree(cohorts: readonly Cohort[], mustDiffer: readonly number[], spread: readonly number[]): boolean {
  if (mustDiffer.length > 1) return false;
  if (new Set(spread).size > 1 && !cohorts.every((cohort) => knowsLevels(cohort, spread))) return false;
  const levels = [...mustDiffer, ...spread];
  const counted = cohorts.filter((cohort) => knowsLevels(cohort, levels));
  return levels.every((a) => levels.every((b) => isNested(counted, a, b) || isNested(counted, b, a)));
}

function searchUnmirrored(problem: SearchProblem, offers: readonly CohortCandidates[]): SearchResult {
  const unsurvivable = problem.survive.find((constraint) => constraint.hard && constraint.source.kind === 'policy');
  if (unsurvivable) {
    return { kind: 'short', shortage: { layout: problem.option, level: unsurvivable.level, need: 2, have: 1 } };
  }
  const spread = spreadPositions(problem).map(({ level }) => level);
  const known = offers.filter(({ cohort }) => knowsLevels(cohort, spread));
  const legs = pickGreedily(greedyProblem(problem, known, []));
  return legs.length < legCount(problem.option)
    ? short(problem, offers, undefined, legs.length)
    : { kind: 'found', legs, exact: true };
}

/** Levels that do not nest, such as power feed and rack, make pairing a matching problem: search it, within a bound. */
function searchCrossing(
  problem: SearchProblem,
  offers: readonly CohortCandidates[],
  known: readonly CohortCandidates[],
  levels: readonly number[],
): SearchResult {
  const { stripes } = problem.option;
  const paired = pairBySearch({ offers: known, levels, stripes, spread: spreadPositions(problem) });
  switch (paired.kind) {
    case 'found':
      return { ...paired, exact: false };
    case 'bounded':
      return { kind: 'bounded', by: 'crossing-levels' };
    case 'none':
      return short(problem, offers, levels[0], paired.most);
  }
}

function greedyProblem(
  problem: SearchProblem,
  offers: readonly CohortCandidates[],
  caps: readonly DomainCap[],
): GreedyProblem {
  return {
    offers,
    caps,
    phases: phasesOf(problem),
    levelCount: problem.index.levels.length,
    domainCount: problem.index.domainCount,
    seed: hashText(problem.seed),
    worth: problem.worth,
  };
}

/**
 * "At least n domains" is met by picking the first n legs from different domains; what is picked so far can always be
 * completed. Coarse levels come first: legs in different racks are in different enclosures too.
 */
function phasesOf(problem: SearchProblem): readonly Phase[] {
  const total = legCount(problem.option);
  const phases: Phase[] = [];
  let picked = 0;
  for (const { level, atLeast } of spreadPositions(problem)) {
    const picks = Math.min(atLeast, total) - picked;
    if (picks <= 0) continue;
    phases.push({ picks, caps: [{ level, most: 1 }] });
    picked += picks;
  }
  return [...phases, { picks: total - picked, caps: [] }];
}

export const spreadPositions = (problem: SearchProblem): { level: number; atLeast: number }[] =>
  problem.spread
    .map(({ level, atLeast }) => ({ level: problem.index.levels.indexOf(level), atLeast }))
    .sort((a, b) => a.level - b.level);

/** Keeps soft levels as far as the drives allow: in declared order, each with the fewest pairs that share a domain. */
function withSoftLevels(
  problem: SearchProblem,
  required: GreedyProblem,
  fallback: readonly Candidate[],
): readonly Candidate[] {
  const { stripes } = problem.option;
  let caps = required.caps;
  let best = fallback;
  // Of a level that must be survived there is nothing left to strive for: a cap on it again would only pick in another order.
  const hard = levelsOf(problem.index, problem.survive, true);
  const soft = levelsOf(problem.index, problem.survive, false).filter((level) => !hard.includes(level));
  for (const level of soft) {
    for (let shared = 0; shared < stripes; shared++) {
      const tighter = [...caps, { level, most: stripes + shared }];
      const legs = pickGreedily({ ...required, caps: tighter });
      if (legs.length < fallback.length) continue;
      caps = tighter;
      best = legs;
      break;
    }
  }
  return best;
}

export const levelsOf = (
  index: InventoryIndex,
  survive: readonly SurviveConstraint[],
  hard: boolean,
): readonly number[] =>
  survive.filter((constraint) => constraint.hard === hard).map((constraint) => index.levels.indexOf(constraint.level));

/** The levels that pairs are told apart by: the one that must differ first, then the others coarse to fine. */
export function pairingOrder(
  index: InventoryIndex,
  legs: readonly Candidate[],
  coarsest: readonly number[],
): readonly number[] {
  const all = index.levels.map((_, level) => level);
  const [must] = coarsest;
  if (must === undefined) return all;
  const cohorts = legs.map((leg) => leg.cohort);
  const coarser = all.filter((level) => level !== must && isNested(cohorts, must, level));
  const rest = all.filter((level) => level !== must && !coarser.includes(level));
  return [...coarser, must, ...rest];
}

function short(
  problem: SearchProblem,
  offers: readonly CohortCandidates[],
  level: number | undefined,
  reached: number,
): SearchResult {
  const { option, index } = problem;
  const drives = offers.reduce((sum, offer) => sum + offer.sites.length, 0);
  const name = level === undefined ? undefined : index.levels[level];
  const spread = problem.spread.find(({ atLeast }) => reached < atLeast && drives >= atLeast);
  if (spread)
    return { kind: 'short', shortage: { layout: option, level: spread.level, need: spread.atLeast, have: reached } };
  if (level === undefined || name === undefined || drives < legCount(option)) {
    return { kind: 'short', shortage: { layout: option, level: undefined, need: legCount(option), have: drives } };
  }
  if (option.stripes === 1) {
    const domains = new Set(offers.map((offer) => offer.cohort.domains[level] ?? -1).filter((domain) => domain >= 0));
    return { kind: 'short', shortage: { layout: option, level: name, need: 2, have: domains.size } };
  }
  return { kind: 'short', shortage: { layout: option, level: name, need: legCount(option), have: reached } };
}
