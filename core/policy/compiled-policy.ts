import type { DriveConstraint } from '../model/constraints.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Source } from './cel/explain.ts';
import type { Program } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import type { NamesOf } from './unbound-names.ts';

/** Policies that are free of problems, ready to run. */
export interface CompiledPolicies {
  readonly config: readonly CompiledPolicy[];
  readonly request: readonly CompiledPolicy[];
  readonly drive: readonly CompiledDrivePolicy[];
  readonly placement: readonly CompiledPolicy[];
}

export interface CompiledPolicy {
  readonly policy: PlacementPolicy;
  readonly conditions: readonly CompiledCondition[];
  /** What `variables.NAME` stands for, in declared order. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** The same with the texts they were read from. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The root variables that an expression of the policy reads. */
  readonly names: NamesOf;
  readonly validations: readonly CompiledValidation[];
  /** Whether it asks whose a request is. */
  readonly readsClaim: boolean;
}

/** A policy on drives, with each rule as a constraint that remembers its answers. */
export interface CompiledDrivePolicy extends CompiledPolicy {
  readonly constraints: readonly DriveConstraint[];
}

export interface CompiledCondition {
  readonly name: string;
  readonly text: string;
  readonly expression: Expression;
  readonly program: Program;
}

export interface CompiledValidation {
  /** Index into spec.validations. */
  readonly index: number;
  readonly text: string;
  readonly expression: Expression;
  readonly program: Program;
  readonly message: string | undefined;
  readonly messageProgram: Program | undefined;
}
