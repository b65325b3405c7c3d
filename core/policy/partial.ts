import { createProgram } from './cel/program.ts';
import type { Meter } from './cel/program.ts';
import { childrenOf, conjunctsBelow, mapChildren } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import { isError } from './cel/values.ts';
import type { Value } from './cel/values.ts';

/**
 * Partial evaluation: what an expression comes to once the values of some root variables are known. It has the same
 * value as the expression it came from, or an error where that has one, for every value of the other roots.
 */
export interface Known {
  /** Roots whose values are known. */
  readonly roots: Readonly<Record<string, Value>>;
  /** `variables.NAME`, evaluated as far as the known roots allow. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** What all of it together may spend. */
  readonly meter: Meter;
  /** The answers of {@link unboundNames}: trees share parts, and variables are read over and over. */
  readonly unbound: Map<Expression, ReadonlySet<string>>;
}

/** Evaluates the variables as far as the known roots allow. Each is looked at once, however often it is read. */
export function knowing(
  roots: Readonly<Record<string, Value>>,
  variables: ReadonlyMap<string, Expression>,
  meter: Meter,
): Known {
  const reduced = new Map<string, Expression>();
  const known: Known = { roots, variables: reduced, meter, unbound: new Map() };
  for (const [name, expression] of variables) reduced.set(name, reduce(expression, known));
  return known;
}

/** The expression with all that is known replaced by its value. What has no value but an error stays as it is. */
export function reduce(expression: Expression, known: Known): Expression {
  const literal = evaluated(expression, known);
  if (literal) return literal;
  // What is left of it may have lost all that was unknown.
  const simpler = simplified(mapChildren(expression, (child) => reduce(child, known)));
  return evaluated(simpler, known) ?? simpler;
}

function evaluated(expression: Expression, known: Known): Expression | undefined {
  if (expression.kind === 'literal') return expression;
  const names = Object.keys(known.roots);
  if ([...unboundNames(expression, known)].some((name) => !names.includes(name))) return undefined;
  const program = createProgram(expression, { roots: names, variables: known.variables });
  const value = program.evaluate(Object.values(known.roots), known.meter);
  return isError(value) ? undefined : { kind: 'literal', range: expression.range, value };
}

/** The root variables that an expression reads, those that its `variables` read among them. */
export function unboundNames(expression: Expression, known: Known): ReadonlySet<string> {
  const answered = known.unbound.get(expression);
  if (answered) return answered;
  const names = new Set(namesBelow(expression, known));
  known.unbound.set(expression, names);
  return names;
}

function namesBelow(expression: Expression, known: Known): readonly string[] {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'variable') {
    const body = known.variables.get(expression.name);
    return body ? [...unboundNames(body, known)] : [];
  }
  const names = childrenOf(expression).map((child) => unboundNames(child, known));
  if (!('variable' in expression)) return names.flatMap((each) => [...each]);
  // What the macro runs over comes first, and does not see the macro's variable.
  const [over, ...inside] = names;
  return [...(over ?? []), ...inside.flatMap((each) => [...each].filter((name) => name !== expression.variable))];
}

/** What `&&`, `||`, `!` and `? :` come to when an operand is known. */
function simplified(expression: Expression): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return simplifiedChain(expression);
    case 'conditional':
      if (isLiteral(expression.condition, true)) return expression.then;
      return isLiteral(expression.condition, false) ? expression.otherwise : expression;
    case 'not':
      return simplifiedNot(expression.operand, expression);
    case 'literal':
    case 'name':
    case 'variable':
    case 'select':
    case 'has':
    case 'index':
    case 'call':
    case 'list':
    case 'map':
    case 'negate':
    case 'binary':
    case 'quantifier':
    case 'transform':
    case 'bind':
      return expression;
  }
}

function simplifiedChain(chain: Extract<Expression, { kind: 'and' | 'or' }>): Expression {
  const decisive = chain.kind === 'or';
  const decider = chain.operands.find((operand) => isLiteral(operand, decisive));
  if (decider) return decider;
  const operands = chain.operands.filter((operand) => !isLiteral(operand, !decisive));
  const [first, ...others] = operands;
  if (!first) return { kind: 'literal', range: chain.range, value: !decisive };
  return others.length === 0 ? first : { ...chain, operands };
}

/** `!!x` is x, and no element for which x is the same as not-x for all of them, errors included. */
function simplifiedNot(operand: Expression, whole: Expression): Expression {
  if (operand.kind === 'not') return operand.operand;
  if (operand.kind !== 'quantifier' || operand.macro !== 'exists') return whole;
  const { predicate } = operand;
  return {
    ...operand,
    macro: 'all',
    predicate: simplified({ kind: 'not', range: predicate.range, operand: predicate }),
  };
}

export const isLiteral = (expression: Expression, value: boolean): boolean =>
  expression.kind === 'literal' && expression.value === value;

/** What must all be true for the expression to be true, `variables` opened up. Each variable is opened once. */
export function conjunctsOf(expression: Expression, known: Known): readonly Expression[] {
  const opened = new Set<string>();
  const open = (part: Expression): readonly Expression[] => {
    if (part.kind !== 'variable') return [part];
    if (opened.has(part.name)) return [];
    opened.add(part.name);
    const body = known.variables.get(part.name);
    return body ? conjunctsBelow(body).flatMap(open) : [part];
  };
  return conjunctsBelow(expression).flatMap(open);
}
