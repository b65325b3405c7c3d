import { declareScope } from '../cel/environment.ts';
import type { CheckedScope, ScopeOptions } from '../cel/environment.ts';
import { STANDARD_FUNCTIONS } from '../cel/functions/index.ts';
import type { FunctionEntry } from '../cel/functions/library.ts';
import { parseExpression } from '../cel/parse.ts';
import type { ExpressionProblem, ParsedExpression } from '../cel/parse.ts';
import { createProgram } from '../cel/program.ts';
import { Double, Opaque, TypeValue, Uint, isError } from '../cel/values.ts';
import type { Result, Value } from '../cel/values.ts';

/** A type of the checker's that is made of no objects: `int`, `list<string>`. */
const plain = (name: string) => ({ name, objects: [] });

/** The scope of variables of these types. */
export const scopeOf = (
  types: Readonly<Record<string, string>>,
  options: ScopeOptions = {},
  functions = STANDARD_FUNCTIONS,
): CheckedScope =>
  declareScope(
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, plain(type)])),
    functions,
    options,
  );

/** Parses an expression over variables of these types. */
export const parseWith = (
  text: string,
  types: Readonly<Record<string, string>> = {},
  options: ScopeOptions = {},
): ParsedExpression => parseExpression(text, scopeOf(types, options));

/** The value of an expression over variables of these types and values. */
export function evaluate(
  text: string,
  types: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, Value>> = {},
): Result {
  const variables = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { type, value: values[name] ?? null }]),
  );
  const evaluated = evaluateText(text, { variables });
  if (evaluated.kind === 'problems') {
    throw new Error(`${text}: ${evaluated.problems.map(({ message }) => message).join('; ')}`);
  }
  return evaluated.result;
}

export interface EvaluationSetting {
  readonly variables?: Readonly<Record<string, { readonly type: string; readonly value: Value }>>;
  readonly options?: ScopeOptions;
  /** Instead of the standard ones. Others are for what is checked alone: they do not run. */
  readonly functions?: readonly FunctionEntry[];
  readonly budget?: number;
}

export type Evaluated =
  /** `type` is in the notation of signatures: `list<int>`. */
  | { readonly kind: 'value'; readonly result: Value; readonly type: string }
  | { readonly kind: 'error'; readonly result: Result; readonly message: string; readonly type: string }
  | { readonly kind: 'problems'; readonly problems: readonly ExpressionProblem[] };

/** Parses, checks and evaluates an expression. */
export function evaluateText(text: string, setting: EvaluationSetting = {}): Evaluated {
  const { variables = {}, options = {}, functions, budget = 1_000_000 } = setting;
  const names = Object.keys(variables);
  const types = Object.fromEntries(Object.entries(variables).map(([name, { type }]) => [name, type]));
  const parsed = parseExpression(text, scopeOf(types, options, functions));
  if (parsed.kind === 'problems') return parsed;
  const program = createProgram(parsed.expression, { roots: names, variables: new Map(), budget });
  const result = program.evaluate(names.map((name) => variables[name]?.value ?? null));
  const { type } = parsed;
  return isError(result) ? { kind: 'error', result, message: result.message, type } : { kind: 'value', result, type };
}

/** A value in a form that tests can write down: `2.5 double`, `error: division by zero`. */
export function show(value: Result): unknown {
  if (isError(value)) return `error: ${value.message}`;
  if (value instanceof Double) return `${String(value.value)} double`;
  if (value instanceof Uint) return `${String(value.value)}u`;
  if (value instanceof TypeValue) return `type ${value.value}`;
  if (value instanceof Opaque) return `${value.type} ${value.toString()}`;
  if (value instanceof Uint8Array) return `bytes ${[...value].join(' ')}`;
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, of]) => [String(show(key as Value)), show(of as Value)]));
  return Array.isArray(value) ? value.map((element) => show(element as Value)) : value;
}
