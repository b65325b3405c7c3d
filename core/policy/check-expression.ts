import type { PlacementPolicy } from '../model/policy.ts';
import { estimateCost } from './cel/cost.ts';
import type { CostEstimate } from './cel/cost.ts';
import type { CheckedScope } from './cel/environment.ts';
import { leastSteps } from './cel/least-steps.ts';
import { parseExpression } from './cel/parse.ts';
import type { ExpressionProblem, ParsedExpression } from './cel/parse.ts';
import type { TextRange } from './cel/tree.ts';
import { unknownLevels } from './level-names.ts';
import { oneLine } from './run-policy.ts';
import type { StepBounds } from './scopes.ts';

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
export interface Standing extends StepBounds {
  readonly scope: CheckedScope;
  readonly variables: ReadonlyMap<string, SoundExpression>;
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
  standing: Standing,
  type: keyof typeof TYPES,
): SoundExpression | undefined {
  const { scope, variables, limit } = standing;
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
  else report(compiler, path, neverDone(parsed, standing, text, type));
  return parsed;
}

/** What can only be ended: it takes too many steps whatever it reads, for the lists that are written out in it. */
function neverDone(
  { expression }: SoundExpression,
  { variables, budget }: Standing,
  text: string,
  type: keyof typeof TYPES,
): readonly Omit<PolicyProblem, 'policy' | 'path'>[] {
  const bodies = new Map([...variables].map(([name, variable]) => [name, variable.expression]));
  const { steps, part } = leastSteps(expression, type === 'bool' ? 'true' : 'value', bodies, budget);
  if (steps <= budget) return [];
  const done = type === 'bool' ? 'comes to true' : 'has a value';
  return [
    {
      code: 'policy/too-costly',
      range: part.range,
      message: `the expression never ${done}: it is ended at ${counted(budget)} steps, and ${oneLine(text.slice(part.range.start, part.range.end))} takes ${counted(part.steps)} or more, whatever it reads`,
      help: 'Shorten the lists that are written out in it, or walk over fewer of them inside one another.',
    },
  ];
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
