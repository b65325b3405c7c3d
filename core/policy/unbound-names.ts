import { childrenOf } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';

/** The root variables that an expression reads, those that its `variables` read among them. */
export type NamesOf = (expression: Expression) => ReadonlySet<string>;

/** Answers for expressions over these `variables`, each of which is there before it is read. Keeps its answers. */
export function namesOver(variables: ReadonlyMap<string, Expression>): NamesOf {
  const answers = new WeakMap<Expression, ReadonlySet<string>>();
  const namesOf: NamesOf = (expression) => {
    const known = answers.get(expression);
    if (known) return known;
    const names = namesBelow(expression, variables, namesOf);
    answers.set(expression, names);
    return names;
  };
  return namesOf;
}

function namesBelow(
  expression: Expression,
  variables: ReadonlyMap<string, Expression>,
  namesOf: NamesOf,
): ReadonlySet<string> {
  if (expression.kind === 'name') return new Set([expression.name]);
  if (expression.kind === 'variable') {
    const body = variables.get(expression.name);
    return body ? namesOf(body) : NONE;
  }
  const names = new Set<string>();
  const bound = variablesOf(expression);
  for (const [at, child] of childrenOf(expression).entries()) {
    // What a macro runs over comes first, and does not see the macro's variable.
    for (const name of namesOf(child)) if (at === 0 || !bound.includes(name)) names.add(name);
  }
  return names;
}

/** What the expression gives names to, for what stands inside it. */
export function variablesOf(expression: Expression): readonly string[] {
  const first = 'variable' in expression ? [expression.variable] : [];
  const second = 'second' in expression && expression.second !== undefined ? [expression.second] : [];
  return [...first, ...second];
}

const NONE: ReadonlySet<string> = new Set();
