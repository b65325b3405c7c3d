import { stepsLeft, takeSteps } from '../policy/cel/program.ts';
import type { Allowance, Program } from '../policy/cel/program.ts';
import type { Expression } from '../policy/cel/tree.ts';
import type { CompiledPolicies, CompiledPolicy } from '../policy/compiled-policy.ts';
import { driveConstraint } from '../policy/drive-rules.ts';

/** One expression of a policy, ready to run. */
export interface PolicyProgram {
  readonly compiled: CompiledPolicy;
  /** From the policy's root to the text. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly expression: Expression;
  readonly program: Program;
}

/** The same policies with other programs in the place of their conditions and validations. */
export function wrapPrograms(policies: CompiledPolicies, wrap: (program: PolicyProgram) => Program): CompiledPolicies {
  const all = <Compiled extends CompiledPolicy>(compiled: Compiled): Compiled => wrapPolicy(compiled, wrap);
  return {
    config: policies.config.map(all),
    request: policies.request.map(all),
    drive: policies.drive.map(all).map((compiled) => ({
      ...compiled,
      constraints: compiled.validations.map((validation) =>
        driveConstraint(compiled.policy, validation, validation.program),
      ),
    })),
    placement: policies.placement.map(all),
    score: policies.score.map(all),
  };
}

const wrapPolicy = <Compiled extends CompiledPolicy>(
  compiled: Compiled,
  wrap: (program: PolicyProgram) => Program,
): Compiled => ({
  ...compiled,
  conditions: compiled.conditions.map((condition, at) => {
    const path = ['spec', 'matchConditions', at, 'expression'];
    return { ...condition, program: wrap({ compiled, path, ...condition }) };
  }),
  validations: compiled.validations.map((validation) => {
    const path = ['spec', 'validations', validation.index, 'expression'];
    return { ...validation, program: wrap({ compiled, path, ...validation }) };
  }),
});

/** A program that also takes its steps from what several may take together. */
export function metered({ program }: Pick<PolicyProgram, 'program'>, shared: Allowance): Program {
  const within = <Answer>(own: Allowance | undefined, run: (granted: Allowance) => Answer): Answer => {
    const left = own ? stepsLeft(own) : Infinity;
    const most = Math.min(left, shared.steps);
    const whenSpent = left <= shared.steps ? own?.whenSpent : undefined;
    const granted: Allowance = { steps: most, ...(whenSpent !== undefined && { whenSpent }) };
    const answer = run(granted);
    const spent = most - granted.steps;
    shared.steps -= spent;
    if (own) takeSteps(own, spent);
    return answer;
  };
  return {
    evaluate: (roots, own) => within(own, (granted) => program.evaluate(roots, granted)),
    trace: (roots, own) => within(own, (granted) => program.trace(roots, granted)),
  };
}
