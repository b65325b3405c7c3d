/** The policy engine: checks PlacementPolicies, and turns them into findings and constraints. */
export { compileInTurns, compilePolicies } from './check-policies.ts';
export type { PolicyProblem } from './check-expression.ts';
export type { CompiledPolicies } from './compiled-policy.ts';
export { checkConfiguration } from './config-rules.ts';
export type { PolicyDenial } from './config-rules.ts';
export { costlyDrivePolicies } from './drive-steps.ts';
export type { CostlyDrivePolicy } from './drive-steps.ts';
export { exemptionsOfRequest } from './exceptions.ts';
export { forAnyClaim } from './reads-claim.ts';
export { constraintsFor } from './request-rules.ts';
export { ruleOf } from './run-policy.ts';
export { reviewPlacement } from './review-placement.ts';
export { sizesInTurns } from './sizes-in-policies.ts';
