import { declareScope } from '../../core/policy/cel/environment.ts';
import { STANDARD_FUNCTIONS } from '../../core/policy/cel/functions/index.ts';
import { parseExpression } from '../../core/policy/cel/parse.ts';
import { createProgram } from '../../core/policy/cel/program.ts';
import type { DeclaredType } from '../../core/policy/cel/schema-types.ts';
import { isError } from '../../core/policy/cel/values.ts';
import type { Value } from '../../core/policy/cel/values.ts';
import type { Evaluated } from '../../core/policy/testing/expressions.ts';

export { evaluateText } from '../../core/policy/testing/expressions.ts';
export type { Evaluated, EvaluationSetting } from '../../core/policy/testing/expressions.ts';

/** What an expression comes to over objects whose fields are declared, types of policies and literals of Kubernetes. */
export function evaluateOver(
  text: string,
  roots: Readonly<Record<string, { readonly type: DeclaredType; readonly value: Value }>>,
): Evaluated {
  const types = Object.fromEntries(Object.entries(roots).map(([name, { type }]) => [name, type]));
  const scope = declareScope(types, STANDARD_FUNCTIONS);
  const parsed = parseExpression(text, scope);
  if (parsed.kind === 'problems') return parsed;
  const program = createProgram(parsed.expression, { roots: scope.roots, variables: new Map(), budget: BUDGET });
  const result = program.evaluate(scope.roots.map((name) => roots[name]?.value ?? null));
  const { type } = parsed;
  return isError(result) ? { kind: 'error', result, message: result.message, type } : { kind: 'value', result, type };
}

/** Kubernetes' own, for one call: pkg/apis/cel/config.go. */
const BUDGET = 1_000_000;
