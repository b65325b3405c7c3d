import { createProgram, stepsLeft } from './cel/program.ts';
import type { Allowance } from './cel/program.ts';
import { childrenOf, conjunctsBelow, mapChildren } from './cel/tree.ts';
import type { Expression } from './cel/tree.ts';
import { isError } from './cel/values.ts';
import type { Value } from './cel/values.ts';
import { namesOver } from './unbound-names.ts';
import type { NamesOf } from './unbound-names.ts';

/** The values of some root variables, and what they make of `variables.NAME`. */
export interface Known {
  readonly roots: Readonly<Record<string, Value>>;
  /** Evaluated as far as the known roots allow. */
  readonly variables: ReadonlyMap<string, Expression>;
  /** What an expression reads as it was declared, and once it is reduced. */
  readonly declaredNames: NamesOf;
  readonly reducedNames: NamesOf;
  /** What all of it together may spend. */
  readonly allowance: Allowance;
}

/** What is declared as `variables`, and what reads what. */
export interface Declared {
  readonly variables: ReadonlyMap<string, Expression>;
  readonly names: NamesOf;
}

/** Evaluates the variables as far as the known roots allow. Each is looked at once, however often it is read. */
export function knowing(roots: Readonly<Record<string, Value>>, declared: Declared, allowance: Allowance): Known {
  const variables = new Map<string, Expression>();
  const known: Known = {
    roots,
    variables,
    declaredNames: declared.names,
    reducedNames: namesOver(variables),
    allowance,
  };
  for (const [name, expression] of declared.variables) variables.set(name, reduce(expression, known));
  return known;
}

/**
 * Partial evaluation: the expression with all that is known replaced by its value. It has the value of the expression it
 * came from, or an error where that has one, whatever the other roots are. What has no value but an error stays.
 */
export function reduce(expression: Expression, known: Known): Expression {
  if (expression.kind === 'literal') return expression;
  if (expression.kind === 'variable') return literalOf(expression, known) ?? expression;
  const literal = readsOnlyKnown(known.declaredNames(expression), known) ? evaluated(expression, known) : undefined;
  if (literal) return literal;
  const simpler = simplified(mapChildren(expression, (child) => reduce(child, known)));
  return childrenAreLiterals(simpler) ? (evaluated(simpler, known) ?? simpler) : simpler;
}

const literalOf = (expression: Extract<Expression, { kind: 'variable' }>, known: Known): Expression | undefined => {
  const body = known.variables.get(expression.name);
  return body?.kind === 'literal' ? body : undefined;
};

const readsOnlyKnown = (names: ReadonlySet<string>, { roots }: Known): boolean =>
  [...names].every((name) => Object.hasOwn(roots, name));

/** The children may have lost all that was unknown. */
function childrenAreLiterals(expression: Expression): boolean {
  const children = childrenOf(expression);
  return children.length > 0 && children.every((child) => child.kind === 'literal');
}

function evaluated(expression: Expression, known: Known): Expression | undefined {
  const { roots, variables, allowance } = known;
  const program = createProgram(expression, { roots: Object.keys(roots), variables, budget: stepsLeft(allowance) });
  const value = program.evaluate(Object.values(roots), allowance);
  return isError(value) ? undefined : { kind: 'literal', range: expression.range, value };
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
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'call':
    case 'list':
    case 'map':
    case 'negate':
    case 'binary':
    case 'quantifier':
    case 'transform':
    case 'optional-map':
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
  return conjunctsBelow(expression)
    .flatMap(open)
    .map((part) => decided(part, known));
}

/** The value of what reads nothing unknown any more. */
function decided(expression: Expression, known: Known): Expression {
  if (expression.kind === 'literal' || !readsOnlyKnown(known.reducedNames(expression), known)) return expression;
  return evaluated(expression, known) ?? expression;
}
