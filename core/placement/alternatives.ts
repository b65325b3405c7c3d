import type { GiB } from '../model/capacity.ts';
import type { ReachAlternative } from '../model/constraints.ts';
import type { BackendName } from '../model/ids.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { Cohort } from './inventory-index.ts';
import { layoutOptions, legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';

/** One part of the inventory that a volume may lie in whole. */
export interface Alternative {
  readonly backend: BackendName;
  /** Position in the order of preference. */
  readonly rank: number;
  readonly cohorts: readonly Cohort[];
}

/** A volume lies in one backend, and where bandwidth domains count, within reach of one of them. */
export function alternativesOf(
  admitted: readonly Cohort[],
  reach: readonly ReachAlternative[] | undefined,
): readonly Alternative[] {
  const backends = new Map<BackendName, Cohort[]>();
  for (const cohort of admitted) {
    if (cohort.backend === undefined) continue;
    const list = backends.get(cohort.backend) ?? [];
    list.push(cohort);
    backends.set(cohort.backend, list);
  }
  const homes = reach ?? [undefined];
  return [...backends].flatMap(([backend, cohorts]) =>
    homes.map((home, rank) => ({ backend, rank, cohorts: home ? within(cohorts, home) : cohorts })),
  );
}

const within = (cohorts: readonly Cohort[], home: ReachAlternative): readonly Cohort[] =>
  cohorts.filter(({ drives }) => drives.bandwidthDomain !== undefined && home.reaches.has(drives.bandwidthDomain));

/** A layout, and the alternatives that may take it. */
export interface LayoutRound {
  readonly option: LayoutOption;
  readonly alternatives: readonly Alternative[];
}

/**
 * The layouts to try, fewest legs first. Each alternative says for itself which it allows: a large drive that a volume
 * cannot have does not decide how it is laid out.
 */
export function layoutRounds(
  { parameters }: VolumeRequest,
  size: GiB,
  alternatives: readonly Alternative[],
): readonly LayoutRound[] {
  const rounds = new Map<number, { option: LayoutOption; alternatives: Alternative[] }>();
  for (const alternative of alternatives) {
    for (const option of layoutOptions(parameters, size, alternative.cohorts)) {
      const round = rounds.get(legCount(option)) ?? { option, alternatives: [] };
      round.alternatives.push(alternative);
      rounds.set(legCount(option), round);
    }
  }
  return [...rounds].sort(([a], [b]) => a - b).map(([, round]) => round);
}
