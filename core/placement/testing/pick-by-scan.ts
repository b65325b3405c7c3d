import { candidatesOf, compareFit } from '../candidates.ts';
import type { Candidate } from '../candidates.ts';
import { mix } from '../hash.ts';
import { cohortsOf } from '../inventory-index.ts';
import type { Cohort } from '../inventory-index.ts';
import type { PickProblem } from '../pick.ts';

/**
 * What `pickLegs` picks, found by looking at every place for every leg. `areas`, `admits` and `tierOf` say again what the
 * stock was made of.
 */
export function pickByScan(
  { index, option, caps, phases, seed, banned }: PickProblem,
  { admits, tierOf }: { readonly admits: (cohort: Cohort) => boolean; readonly tierOf: (cohort: Cohort) => number },
): readonly Candidate[] {
  const picked: Candidate[] = [];
  const cohorts = cohortsOf(index).filter((cohort) => admits(cohort) && !banned.has(cohort.position));
  const rankOf = (cohort: Cohort): number => cohort.position >> index.layout.shift;
  const pathOf = (cohort: Cohort): readonly number[] =>
    index.sites.tree.runAt.map((runs) => runs[rankOf(cohort)] ?? -1);
  const crowding = (cohort: Cohort): readonly number[] =>
    pathOf(cohort).map((run, depth) => picked.filter((leg) => pathOf(leg.cohort)[depth] === run).length);
  const legsIn = (level: number, domain: number): number =>
    picked.filter((leg) => leg.cohort.domains[level] === domain).length;
  const distance = (cohort: Cohort): number => {
    const { ranks } = index.sites.tree;
    const start = mix(seed, picked.length) % Math.max(1, ranks);
    const rank = rankOf(cohort);
    return rank >= start ? rank - start : rank - start + ranks;
  };
  const compare = (a: Candidate, b: Candidate): number =>
    compareFit(a.fit, b.fit) ||
    tierOf(a.cohort) - tierOf(b.cohort) ||
    compareLists(crowding(a.cohort), crowding(b.cohort)) ||
    distance(a.cohort) - distance(b.cohort) ||
    a.cohort.position - b.cohort.position ||
    a.drive - b.drive;
  for (const phase of phases) {
    const allCaps = [...caps, ...phase.caps];
    for (let pick = 0; pick < phase.picks; pick++) {
      const left = candidatesOf(index, cohorts, { ...option, stripes: 1000 })
        .flatMap(({ sites }) => sites)
        .filter((site) => !picked.some((leg) => leg.cohort === site.cohort && leg.drive === site.drive))
        .filter(({ cohort }) =>
          allCaps.every(({ level, most }) => {
            const domain = cohort.domains[level] ?? -1;
            return domain >= 0 && legsIn(level, domain) < most;
          }),
        );
      const [best] = left.sort(compare);
      if (!best) return picked;
      picked.push(best);
    }
  }
  return picked;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
