import type { PolicyName } from './ids.ts';

/** What a rule looks at, and so when it runs. */
export type PolicyScope = 'Config' | 'Request' | 'Drive' | 'Placement' | 'Score';

export type ValidationAction = 'Deny' | 'Warn' | 'Audit';

export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

/** A value that expressions read as `params.NAME`. */
export type PolicyParameter = { readonly name: string } & (
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'list'; readonly value: readonly string[] }
);

export interface Validation {
  /** What exceptions call it. */
  readonly name: string | undefined;
  /** CEL, bool: true admits. */
  readonly expression: string;
  readonly message: string | undefined;
  /** CEL, string: takes the place of `message` when it evaluates. */
  readonly messageExpression: string | undefined;
}

/** A number for a placement: more is better. */
export interface Score {
  readonly name: string | undefined;
  /** CEL, int or double. */
  readonly expression: string;
}

/**
 * A PlacementPolicy as it is in force; the shape is that of Kubernetes' ValidatingAdmissionPolicy. One that is bound is
 * there once per binding, and has what the binding says: its action, its parameters, its conditions beside its own.
 */
export interface PlacementPolicy {
  readonly name: PolicyName;
  /** The PolicyBinding that puts it in force; `undefined` where it is in force by itself. */
  readonly binding: string | undefined;
  readonly scope: PolicyScope;
  /** At scope Config, the kinds of object the rules run on; empty at every other scope. */
  readonly kinds: readonly string[];
  /** Minor version of Kubernetes 1 that must know every function; `undefined` where any function will do. */
  readonly kubernetesMinor: number | undefined;
  readonly parameters: readonly PolicyParameter[];
  /** All must hold, or the policy does not apply. Those of the binding come after those of the policy. */
  readonly matchConditions: readonly NamedExpression[];
  /** How many of them are the binding's. */
  readonly boundConditions: number;
  /** Evaluated when first read, in order; seen by later ones as `variables.NAME`. */
  readonly variables: readonly NamedExpression[];
  /** Empty at scope Score. */
  readonly validations: readonly Validation[];
  /** Empty at every other scope. */
  readonly scores: readonly Score[];
  readonly action: ValidationAction;
  /** What happens when an expression cannot be evaluated: `Fail` refuses, `Ignore` passes. */
  readonly failurePolicy: 'Fail' | 'Ignore';
}

/** Lets one object pass a rule that it breaks. */
export interface PolicyException {
  readonly name: string;
  readonly policy: PolicyName;
  /** Name of the validation; `undefined` means all of the policy. */
  readonly rule: string | undefined;
  readonly object: ExceptedObject;
  readonly reason: string;
  readonly approver: string;
  /** The last day on which it holds, UTC: YYYY-MM-DD. */
  readonly expires: string;
}

export interface ExceptedObject {
  /** A kind that is declared, PersistentVolumeClaim, or PersistentVolume. */
  readonly kind: string;
  /** Of a PersistentVolumeClaim alone. */
  readonly namespace: string | undefined;
  readonly name: string;
}
