import { compareFit, everySiteOf } from './candidates.ts';
import type { Candidate, Fit } from './candidates.ts';
import { knowsLevels } from './domain-nesting.ts';
import { mix } from './hash.ts';
import { legCount } from './layout-options.ts';
import { capsHold, isOpenTo } from './restrictions.ts';
import { pairAcross, pairBySearch, spreadHolds } from './pairing.ts';
import { spaceOf } from './inventory-index.ts';
import { treeShape } from './index/tree-shape.ts';
import { cohortsOfPart } from './search.ts';
import type { SearchProblem } from './search.ts';

/** Steps that listing choices may take for one volume, whatever homes and backends it is done for. */
export interface StepBudget {
  left: number;
}

/** Places that nothing but their ids tells apart. The first ones are taken first. */
interface Group {
  readonly fit: Fit;
  readonly sites: readonly Candidate[];
}

/**
 * The choices of legs that fit as well as one that was found and keep every hard level, in array order. Each set of
 * drives comes once, paired in one way, and drives that nothing but their ids tells apart are one. In an order that
 * depends on the seed alone: those first that lie among the first few places, so that a few of them are unlike each
 * other. Soft levels are not looked at. Ends early when the steps are spent.
 */
export function* equalChoices(
  problem: SearchProblem,
  found: readonly Candidate[],
  steps: StepBudget,
): Generator<readonly Candidate[]> {
  const fits = distinctFits(found);
  const groups = groupsOf(problem, fits);
  const need = fits.map((fit) => found.filter((leg) => compareFit(leg.fit, fit) === 0).length);
  for (const legs of picks(problem, groups, fits, need, steps)) {
    const paired = pairLegs(problem, legs);
    if (paired) yield paired;
  }
}

const distinctFits = (legs: readonly Candidate[]): readonly Fit[] =>
  legs.map(({ fit }) => fit).filter((fit, at, all) => all.findIndex((other) => compareFit(fit, other) === 0) === at);

/** Places of these fits: a group per cohort and fit, but one for each drive that is sliced already. */
function groupsOf(problem: SearchProblem, fits: readonly Fit[]): readonly Group[] {
  const { index, option, terms, seed, part } = problem;
  const hard = option.copies === 2 ? terms.hard : [];
  const groups: Group[] = [];
  for (const cohort of cohortsOfPart(problem)) {
    if (!knowsLevels(cohort, hard) || !isOpenTo(cohort, problem.restrictions.hard)) continue;
    for (const fit of fits) {
      const sites = everySiteOf(index, cohort, option).filter((site) => compareFit(site.fit, fit) === 0);
      const { used } = spaceOf(index, cohort);
      const blank = sites.filter(({ drive }) => !used.has(drive)).slice(0, legCount(option));
      if (blank.length > 0) groups.push({ fit, sites: blank });
      for (const site of sites) if (used.has(site.drive)) groups.push({ fit, sites: [site] });
    }
  }
  const rank = ({ sites: [site] }: Group): number => (site ? mix(seed, site.cohort.position >> index.layout.shift) : 0);
  const tier = ({ sites: [site] }: Group): number => (site && part.worth?.of(site.cohort)) ?? 0;
  // Sorting is stable: groups of one cohort stay in the order of their drives.
  return groups.sort((a, b) => tier(a) - tier(b) || rank(a) - rank(b));
}

/**
 * Every way to pick so many places of each fit from groups, no more than half of the legs in one domain of a hard level.
 * The last group that is picked from changes slowest.
 */
function* picks(
  problem: SearchProblem,
  groups: readonly Group[],
  fits: readonly Fit[],
  wanted: readonly number[],
  steps: StepBudget,
): Generator<readonly Candidate[]> {
  const { index, option, terms } = problem;
  const levels = option.copies === 2 ? [...new Set(terms.hard)] : [];
  const load = new Int32Array(index.sites.domainCount);
  const fitOf = groups.map(({ fit }) => fits.findIndex((other) => compareFit(fit, other) === 0));
  const before = placesBefore(groups, fitOf, fits.length);
  const suffices = (at: number, need: readonly number[]): boolean =>
    need.every((count, fit) => count <= (before[at]?.[fit] ?? 0));
  const domainAt = ([site]: readonly Candidate[], level: number): number => site?.cohort.domains[level] ?? 0;
  const add = (sites: readonly Candidate[], count: number): void => {
    for (const level of levels) load[domainAt(sites, level)] = (load[domainAt(sites, level)] ?? 0) + count;
  };
  const hasRoom = (sites: readonly Candidate[], count: number): boolean =>
    levels.every((level) => (load[domainAt(sites, level)] ?? 0) + count <= option.stripes);

  function* pick(end: number, need: readonly number[]): Generator<readonly Candidate[]> {
    if (need.every((count) => count === 0)) yield [];
    for (let at = 0; at < end; at++) {
      const { sites } = groups[at] ?? { sites: [] };
      const fit = fitOf[at] ?? 0;
      for (let count = 1; count <= Math.min(sites.length, need[fit] ?? 0); count++) {
        if (--steps.left < 0) return;
        const rest = need.map((still, other) => (other === fit ? still - count : still));
        if (!suffices(at, rest) || !hasRoom(sites, count)) continue;
        add(sites, count);
        for (const picked of pick(at, rest)) yield [...picked, ...sites.slice(0, count)];
        add(sites, -count);
      }
    }
  }
  yield* pick(groups.length, wanted);
}

/** Places of each fit in the groups before each. */
function placesBefore(
  groups: readonly Group[],
  fitOf: readonly number[],
  fits: number,
): readonly (readonly number[])[] {
  let places: readonly number[] = new Array<number>(fits).fill(0);
  return groups.map(({ sites }, at) => {
    const before = places;
    places = before.map((count, fit) => (fit === fitOf[at] ? count + sites.length : count));
    return before;
  });
}

/** The legs with those of each pair adjacent; `undefined` where they cannot keep every hard constraint. */
function pairLegs(problem: SearchProblem, legs: readonly Candidate[]): readonly Candidate[] | undefined {
  const { option, terms, restrictions } = problem;
  if (!spreadHolds(legs, terms.spread) || !capsHold(legs, restrictions.hard)) return undefined;
  if (option.copies === 1) return legs;
  const cohorts = legs.map(({ cohort }) => cohort);
  const { coarsest, pairing } = treeShape(cohorts, { ...terms, counting: restrictions.counting });
  if (coarsest.length <= 1) return pairAcross(legs, option.stripes, pairing);
  const offers = legs.map((leg) => ({ cohort: leg.cohort, sites: [leg] }));
  const paired = pairBySearch({
    offers,
    levels: coarsest,
    stripes: option.stripes,
    spread: terms.spread,
    caps: restrictions.hard,
  });
  return paired.kind === 'found' ? paired.legs : undefined;
}
