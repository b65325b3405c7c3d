import { createProgram } from '../cel/program.ts';
import type { Result, Value } from '../cel/values.ts';
import { parseWith } from './expressions.ts';

/** What an expression comes to for any values of its variables: parsed once, for properties that ask a hundred times. */
export function evaluatorOf<Name extends string>(
  text: string,
  types: Readonly<Record<Name, string>>,
): (values: Readonly<Record<NoInfer<Name>, Value>>) => Result {
  const parsed = parseWith(text, types);
  if (parsed.kind === 'problems')
    throw new Error(`${text}: ${parsed.problems.map(({ message }) => message).join('; ')}`);
  const roots = Object.keys(types) as Name[];
  const program = createProgram(parsed.expression, { roots, variables: new Map(), budget: 1_000_000 });
  return (values) => program.evaluate(roots.map((name) => values[name]));
}
