import type { PlacementPolicy } from '../model/policy.ts';
import { estimateCost } from './cel/cost.ts';
import type { CostEstimate } from './cel/cost.ts';
import type { CheckedScope } from './cel/environment.ts';
import { parseExpression } from './cel/parse.ts';
import type { ExpressionProblem, ParsedExpression } from './cel/parse.ts';
import type { TextRange } from './cel/tree.ts';
import { unknownLevels } from './level-names.ts';
import { oneLine } from './run-policy.ts';

/** Something wrong with an expression of a policy. */
export interface PolicyProblem {
  readonly policy: PlacementPolicy;
  /** From the policy's root to the text: `['spec', 'validations', 0, 'expression']`. */
  readonly path: readonly (string | number)[];
  /** UTF-16 units of the text, the end exclusive. */
  readonly range: TextRange;
  readonly code: ExpressionProblem['code'] | 'policy/not-bool' | 'policy/too-costly' | 'reference/not-found';
  readonly message: string;
  readonly help?: string;
}

/** One policy under way: `problems` grows. */
export interface Compiler {
  readonly policy: PlacementPolicy;
  /** Every level there is; `undefined` where rules may name any. */
  readonly levels: readonly string[] | undefined;
  readonly problems: PolicyProblem[];
}

export type SoundExpression = Extract<ParsedExpression, { kind: 'parsed' }>;

/** Where an expression stands: what it can read, and what `variables.NAME` stands for. */
export interface Standing {
  readonly scope: CheckedScope;
  readonly variables: ReadonlyMap<string, SoundExpression>;
  /** Steps that it may take at most, by estimate. */
  readonly limit: number;
}

/** What an expression may be asked to be, and the types that are. */
const TYPES = {
  anything: undefined,
  bool: ['bool'],
  string: ['string'],
  'int or double': ['int', 'double'],
};

/** The expression, when it is sound, of the type, and cheap enough; else its problems are noted. */
export function checkExpression(
  compiler: Compiler,
  path: PolicyProblem['path'],
  text: string,
  { scope, variables, limit }: Standing,
  type: keyof typeof TYPES,
): SoundExpression | undefined {
  const parsed = parseExpression(text, scope);
  if (parsed.kind === 'problems') {
    report(compiler, path, parsed.problems);
    return undefined;
  }
  const whole = { start: 0, end: text.length };
  const wanted = TYPES[type];
  if (wanted && !wanted.includes(parsed.type) && parsed.type !== 'dyn') {
    const code = type === 'bool' ? 'policy/not-bool' : 'policy/type';
    const message = `the expression must be of type ${type}, not ${parsed.type}`;
    report(compiler, path, [{ code, range: whole, message }]);
    return undefined;
  }
  if (compiler.levels) report(compiler, path, unknownLevels(parsed.expression, compiler.levels));
  const estimate = estimateCost(parsed, scope, variables);
  if (estimate.steps > limit) report(compiler, path, [tooCostly(estimate, limit, text)]);
  return parsed;
}

/** Said at the part that takes most of it, which is what to change. */
function tooCostly(
  { steps, costliest }: CostEstimate,
  limit: number,
  text: string,
): Omit<PolicyProblem, 'policy' | 'path'> {
  const { start, end } = costliest.range;
  const isWhole = costliest.steps === steps && start === 0 && end >= text.trimEnd().length;
  const part = isWhole ? '' : `: ${oneLine(text.slice(start, end))} takes ${counted(costliest.steps)} of them`;
  return {
    code: 'policy/too-costly',
    range: costliest.range,
    message: `the expression may take ${counted(steps)} steps, more than ${counted(limit)}${part}`,
    help: 'Walk each list once, and put what does not change in a loop into spec.variables.',
  };
}

const counted = (steps: number): string =>
  steps >= Number.MAX_SAFE_INTEGER ? 'countless' : steps.toLocaleString('en');

function report(
  { policy, problems }: Compiler,
  path: PolicyProblem['path'],
  found: readonly Omit<PolicyProblem, 'policy' | 'path'>[],
): void {
  problems.push(...found.map((problem) => ({ ...problem, policy, path })));
}
