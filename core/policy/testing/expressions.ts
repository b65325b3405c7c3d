import { declareScope } from '../cel/environment.ts';
import { STANDARD_FUNCTIONS } from '../cel/functions/index.ts';
import { parseExpression } from '../cel/parse.ts';
import type { ParsedExpression } from '../cel/parse.ts';
import { createProgram } from '../cel/program.ts';
import { Double, Opaque, TypeValue, Uint, isError } from '../cel/values.ts';
import type { Result, Value } from '../cel/values.ts';

/** A type of the checker's that is made of no objects: `int`, `list<string>`. */
const plain = (name: string) => ({ name, objects: [] });

/** Parses an expression over variables of these types. */
export const parseWith = (text: string, types: Readonly<Record<string, string>> = {}): ParsedExpression =>
  parseExpression(
    text,
    declareScope(
      Object.fromEntries(Object.entries(types).map(([name, type]) => [name, plain(type)])),
      STANDARD_FUNCTIONS,
    ),
  );

/** The value of an expression over variables of these types and values. */
export function evaluate(
  text: string,
  types: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, Value>> = {},
): Result {
  const parsed = parseWith(text, types);
  if (parsed.kind === 'problems') {
    throw new Error(`${text}: ${parsed.problems.map(({ message }) => message).join('; ')}`);
  }
  const program = createProgram(parsed.expression, {
    roots: Object.keys(types),
    variables: new Map(),
    budget: 1_000_000,
  });
  return program.evaluate(Object.keys(types).map((name) => values[name] ?? null));
}

/** A value in a form that tests can write down: `2.5 double`, `error: division by zero`. */
export function show(value: Result): unknown {
  if (isError(value)) return `error: ${value.message}`;
  if (value instanceof Double) return `${String(value.value)} double`;
  if (value instanceof Uint) return `${String(value.value)}u`;
  if (value instanceof Opaque) return `${value.type} ${value.toString()}`;
  if (value instanceof TypeValue) return `type ${value.value}`;
  if (value instanceof Uint8Array) return `bytes ${[...value].join(' ')}`;
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, of]) => [String(show(key as Value)), show(of as Value)]));
  return Array.isArray(value) ? value.map((element) => show(element as Value)) : value;
}
