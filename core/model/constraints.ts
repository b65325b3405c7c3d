import type { BackendName, BandwidthDomainName, DomainName, DriveId, LevelName, PolicyName, PoolName } from './ids.ts';
import type { DriveClass } from './drive-class.ts';
import type { Finding } from './finding.ts';
import type { Layout } from './volume.ts';
import type { GiB } from './capacity.ts';

/** Who asked for a constraint: said in every refusal. */
export type ConstraintSource =
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'policy'; readonly policy: PolicyName; readonly index: number }
  | { readonly kind: 'inventory' };

/** Rules drives in or out, class by class. */
export interface DriveConstraint {
  readonly source: ConstraintSource;
  /** What an admitted drive has: "is an SSD", "has tag fast". Completes "312 drives ruled out: not …". */
  readonly label: string;
  admits(drives: DriveClass): boolean;
}

/** The two legs of each pair lie in different domains of the level. Soft ones are kept as far as possible. */
export interface SurviveConstraint {
  readonly source: ConstraintSource;
  readonly level: LevelName;
  readonly hard: boolean;
}

/** The legs lie in at least so many domains of the level. */
export interface SpreadConstraint {
  readonly source: ConstraintSource;
  readonly level: LevelName;
  readonly atLeast: number;
}

/**
 * Volumes of one workload keep apart, or together: where the others lie. Apart: no leg in a domain where another has
 * one. Together: where there are others, every leg in a domain where one of them has a leg. A leg whose domain is not
 * known is in neither.
 */
export interface WorkloadConstraint {
  readonly source: ConstraintSource;
  readonly kind: 'apart' | 'together';
  readonly level: LevelName;
  readonly hard: boolean;
  /** Domains of the level in which other volumes of the workload have legs, and how many volumes. */
  readonly present: ReadonlyMap<DomainName, number>;
}

/** What each leg reserves of the uplink of the bandwidth domain it lies in, and what is left of each. */
export interface BandwidthConstraint {
  readonly source: ConstraintSource;
  /** Bits per second that one leg of a layout reserves whose data lies over so many stripes; a whole number. */
  perLeg(stripes: number): number;
  /** Bits per second still unreserved; a domain that is missing has no declared capacity and no limit. */
  readonly left: ReadonlyMap<BandwidthDomainName, number>;
}

/** Goes by how the volume is laid out: decided, or a constraint, once that is known. */
export interface LayoutConstraint {
  readonly source: ConstraintSource;
  /** Completes "ruled out …": "as policy p asks (…)". */
  readonly label: string;
  under(layout: Layout, legs: number): LayoutDemand;
}

/** What is asked of placements of one layout. */
export interface LayoutDemand {
  /** False where no placement of the layout will do. */
  readonly admitted: boolean;
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
}

/** Any other rule on a whole placement: tried on a bounded number of candidates. */
export interface PlacementFilter {
  readonly source: ConstraintSource;
  readonly label: string;
  admits(candidate: PlacementView): boolean;
}

/** Ranks placements that fit equally well: of those, the one with the highest sum of scores is taken. */
export interface PlacementScore {
  readonly source: ConstraintSource;
  /** Who scores: "policy fewer-boxes, score 0". */
  readonly label: string;
  /** More is better; `undefined` where it cannot be worked out, which counts as 0. */
  score(candidate: PlacementView): number | undefined;
  /**
   * Where the score of a placement is the sum of what each of its legs' drives is worth: that of one drive, `undefined`
   * where it cannot be worked out. The search then finds the highest without looking at placements one by one.
   */
  readonly ofDrive: ((drives: DriveClass) => number | undefined) | undefined;
}

/** A placement as rules see it. */
export interface PlacementView {
  readonly backend: BackendName;
  /** The pools of the backend that every leg lies in. */
  readonly pools: readonly PoolName[];
  readonly layout: Layout;
  readonly size: GiB;
  /** In array order; pairs adjacent in mirrored layouts. */
  readonly legs: readonly LegView[];
}

export interface LegView {
  readonly drive: DriveId;
  readonly drives: DriveClass;
  readonly extent: GiB;
  /** GiB of the drive that nobody else may use because of this leg; 0 for slices. */
  readonly stranded: GiB;
  /** GiB of the drive that others may use, with this leg on it; 0 for whole drives. */
  readonly left: GiB;
}

/** What is asked of one request by policies and by the volumes there are, beside what its class parameters ask. */
export interface PolicyConstraints {
  readonly drives: readonly DriveConstraint[];
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
  readonly layouts: readonly LayoutConstraint[];
  readonly workload: readonly WorkloadConstraint[];
  readonly bandwidth: readonly BandwidthConstraint[];
  readonly filters: readonly PlacementFilter[];
  readonly scores: readonly PlacementScore[];
  /** Denials, warnings and audit notes of Request rules, and rules that could not be evaluated. */
  readonly findings: readonly Finding[];
}

export const NO_POLICY_CONSTRAINTS: PolicyConstraints = {
  drives: [],
  survive: [],
  spread: [],
  layouts: [],
  workload: [],
  bandwidth: [],
  filters: [],
  scores: [],
  findings: [],
};

/** What all of them ask. */
export const together = (all: readonly PolicyConstraints[]): PolicyConstraints => ({
  drives: all.flatMap(({ drives }) => drives),
  survive: all.flatMap(({ survive }) => survive),
  spread: all.flatMap(({ spread }) => spread),
  layouts: all.flatMap(({ layouts }) => layouts),
  workload: all.flatMap(({ workload }) => workload),
  bandwidth: all.flatMap(({ bandwidth }) => bandwidth),
  filters: all.flatMap(({ filters }) => filters),
  scores: all.flatMap(({ scores }) => scores),
  findings: all.flatMap(({ findings }) => findings),
});

/** What is asked of the pairs and the domains of a placement of this layout. */
export function askedUnder(
  { survive, spread, layouts }: Pick<PolicyConstraints, 'survive' | 'spread' | 'layouts'>,
  layout: Layout,
  legs: number,
): Pick<LayoutDemand, 'survive' | 'spread'> {
  const demands = layouts.map((each) => each.under(layout, legs));
  return {
    survive: [...survive, ...demands.flatMap((demand) => demand.survive)],
    spread: [...spread, ...demands.flatMap((demand) => demand.spread)],
  };
}

/** Bandwidth domains from which a set of drives must be reachable together. */
export interface ReachAlternative {
  readonly home: BandwidthDomainName;
  readonly reaches: ReadonlySet<BandwidthDomainName>;
}
