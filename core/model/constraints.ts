import type { BackendName, BandwidthDomainName, DriveId, LevelName, PolicyName, PoolName } from './ids.ts';
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

/** What policies ask of one request, beside what its class parameters ask. */
export interface PolicyConstraints {
  readonly drives: readonly DriveConstraint[];
  readonly survive: readonly SurviveConstraint[];
  readonly spread: readonly SpreadConstraint[];
  readonly filters: readonly PlacementFilter[];
  readonly scores: readonly PlacementScore[];
  /** Denials, warnings and audit notes of Request rules, and rules that could not be evaluated. */
  readonly findings: readonly Finding[];
}

export const NO_POLICY_CONSTRAINTS: PolicyConstraints = {
  drives: [],
  survive: [],
  spread: [],
  filters: [],
  scores: [],
  findings: [],
};

/** What all of them ask. */
export const together = (all: readonly PolicyConstraints[]): PolicyConstraints => ({
  drives: all.flatMap(({ drives }) => drives),
  survive: all.flatMap(({ survive }) => survive),
  spread: all.flatMap(({ spread }) => spread),
  filters: all.flatMap(({ filters }) => filters),
  scores: all.flatMap(({ scores }) => scores),
  findings: all.flatMap(({ findings }) => findings),
});

/** Bandwidth domains from which a set of drives must be reachable together. */
export interface ReachAlternative {
  readonly home: BandwidthDomainName;
  readonly reaches: ReadonlySet<BandwidthDomainName>;
}
