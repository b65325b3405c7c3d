import type { SpreadConstraint, SurviveConstraint } from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate, CohortCandidates } from './candidates.ts';
import { isNested, knowsLevels } from './domain-nesting.ts';
import { isAdmitted } from './index/admission.ts';
import type { Admission, AdmittedStock } from './index/admission.ts';
import { positionsWithRoom } from './index/stock.ts';
import { treeShape } from './index/tree-shape.ts';
import type { TreeShape } from './index/tree-shape.ts';
import { cohortsOf } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { isWhole, legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import { pairAcross, pairBySearch } from './pairing.ts';
import { pickLegs } from './pick.ts';
import type { DomainCap, Phase, PickProblem } from './pick.ts';

/** What the search knows of a request: constraints, no parameters and no rules. */
export interface SearchProblem {
  readonly index: InventoryIndex;
  readonly option: LayoutOption;
  readonly admission: Admission;
  /** The part of the inventory to look in; its worths say which of places that fit equally well come first. */
  readonly part: AdmittedStock;
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
  readonly seed: number;
  /** Positions of cohorts that are left out. */
  readonly banned: ReadonlySet<number>;
}

export const NOTHING_BANNED: ReadonlySet<number> = new Set();

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
  if (option.copies === 1) return searchUnmirrored(problem);
  const hard = levelsOf(index, problem.survive, true);
  const { coarsest, isOneTree } = shapeOf(problem, hard);
  return isOneTree ? searchTree(problem, hard, coarsest) : searchCrossing(problem, hard);
}

/** Picks legs one by one. Of the levels that nest the coarsest decides; the others must be known all the same. */
function searchTree(problem: SearchProblem, hard: readonly number[], coarsest: readonly number[]): SearchResult {
  const { index, option } = problem;
  const required = pickProblem(
    problem,
    hard.map((level) => ({ level, most: option.stripes })),
  );
  const legs = pickLegs(required);
  if (legs.length < legCount(option)) return short(problem, offersOf(problem), coarsest[0], legs.length);
  const best = withSoftLevels(problem, required, legs);
  return { kind: 'found', legs: pairAcross(best, option.stripes, pairingOrder(index, best, coarsest)), exact: true };
}

/** How the levels that are asked of lie to each other in this part of the inventory. Worked out once. */
function shapeOf(problem: SearchProblem, hard: readonly number[]): TreeShape {
  const spread = spreadPositions(problem).map(({ level }) => level);
  const { shapes } = problem.part;
  const key = `${hard.join(' ')}/${spread.join(' ')}`;
  const known = shapes.get(key);
  if (known) return known;
  const shape = treeShape(cohortsOfPart({ ...problem, banned: NOTHING_BANNED }), hard, spread);
  shapes.set(key, shape);
  return shape;
}

/** The cohorts that the search may choose from. Grows with the inventory: for what needs to see them all. */
export const cohortsOfPart = ({ index, admission, part, banned }: SearchProblem): readonly Cohort[] =>
  cohortsOf(index).filter(
    (cohort) => part.areas.has(cohort.area) && isAdmitted(admission, cohort) && !banned.has(cohort.position),
  );

/** What the cohorts with room for a leg offer. Grows with these. */
function offersOf({ index, part, option, banned }: SearchProblem): readonly CohortCandidates[] {
  const positions = [...positionsWithRoom(part.stock, option.extent, isWhole(option.layout))];
  const cohorts = positions
    .sort((a, b) => a - b)
    .flatMap((position) => {
      const cohort = banned.has(position) ? undefined : index.layout.cohortAt[position];
      return cohort ? [cohort] : [];
    });
  return candidatesOf(index, cohorts, option);
}

const spreadShortage = (layout: LayoutOption, { level, atLeast }: SpreadConstraint): SearchResult => ({
  kind: 'short',
  shortage: { layout, level, need: atLeast, have: legCount(layout) },
});

function searchUnmirrored(problem: SearchProblem): SearchResult {
  const unsurvivable = problem.survive.find((constraint) => constraint.hard && constraint.source.kind === 'policy');
  if (unsurvivable) {
    return { kind: 'short', shortage: { layout: problem.option, level: unsurvivable.level, need: 2, have: 1 } };
  }
  const legs = pickLegs(
    pickProblem(
      problem,
      spreadPositions(problem).map(({ level }) => knownAt(level)),
    ),
  );
  return legs.length < legCount(problem.option)
    ? short(problem, offersOf(problem), undefined, legs.length)
    : { kind: 'found', legs, exact: true };
}

/** Any number of legs in a domain, as long as it is known. */
const knownAt = (level: number): DomainCap => ({ level, most: Infinity });

/** Levels that do not nest, such as power feed and rack, make pairing a matching problem: search it, within a bound. */
function searchCrossing(problem: SearchProblem, hard: readonly number[]): SearchResult {
  const { stripes } = problem.option;
  const offers = offersOf(problem);
  const known = offers.filter(({ cohort }) => knowsLevels(cohort, hard));
  const spread = spreadPositions(problem);
  const { coarsest, isOneTree } = treeShape(
    known.map(({ cohort }) => cohort),
    hard,
    spread.map(({ level }) => level),
  );
  // What has room may nest where all that is admitted does not.
  if (isOneTree) return searchTree(problem, hard, coarsest);
  const paired = pairBySearch({ offers: known, levels: coarsest, stripes, spread });
  switch (paired.kind) {
    case 'found':
      return { ...paired, exact: false };
    case 'none':
      return short(problem, offers, coarsest[0], paired.most);
    case 'bounded':
      return { kind: 'bounded', by: 'crossing-levels' };
  }
}

const pickProblem = (problem: SearchProblem, caps: readonly DomainCap[]): PickProblem => ({
  index: problem.index,
  option: problem.option,
  stock: problem.part.stock,
  caps,
  phases: phasesOf(problem),
  seed: problem.seed,
  banned: problem.banned,
});

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
  required: PickProblem,
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
      const legs = pickLegs({ ...required, caps: tighter });
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
