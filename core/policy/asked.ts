import type { PlacementFilter, PlacementScore, PolicyConstraints } from '../model/constraints.ts';
import type { PlacementPolicy, PolicyException } from '../model/policy.ts';
import type { Allowance, Program } from './cel/program.ts';
import type { Fields, Value } from './cel/values.ts';

/** The request that policies are asked about. */
export interface AskedAbout {
  readonly view: Fields;
  readonly exemptions: readonly PolicyException[];
  /** That a policy may take to find out whether it applies and, once more, what its rules come to. */
  readonly ownShare: () => Allowance;
}

/** A score of one policy as the request reduces it. */
export interface RequestScore extends Pick<PlacementScore, 'source' | 'label' | 'ofDrive'> {
  readonly program: Program;
}

/** A rule of a free form as the request reduces it. */
export interface RequestFilter extends Pick<PlacementFilter, 'source' | 'label'> {
  readonly policy: PlacementPolicy;
  readonly program: Program;
  readonly request: Value;
}

/** What policies ask together. */
export interface Collected {
  /** All but what is tried on placements one by one. */
  readonly constraints: PolicyConstraints;
  /** By policy. */
  readonly filters: readonly (readonly RequestFilter[])[];
  readonly scores: readonly (readonly RequestScore[])[];
}
