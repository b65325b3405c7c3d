import {
  CelScalar,
  celEnv,
  celUint,
  isCelError,
  isCelList,
  isCelMap,
  isCelType,
  isCelUint,
  mapType,
  parse,
  plan,
} from '@bufbuild/cel';
import type { CelFunc, CelInput } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { formatValue } from '../../../core/policy/cel/format.ts';
import { parseExpression } from '../../../core/policy/cel/parse.ts';
import { createProgram } from '../../../core/policy/cel/program.ts';
import { Double, Opaque, TypeValue, Uint, isError, isInt, isList, isMap } from '../../../core/policy/cel/values.ts';
import type { Result, Value } from '../../../core/policy/cel/values.ts';
import { createScopes } from '../../../core/policy/scopes.ts';
import type { Subject } from './subjects.ts';

/** What an evaluator makes of an expression, in a form in which the two can be compared. */
export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly message: string }
  /** Before it was evaluated. */
  | { readonly kind: 'refused'; readonly message: string };

export type Roots = Readonly<Record<string, Value>>;

const scopesOf = createScopes();

/** More than any of the expressions takes. */
const BUDGET = 1_000_000;

/** Checked against the types that policies of the scope see, and compiled, as the product does it. */
export function ours(expression: string, { scope, kinds }: Subject, roots: Roots): Answer {
  const { validations } = scopesOf(scope, kinds);
  const parsed = parseExpression(expression, validations);
  if (parsed.kind === 'problems') {
    return { kind: 'refused', message: parsed.problems.map(({ message }) => message).join('; ') };
  }
  const program = createProgram(parsed.expression, { roots: validations.roots, variables: new Map(), budget: BUDGET });
  const result = program.evaluate(validations.roots.map((root) => roots[root] ?? null));
  return isError(result) ? { kind: 'error', message: result.message } : { kind: 'value', value: plainOfOurs(result) };
}

/** Parsed and run without a checker: objects are maps to it. `mended` takes the place of functions of its own. */
export function theirs(expression: string, roots: Roots, mended: readonly CelFunc[] = []): Answer {
  const variables = Object.fromEntries(
    Object.keys(roots).map((root) => [root, mapType(CelScalar.STRING, CelScalar.DYN)]),
  );
  const bindings = Object.fromEntries(Object.entries(roots).map(([root, value]) => [root, inputOf(value)]));
  try {
    const result = plan(celEnv({ variables, funcs: [...strings, ...mended] }), parse(expression))(bindings as never);
    return isCelError(result)
      ? { kind: 'error', message: result.message }
      : { kind: 'value', value: plainOfTheirs(result) };
  } catch (cause) {
    return { kind: 'refused', message: String(cause) };
  }
}

export const agree = (a: Answer, b: Answer): boolean =>
  a.kind === 'value' || b.kind === 'value'
    ? a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b)
    : a.kind === b.kind;

/** Values that say of what type they are: `int 7`, `double NaN`. */
function plainOfOurs(value: Value): unknown {
  if (isInt(value)) return `int ${String(value)}`;
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Uint) return `uint ${String(value.value)}`;
  if (value instanceof TypeValue) return `type ${value.value}`;
  if (value instanceof Opaque) return `opaque ${formatValue(value)}`;
  if (typeof value === 'string') return `string ${value}`;
  if (value === null || typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return `bytes ${[...value].join(' ')}`;
  if (isList(value)) return value.map(plainOfOurs);
  const entries: (readonly [unknown, Value | undefined])[] = isMap(value) ? [...value] : Object.entries(value);
  return entries
    .flatMap(([key, of]) => (of === undefined ? [] : [[plainOfOurs(key as Value), plainOfOurs(of)]]))
    .sort(byText);
}

function plainOfTheirs(value: unknown): unknown {
  if (typeof value === 'bigint') return `int ${String(value)}`;
  if (typeof value === 'number') return doubleText(value);
  if (isCelUint(value)) return `uint ${String(value.value)}`;
  if (isCelType(value)) return `type ${value.name}`;
  if (typeof value === 'string') return `string ${value}`;
  if (value instanceof Uint8Array) return `bytes ${[...value].join(' ')}`;
  if (isCelList(value)) return [...value].map(plainOfTheirs);
  if (isCelMap(value)) return [...value].map(([key, of]) => [plainOfTheirs(key), plainOfTheirs(of)]).sort(byText);
  if (value === null || typeof value === 'boolean') return value;
  throw new Error(`a value of another kind: ${JSON.stringify(value)}`);
}

const doubleText = (value: number): string => `double ${Object.is(value, -0) ? '-0' : String(value)}`;

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** A value of ours as the other evaluator takes it. */
function inputOf(value: Result): CelInput {
  if (isError(value)) throw new Error(value.message);
  if (isInt(value)) return BigInt(value);
  if (value instanceof Double) return value.value;
  if (value instanceof Uint) return celUint(value.value);
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || value instanceof Uint8Array)
    return value;
  if (isList(value)) return value.map(inputOf);
  if (isMap(value)) return new Map([...value].map(([key, of]) => [inputOf(key) as string, inputOf(of)]));
  if (value instanceof Opaque || value instanceof TypeValue) {
    throw new Error(`no root holds ${formatValue(value)}`);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, of]) => (of === undefined ? [] : [[field, inputOf(of)]])),
  );
}
