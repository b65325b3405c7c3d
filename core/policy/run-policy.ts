import type { Finding, RuleReference, Severity } from '../model/finding.ts';
import type { PlacementPolicy, ValidationAction } from '../model/policy.ts';
import { explainFailure } from './cel/explain.ts';
import { formatValue } from './cel/format.ts';
import type { Source } from './cel/explain.ts';
import type { Allowance, Program } from './cel/program.ts';
import { isError, typeName } from './cel/values.ts';
import type { Result, Value } from './cel/values.ts';
import type { CompiledPolicy, CompiledScore, CompiledValidation } from './compiled-policy.ts';
import { finiteNumber } from './finite-number.ts';

/** A rule that does not hold, or cannot be evaluated and must. */
export interface Breach {
  readonly policy: PlacementPolicy;
  /** From the policy's root to the expression. */
  readonly path: readonly (string | number)[];
  /** Index into spec.validations, or spec.scores; 0 when a match condition could not be evaluated. */
  readonly index: number;
  readonly expression: string;
  readonly code: 'policy/denied' | 'policy/evaluation' | 'policy/excepted' | 'policy/too-many-steps';
  readonly severity: Severity;
  readonly message: string;
  /** What is wrong with how the rule says so. */
  readonly help?: string;
  /** What decided it: `request.sizeGiB` ▶ `16384`. */
  readonly values: Readonly<Record<string, string>>;
}

/** Whether the policy applies: all its conditions hold. One that is false decides, whatever the others fail with. */
export type Match =
  | { readonly kind: 'applies' }
  | { readonly kind: 'passes-by' }
  | { readonly kind: 'breached'; readonly breach: Breach };

export function matchPolicy(
  { policy, conditions }: CompiledPolicy,
  roots: readonly Value[],
  allowance?: Allowance,
): Match {
  if (conditions.length === 0) return APPLIES;
  let breach: Breach | undefined;
  for (const [at, { name, text, expression, program }] of conditions.entries()) {
    const result = program.evaluate(roots, allowance);
    if (result === false) return PASSES_BY;
    if (result === true) continue;
    breach ??= {
      policy,
      path: ['spec', 'matchConditions', at, 'expression'],
      index: 0,
      expression: text,
      code: 'policy/evaluation',
      severity: severityOf(policy),
      message: `match condition ${name} cannot be evaluated: ${reasonOf(result)}`,
      values: explained({ expression, text }, program, roots, NO_VARIABLES, allowance),
    };
  }
  if (!breach) return APPLIES;
  return policy.failurePolicy === 'Fail' ? { kind: 'breached', breach } : PASSES_BY;
}

const APPLIES: Match = { kind: 'applies' };
const PASSES_BY: Match = { kind: 'passes-by' };

/** What of the validations does not hold, given that the policy applies. Empty when all is well. */
export function breachesOf(
  compiled: CompiledPolicy,
  roots: readonly Value[],
  allowance?: Allowance,
): readonly Breach[] {
  let breaches: Breach[] | undefined;
  for (const validation of compiled.validations) {
    const breach = breachOf(compiled, validation, roots, allowance);
    if (breach) (breaches ??= []).push(breach);
  }
  return breaches ?? NO_BREACHES;
}

/** What most evaluations come to. */
const NO_BREACHES: readonly Breach[] = [];

/** Whether what a validation evaluated to lets things pass. */
export const admits = (policy: PlacementPolicy, result: Result): boolean =>
  result === true || (typeof result !== 'boolean' && policy.failurePolicy === 'Ignore');

/** The breach of one validation; `undefined` when it holds. `roots` may hold errors, for what is not known yet. */
export function breachOf(
  { policy, sources: variables }: CompiledPolicy,
  validation: CompiledValidation,
  roots: readonly Result[],
  allowance?: Allowance,
): Breach | undefined {
  const result = validation.program.evaluate(roots, allowance);
  if (admits(policy, result)) return undefined;
  const denied = result === false;
  return {
    policy,
    path: ['spec', 'validations', validation.index, 'expression'],
    index: validation.index,
    expression: validation.text,
    code: denied ? 'policy/denied' : 'policy/evaluation',
    severity: severityOf(policy),
    ...(denied
      ? messageOf(validation, roots, allowance)
      : { message: `the rule cannot be evaluated: ${reasonOf(result)}` }),
    values: explained(validation, validation.program, roots, variables, allowance),
  };
}

