import type { ConstraintSource } from '../model/constraints.ts';
import type { Finding } from '../model/finding.ts';
import type { Placement } from '../model/volume.ts';
import type { Shortage } from './search.ts';

export type PlacementOutcome = Placed | Refusal;

export interface Placed {
  readonly kind: 'placed';
  readonly placement: Placement;
  /** Why these drives, a line a reason; true for as long as the inventory stays as it is. */
  readonly reasons: () => readonly string[];
}

/** Why a volume was not placed. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  /** One sentence, for a CSI error. */
  readonly message: string;
  /** How many drives there are, and what each constraint left of them, in order. */
  readonly drives: number;
  readonly funnel: readonly FunnelStep[];
  /** Per layout tried, what there is too little of. */
  readonly shortages: readonly Shortage[];
  /** What policies said, where they refused. */
  readonly findings: readonly Finding[];
}

export type RefusalCode =
  /** The size lies outside what the class or the backend takes. */
  | 'size-out-of-range'
  /** A policy denies the request. */
  | 'policy-denied'
  /** No drive is admitted, or too few have room. */
  | 'no-capacity'
  /** Nothing that the volume's nodes reach fits, though something else would. */
  | 'unreachable'
  /** The bounded search gave up; a placement may exist. */
  | 'search-bounded';

/** How many drives one constraint ruled out, of those that all earlier ones admitted. */
export interface FunnelStep {
  readonly source: ConstraintSource;
  /** What admitted drives are: "an HDD", "tagged fast". */
  readonly label: string;
  readonly ruledOut: number;
  readonly left: number;
}
