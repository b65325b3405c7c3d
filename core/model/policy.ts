import type { PolicyName } from './ids.ts';

/** What a rule looks at, and so when it runs. */
export type PolicyScope = 'Config' | 'Request' | 'Drive' | 'Placement';

export type ValidationAction = 'Deny' | 'Warn' | 'Audit';

export interface NamedExpression {
  readonly name: string;
  readonly expression: string;
}

export interface Validation {
  /** CEL, bool: true admits. */
  readonly expression: string;
  readonly message: string | undefined;
  /** CEL, string: takes the place of `message` when it evaluates. */
  readonly messageExpression: string | undefined;
}

/** A PlacementPolicy as declared; the shape is that of Kubernetes' ValidatingAdmissionPolicy. */
export interface PlacementPolicy {
  readonly name: PolicyName;
  readonly scope: PolicyScope;
  /** At scope Config, the kinds of object the rules run on; empty at every other scope. */
  readonly kinds: readonly string[];
  /** All must hold, or the policy does not apply. */
  readonly matchConditions: readonly NamedExpression[];
  /** Evaluated when first read, in order; seen by later ones as `variables.NAME`. */
  readonly variables: readonly NamedExpression[];
  readonly validations: readonly Validation[];
  readonly action: ValidationAction;
  /** What happens when an expression cannot be evaluated: `Fail` refuses, `Ignore` passes. */
  readonly failurePolicy: 'Fail' | 'Ignore';
}