/** That a score cannot be worked out; `undefined` when it can, or need not. */
export function scoreBreachOf(
  { policy, sources }: CompiledPolicy,
  score: CompiledScore,
  roots: readonly Result[],
  allowance: Allowance,
): Breach | undefined {
  const { index, text, program } = score;
  const result = program.evaluate(roots, allowance);
  if (policy.failurePolicy === 'Ignore' || finiteNumber(result) !== undefined) return undefined;
  const why = isError(result) ? result.message : `expected a finite number, got ${formatValue(result)}`;
  return {
    policy,
    path: ['spec', 'scores', index, 'expression'],
    index,
    expression: text,
    code: 'policy/evaluation',
    severity: severityOf(policy),
    message: `the score cannot be evaluated, and counts as 0: ${why}`,
    values: explained(score, program, roots, sources, allowance),
  };
}

/** Scores refuse nothing, so what is wrong with one is told, and no more. */
const severityOf = ({ scope, action }: PlacementPolicy): Severity =>
  scope === 'Score' && action === 'Deny' ? 'warning' : SEVERITIES[action];

const SEVERITIES: Readonly<Record<ValidationAction, Severity>> = { Deny: 'error', Warn: 'warning', Audit: 'note' };

const reasonOf = (result: Result): string =>
  isError(result) ? result.message : `expected a bool, got ${typeName(result)}`;

/**
 * messageExpression where it yields one line of text, else message, else the expression, and why it is not the first: else a
 * messageExpression that fails looks like none. Source: Kubernetes, ValidatingAdmissionPolicy, validating/validator.go,
 * which writes that to its log.
 */
function messageOf(
  { messageProgram, message, text }: CompiledValidation,
  roots: readonly Result[],
  allowance: Allowance | undefined,
): Pick<Breach, 'message' | 'help'> {
  const computed = messageProgram?.evaluate(roots, allowance);
  if (typeof computed === 'string' && isOneLine(computed)) return { message: computed.trim() };
  const instead = message ?? `the rule does not hold: ${oneLine(text)}`;
  if (computed === undefined) return { message: instead };
  const why = isError(computed) ? computed.message : `it is to be one line of up to ${String(MAX_MESSAGE)} characters`;
  return { message: instead, help: `Mend the messageExpression of the rule, which gives no message: ${why}.` };
}

const MAX_MESSAGE = 1024;

const isOneLine = (text: string): boolean => text.trim() !== '' && text.length <= MAX_MESSAGE && !text.includes('\n');

/** An expression in one line, cut where it gets long. */
export function oneLine(expression: string): string {
  const line = expression.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

const NO_VARIABLES: ReadonlyMap<string, Source> = new Map();

/** What decided the answer; found by asking once more, and slowly. */
function explained(
  source: Source,
  program: Program,
  roots: readonly Result[],
  variables: ReadonlyMap<string, Source>,
  allowance: Allowance | undefined,
): Readonly<Record<string, string>> {
  const shown = explainFailure(source, program.trace(roots, allowance), variables);
  return Object.fromEntries(shown.map(({ text, value }) => [text, value]));
}

/** The rule of a policy, by its name if it has one. */
export function ruleOf(policy: PlacementPolicy, index: number, expression: string): RuleReference {
  const name = (policy.scope === 'Score' ? policy.scores : policy.validations)[index]?.name;
  return { policy: policy.name, index, ...(name !== undefined && { name }), expression };
}

/** The breach as people are told of it; where the rule stands is for those to add who know the files. */
export const findingOf = ({ policy, index, expression, code, severity, message, help, values }: Breach): Finding => ({
  code,
  severity,
  message,
  ...(help !== undefined && { help }),
  rule: ruleOf(policy, index, expression),
  values,
});
