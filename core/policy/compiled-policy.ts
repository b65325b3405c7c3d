import type { DriveConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { VolumeRequest } from '../model/volume.ts';
import type { AskedAbout, Collected } from './asked.ts';
import type { Source } from './cel/explain.ts';
import type { Allowance, Program } from './cel/program.ts';
import type { Expression } from './cel/tree.ts';
import type { NamesOf } from './unbound-names.ts';

/** Policies that are free of problems, ready to run. */
export interface CompiledPolicies {
  readonly config: readonly CompiledPolicy[];
  readonly request: readonly CompiledPolicy[];
  readonly drive: readonly CompiledDrivePolicy[];
  readonly placement: readonly CompiledPolicy[];
  readonly score: readonly CompiledPolicy[];
  /** Left out: nothing is kept from one request to the next. */
  readonly memo?: DemandMemo;
}

/** What policies asked of earlier requests. It answers for these lists and no others. */
export interface DemandMemo extends Pick<CompiledPolicies, 'drive' | 'placement' | 'score'> {
  ask(request: VolumeRequest, about: AskedAbout): Collected;
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
  /** Empty at scope Score. */
  readonly validations: readonly CompiledValidation[];
  /** Whether it asks whose a request is. */
  readonly readsClaim: boolean;
  /** Empty at every other scope. */
  readonly scores: readonly CompiledScore[];
}

/** A policy on drives, with each rule as a constraint that remembers its answers. */
export interface CompiledDrivePolicy extends CompiledPolicy {
  readonly constraints: readonly MeteredConstraint[];
}

/** A constraint whose question costs steps that can be counted. */
export interface MeteredConstraint extends DriveConstraint {
  /** Asks as far as the allowance goes: an answer that it ended is none, and is not kept. */
  askWithin(drives: DriveClass, allowance: Allowance): void;
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

export interface CompiledScore {
  /** Index into spec.scores. */
  readonly index: number;
  readonly name: string | undefined;
  readonly text: string;
  readonly expression: Expression;
  readonly program: Program;
  /** What one drive is worth, whatever the request; `undefined` where that depends on the request or on other legs. */
  readonly ofDrive: DriveWorth | undefined;
}

/** `undefined` for a drive whose worth cannot be worked out. Answers are kept for as long as the class of drives lives. */
export type DriveWorth = (drives: DriveClass) => number | undefined;
