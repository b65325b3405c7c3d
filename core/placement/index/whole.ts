import type { SpreadConstraint, SurviveConstraint } from '../../model/constraints.ts';

/** What is asked of a placement as a whole, its levels as positions in the index's list. */
export interface Terms {
  /** Levels at which the legs of each pair must differ. */
  readonly hard: readonly number[];
  /** Levels at which they should, in declared order; without those at which they must. */
  readonly soft: readonly number[];
  /** Every level at which they need not differ, also one that another constraint asks of them. */
  readonly lenient: readonly number[];
  /** Coarse levels first: legs in different racks are in different enclosures too. */
  readonly spread: readonly SpreadAtLevel[];
  /** The constraint that asks for the most domains. */
  readonly widest: SpreadConstraint | undefined;
  /** A policy's constraint that no volume without a second copy can meet. */
  readonly unsurvivable: SurviveConstraint | undefined;
}

/** The legs lie in at least so many domains. */
export interface SpreadAtLevel {
  readonly level: number;
  readonly atLeast: number;
}
