import type { PlacementPolicy } from '../../model/policy.ts';
import { estimateCost } from '../cel/cost.ts';
import { withVariables } from '../cel/environment.ts';
import type { CheckedScope } from '../cel/environment.ts';
import { parseExpression } from '../cel/parse.ts';
import type { ExpressionProblem, ParsedExpression } from '../cel/parse.ts';
import { createScopes, narrowedTo, stepBoundsOf } from '../scopes.ts';
import type { PolicyScopes, StepBounds } from '../scopes.ts';
import { fieldsRead } from './fields-read.ts';

export type ExpressionRole = 'match-condition' | 'variable' | 'validation' | 'message' | 'score';

/** One expression of a policy: where it stands, and what the checker makes of it. */
export interface CheckedExpression {
  readonly role: ExpressionRole;
  /** Of a condition, a variable, and of a rule that has one. */
  readonly name: string | undefined;
  /** Among those of its role. */
  readonly index: number;
  /** From the policy's root. */
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly checked: Checked;
}

export type Checked =
  | ({ readonly kind: 'sound' } & SoundExpression)
  | { readonly kind: 'broken'; readonly problems: readonly ExpressionProblem[] };

export interface SoundExpression {
  /** In the checker's notation. */
  readonly type: string;
  readonly cost: ExpressionCost;
  /** Fields, with those that its variables read. */
  readonly reads: readonly string[];
}

/** What it takes at most, from the sizes that fields are declared with. */
export interface ExpressionCost {
  readonly steps: number;
  /** More than this, and the policy is refused. */
  readonly limit: number;
  /** Where an evaluation is ended, whatever was estimated. */
  readonly budget: number;
  /** The part that takes more than half of them, as it is written. */
  readonly costliest: { readonly text: string; readonly steps: number };
}

type Parsed = Extract<ParsedExpression, { kind: 'parsed' }>;

/** Made once: those of all kinds of objects take some time. */
export const scopesOf = createScopes();

/** What the expressions of a policy are checked against, before its variables are known. */
export function scopesOfPolicy(policy: PlacementPolicy): PolicyScopes {
  const { conditions, validations } = scopesOf(policy.scope, policy.kinds);
  return { conditions: narrowedTo(policy, conditions), validations: narrowedTo(policy, validations) };
}

/** Checks an expression alone. */
export function checkText(
  text: string,
  scope: CheckedScope,
  bounds: StepBounds,
  variables: ReadonlyMap<string, Parsed> = new Map(),
): { readonly checked: Checked; readonly parsed: Parsed | undefined } {
  const parsed = parseExpression(text, scope);
  if (parsed.kind === 'problems') return { checked: { kind: 'broken', problems: parsed.problems }, parsed: undefined };
  const { steps, costliest } = estimateCost(parsed, scope, variables);
  const part = { text: text.slice(costliest.range.start, costliest.range.end), steps: costliest.steps };
  const reads = fieldsRead([parsed.expression, ...[...variables.values()].map(({ expression }) => expression)]);
  const cost = { steps, ...bounds, costliest: part };
  return { checked: { kind: 'sound', type: parsed.type, cost, reads }, parsed };
}

/** Every expression of a policy, in the order in which they stand there. */
export function checkedExpressions(policy: PlacementPolicy): readonly CheckedExpression[] {
  const { conditions, validations } = scopesOfPolicy(policy);
  const { variables, scope, checked } = checkVariables(policy, validations);
  const bounds = stepBoundsOf(policy.scope);
  const check = (text: string): Checked => checkText(text, scope, bounds, variables).checked;
  return [
    ...policy.matchConditions.map(({ name, expression: text }, index): CheckedExpression => ({
      ...{ role: 'match-condition', name, index, text, path: ['spec', 'matchConditions', index, 'expression'] },
      checked: checkText(text, conditions, stepBoundsOf('Request')).checked,
    })),
    ...checked,
    ...policy.validations.flatMap(({ name, expression, messageExpression }, index): CheckedExpression[] => {
      const path = ['spec', 'validations', index];
      const rule = { name, index };
      return [
        { ...rule, role: 'validation', text: expression, path: [...path, 'expression'], checked: check(expression) },
        ...(messageExpression === undefined ? [] : [messageOf({ ...rule, path, text: messageExpression }, check)]),
      ];
    }),
    ...policy.scores.map(({ name, expression: text }, index): CheckedExpression => ({
      ...{ role: 'score', name, index, text, path: ['spec', 'scores', index, 'expression'] },
      checked: check(text),
    })),
  ];
}

const messageOf = (
  rule: Pick<CheckedExpression, 'name' | 'index' | 'path' | 'text'>,
  check: (text: string) => Checked,
): CheckedExpression => ({
  ...rule,
  role: 'message',
  path: [...rule.path, 'messageExpression'],
  checked: check(rule.text),
});

interface CheckedVariables {
  readonly variables: ReadonlyMap<string, Parsed>;
  readonly scope: CheckedScope;
  readonly checked: readonly CheckedExpression[];
}

/** Each sees those before it; one with a problem is of any type. */
function checkVariables(policy: PlacementPolicy, scope: CheckedScope): CheckedVariables {
  const types = new Map<string, string>();
  const variables = new Map<string, Parsed>();
  const checked = policy.variables.map(({ name, expression: text }, index): CheckedExpression => {
    const found = checkText(text, withVariables(scope, types), stepBoundsOf(policy.scope), new Map(variables));
    if (found.parsed) variables.set(name, found.parsed);
    types.set(name, found.parsed?.type ?? 'dyn');
    return {
      ...{ role: 'variable', name, index, text, path: ['spec', 'variables', index, 'expression'] },
      checked: found.checked,
    };
  });
  return { variables, scope: withVariables(scope, types), checked };
}
