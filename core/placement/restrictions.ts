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
  /** How many there are to try, the strictest first; where one can be kept, so can all that follow. */
  readonly count: number;
  readonly capAt: (at: number) => DomainCap;
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
  const wishes = workload.flatMap((constraint) => {
    const wish = wishOf(index, constraint);
    return wish ? [{ ...wish, hard: constraint.hard }] : [];
  });
  return {
    hard: [...uplinks, ...wishes.flatMap(({ hard, capAt }) => (hard ? [capAt(0)] : []))],
    soft: wishes.filter(({ hard }) => !hard),
    counting: uplinks.some(({ mostIn }) => [...(mostIn?.values() ?? [])].some((most) => most > 0))
      ? [index.sites.bandwidthLevel]
      : [],
  };
}

/** `undefined` where no other volume of the workload is there. */
function wishOf(index: InventoryIndex, { kind, level, present }: WorkloadConstraint): SoftRestriction | undefined {
  const position = index.levels.indexOf(level);
  const counts = numbered(index, level, present);
  if (counts.size === 0) return undefined;
  switch (kind) {
    case 'together':
      return {
        count: 1,
        capAt: () => inOneOf(position, counts),
        cost: farthest(position, (at) => (counts.has(at) ? 0 : 1)),
      };
    case 'apart': {
      const allowed = [0, ...new Set([...counts.values()].sort((a, b) => a - b))];
      const most = allowed.at(-1) ?? 0;
      return {
        // The last of them rules out none but those whose domain is not known.
        count: allowed.length,
        capAt: (at) => atMost(position, counts, allowed[at] ?? most),
        // Nobody knows who else is in a domain that is not known.
        cost: farthest(position, (domain) => (domain < 0 ? most + 1 : (counts.get(domain) ?? 0))),
      };
    }
  }
}

const inOneOf = (level: number, counts: ReadonlyMap<number, number>): DomainCap => ({
  level,
  most: 0,
  mostIn: new Map([...counts.keys()].map((domain) => [domain, Infinity])),
});

const atMost = (level: number, counts: ReadonlyMap<number, number>, allowed: number): DomainCap => ({
  level,
  most: Infinity,
  mostIn: new Map([...counts].flatMap(([domain, count]) => (count > allowed ? [[domain, 0] as const] : []))),
});

/** The cost of the leg that is farthest from what is wished. */
const farthest =
  (level: number, costAt: (domain: number) => number): SoftRestriction['cost'] =>
  (legs) =>
    legs.reduce((worst, { cohort }) => Math.max(worst, costAt(cohort.domains[level] ?? -1)), 0);

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
