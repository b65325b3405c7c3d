import type { SpreadConstraint } from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate, CohortCandidates } from './candidates.ts';
import { knowsLevels } from './domain-nesting.ts';
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
import { pairPreferring, pairsKeptApart, pickPreferring } from './soft-wishes.ts';
import { pickLegs } from './pick.ts';
import type { DomainCap, Phase, PickProblem } from './pick.ts';
import { isOpenTo } from './restrictions.ts';
import type { Restrictions } from './restrictions.ts';
import type { Terms } from './index/whole.ts';

/** What the search knows of a request: constraints, no parameters and no rules. */
export interface SearchProblem {
  readonly index: InventoryIndex;
  readonly option: LayoutOption;
  readonly admission: Admission;
  /** The part of the inventory to look in; its worths say which of places that fit equally well come first. */
  readonly part: AdmittedStock;
  readonly terms: Terms;
  readonly restrictions: Restrictions;
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
  const { option, terms } = problem;
  if (terms.widest && terms.widest.atLeast > legCount(option)) return spreadShortage(option, terms.widest);
  if (option.copies === 1) return searchUnmirrored(problem);
  const shape = shapeOf(problem);
  return shape.isOneTree ? searchTree(problem, shape) : searchCrossing(problem);
}

/** Picks legs one by one. Of the levels that nest the coarsest decides; the others must be known all the same. */
function searchTree(problem: SearchProblem, { coarsest, pairing, wishesNest }: TreeShape): SearchResult {
  const { option, terms, restrictions } = problem;
  const apart = terms.hard.map((level): DomainCap => ({ level, most: option.stripes }));
  const required = pickProblem(problem, [...apart, ...restrictions.hard]);
  const legs = pickLegs(required);
  if (legs.length < legCount(option)) return short(problem, offersOf(problem), coarsest[0], legs.length);
  const best = pickPreferring(problem, required, legs);
  const paired = pairAcross(best, option.stripes, pairing);
  if (wishesNest) return { kind: 'found', legs: paired, exact: true };
  const search = { levels: coarsest, stripes: option.stripes, spread: terms.spread, caps: restrictions.hard };
  const better = pairsKeptApart(paired, terms.soft, (levels) =>
    pairBySearch({ ...search, levels: [...coarsest, ...levels], offers: offersOf(problem) }),
  );
  return { kind: 'found', legs: better, exact: false };
}

/** How the levels that are asked of lie to each other in this part of the inventory. Worked out once. */
function shapeOf(problem: SearchProblem): TreeShape {
  const { part, terms, restrictions } = problem;
  const shapes = restrictions.counting.length === 0 ? part.shapes : part.countingShapes;
  const known = shapes.get(terms);
  if (known) return known;
  const cohorts = cohortsOfPart({ ...problem, banned: NOTHING_BANNED });
  const shape = treeShape(cohorts, { ...terms, counting: restrictions.counting });
  shapes.set(terms, shape);
  return shape;
}

/** The cohorts that the search may choose from. Grows with the inventory: for what needs to see them all. */
export const cohortsOfPart = ({
  index,
  admission,
  part,
  banned,
}: Pick<SearchProblem, 'index' | 'admission' | 'part' | 'banned'>): readonly Cohort[] =>
  cohortsOf(index).filter(
    (cohort) => part.areas.has(cohort.area) && isAdmitted(admission, cohort) && !banned.has(cohort.position),
  );

/** What the cohorts with room for a leg offer. Grows with these. */
function offersOf({ index, part, option, banned, restrictions }: SearchProblem): readonly CohortCandidates[] {
  const positions = [...positionsWithRoom(part.stock, option.extent, isWhole(option.layout))];
  const cohorts = positions
    .sort((a, b) => a - b)
    .flatMap((position) => {
      const cohort = banned.has(position) ? undefined : index.layout.cohortAt[position];
      return cohort && isOpenTo(cohort, restrictions.hard) ? [cohort] : [];
    });
  return candidatesOf(index, cohorts, option);
}

const spreadShortage = (layout: LayoutOption, { level, atLeast }: SpreadConstraint): SearchResult => ({
  kind: 'short',
  shortage: { layout, level, need: atLeast, have: legCount(layout) },
});

function searchUnmirrored(problem: SearchProblem): SearchResult {
  const { option, terms, restrictions } = problem;
  if (terms.unsurvivable) {
    return { kind: 'short', shortage: { layout: option, level: terms.unsurvivable.level, need: 2, have: 1 } };
  }
  const known = terms.spread.map(({ level }) => knownAt(level));
  const required = pickProblem(problem, [...known, ...restrictions.hard]);
  const legs = pickLegs(required);
  return legs.length < legCount(option)
    ? short(problem, offersOf(problem), undefined, legs.length)
    : { kind: 'found', legs: pickPreferring(problem, required, legs), exact: true };
}

const NO_CAPS: readonly DomainCap[] = [];

/** Any number of legs in a domain, as long as it is known. */
const knownAt = (level: number): DomainCap => ({ level, most: Infinity });

/** Levels that do not nest, such as power feed and rack, make pairing a matching problem: search it, within a bound. */
function searchCrossing(problem: SearchProblem): SearchResult {
  const { option, terms, restrictions } = problem;
  const offers = offersOf(problem);
  const known = offers.filter(({ cohort }) => knowsLevels(cohort, terms.hard));
  const shape = treeShape(
    known.map(({ cohort }) => cohort),
    { ...terms, counting: restrictions.counting },
  );
  // What has room may nest where all that is admitted does not.
  if (shape.isOneTree) return searchTree(problem, shape);
  const { coarsest } = shape;
  const search = { levels: coarsest, stripes: option.stripes, spread: terms.spread };
  const paired = pairBySearch({ ...search, offers: known, caps: restrictions.hard });
  switch (paired.kind) {
    case 'found':
      return {
        kind: 'found',
        legs: pairPreferring(restrictions, { ...search, offers: known }) ?? paired.legs,
        exact: false,
      };
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
  if (problem.terms.spread.length === 0) return [{ picks: total, caps: NO_CAPS }];
  const phases: Phase[] = [];
  let picked = 0;
  for (const { level, atLeast } of problem.terms.spread) {
    const picks = Math.min(atLeast, total) - picked;
    if (picks <= 0) continue;
    phases.push({ picks, caps: [{ level, most: 1 }] });
    picked += picks;
  }
  phases.push({ picks: total - picked, caps: NO_CAPS });
  return phases;
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
  const spread = problem.terms.spread.find(({ atLeast }) => reached < atLeast && drives >= atLeast);
  if (spread) {
    const { atLeast } = spread;
    return {
      kind: 'short',
      shortage: { layout: option, level: index.levels[spread.level], need: atLeast, have: reached },
    };
  }
  if (level === undefined || name === undefined || drives < legCount(option)) {
    return { kind: 'short', shortage: { layout: option, level: undefined, need: legCount(option), have: drives } };
  }
  if (option.stripes === 1) {
    const domains = new Set(offers.map((offer) => offer.cohort.domains[level] ?? -1).filter((domain) => domain >= 0));
    return { kind: 'short', shortage: { layout: option, level: name, need: 2, have: domains.size } };
  }
  return { kind: 'short', shortage: { layout: option, level: name, need: legCount(option), have: reached } };
}
