import type { BandwidthConstraint, WorkloadConstraint } from '../model/constraints.ts';
import type { Candidate } from './candidates.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { legCount } from './layout-options.ts';
import type { LayoutOption } from './layout-options.ts';
import type { DomainCap } from './pick.ts';

/** What other volumes keep a placement from, or to: it changes with each volume, so it is worked out for each request. */
export interface Restrictions {
  readonly hard: readonly DomainCap[];
  /** In declared order. */
  readonly soft: readonly SoftRestriction[];
  /** Levels at which some domain takes some legs, but not all. */
  readonly counting: readonly number[];
}

/** Something to keep to as far as can be. */
export interface SoftRestriction {
  /** What to try, the strictest first; when none of it can be kept, nothing is. */
  readonly caps: readonly DomainCap[];
  /** How far a choice is from what is wished: 0 where it keeps to it. */
  readonly cost: (legs: readonly Candidate[]) => number;
}

export const UNRESTRICTED: Restrictions = { hard: [], soft: [], counting: [] };

export interface RestrictedBy {
  readonly workload: readonly WorkloadConstraint[];
  readonly bandwidth: readonly BandwidthConstraint[];
}

export function restrictionsFor(
  index: InventoryIndex,
  { workload, bandwidth }: RestrictedBy,
  option: LayoutOption,
): Restrictions {
  if (workload.length + bandwidth.length === 0) return UNRESTRICTED;
  const uplinks = bandwidth.flatMap((constraint) => uplinkCap(index, constraint, option));
  const kept = workload.map((constraint) => ({ constraint, caps: workloadCaps(index, constraint) }));
  return {
    hard: [...uplinks, ...kept.flatMap(({ constraint, caps }) => (constraint.hard ? caps.slice(0, 1) : []))],
    soft: kept.flatMap(({ constraint, caps }) =>
      constraint.hard || caps.length === 0 ? [] : [{ caps, cost: costOf(index, constraint) }],
    ),
    counting: uplinks.some(({ mostIn }) => [...(mostIn?.values() ?? [])].some((most) => most > 0))
      ? [index.sites.bandwidthLevel]
      : [],
  };
}

/** The strictest first. Nothing where no other volume of the workload is there. */
function workloadCaps(index: InventoryIndex, { kind, level, present }: WorkloadConstraint): readonly DomainCap[] {
  const position = index.levels.indexOf(level);
  const counts = numbered(index, level, present);
  if (counts.size === 0) return [];
  switch (kind) {
    case 'together':
      return [{ level: position, most: 0, mostIn: new Map([...counts.keys()].map((domain) => [domain, Infinity])) }];
    case 'apart':
      // The last of them rules out none but those whose domain is not known.
      return [0, ...new Set([...counts.values()].sort((a, b) => a - b))].map((allowed) => ({
        level: position,
        most: Infinity,
        mostIn: new Map([...counts].flatMap(([domain, count]) => (count > allowed ? [[domain, 0] as const] : []))),
      }));
  }
}

function costOf(index: InventoryIndex, { kind, level, present }: WorkloadConstraint): SoftRestriction['cost'] {
  const position = index.levels.indexOf(level);
  const counts = numbered(index, level, present);
  const most = Math.max(...counts.values()) + 1;
  const countAt = ({ cohort }: Candidate): number => {
    const domain = cohort.domains[position] ?? -1;
    const count = counts.get(domain) ?? 0;
    switch (kind) {
      case 'together':
        return count > 0 ? 0 : 1;
      case 'apart':
        // Nobody knows who else is in a domain that is not known.
        return domain < 0 ? most : count;
    }
  };
  return (legs) => legs.reduce((worst, leg) => Math.max(worst, countAt(leg)), 0);
}

function numbered(
  { sites }: InventoryIndex,
  level: WorkloadConstraint['level'],
  present: WorkloadConstraint['present'],
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [domain, count] of present) {
    const number = sites.numberOf(level, domain);
    if (number !== undefined && count > 0) counts.set(number, count);
  }
  return counts;
}

/** Domains whose uplink has not enough left for every leg. */
function uplinkCap(
  { sites }: InventoryIndex,
  constraint: BandwidthConstraint,
  option: LayoutOption,
): readonly DomainCap[] {
  const each = constraint.perLeg(option.stripes);
  if (each <= 0) return [];
  const mostIn = new Map<number, number>();
  for (const [domain, bits] of constraint.left) {
    const number = sites.numberOfBandwidthDomain(domain);
    const most = Math.max(0, Math.floor(bits / each));
    if (number !== undefined && most < legCount(option)) mostIn.set(number, most);
  }
  return mostIn.size === 0 ? [] : [{ level: sites.bandwidthLevel, most: Infinity, mostIn, unknownToo: true }];
}

/** Whether a cohort may have a leg at all. */
export const isOpenTo = ({ domains }: Cohort, caps: readonly DomainCap[]): boolean =>
  caps.every(({ level, most, mostIn, unknownToo }) => {
    const domain = domains[level] ?? -1;
    return domain < 0 ? unknownToo === true : (mostIn?.get(domain) ?? most) > 0;
  });

/** Whether no domain has more legs than it may. */
export const capsHold = (legs: readonly Candidate[], caps: readonly DomainCap[]): boolean =>
  caps.every(({ level, most, mostIn }) =>
    legs.every(({ cohort }) => {
      const domain = cohort.domains[level] ?? -1;
      const beside = legs.filter((leg) => leg.cohort.domains[level] === domain).length;
      return domain < 0 || beside <= (mostIn?.get(domain) ?? most);
    }),
  );
