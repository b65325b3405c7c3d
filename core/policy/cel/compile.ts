import { elementAt } from './access.ts';
import {
  binary,
  bound,
  comparesText,
  conditional,
  constant,
  failing,
  field,
  fieldOfSlot,
  has,
  list,
  logical,
  map,
  not,
  recording,
  several,
  slotted,
  unary,
} from './closures.ts';
import type { Closure } from './closures.ts';
import { functionNamed } from './functions/index.ts';
import type { Apply } from './functions/library.ts';
import { allOf, anyOf, exactlyOneOf, transformOf } from './macros.ts';
import { negate } from './numbers.ts';
import { BINARY_OPERATORS } from './operators.ts';
import { pathText } from './tree.ts';
import type { BinaryOperation, Call, Expression, Quantifier, Transform } from './tree.ts';
import { EvaluationError, typeName } from './values.ts';

/** What names stand for while an expression is compiled. */
export interface Scope {
  /** Where each name's value stands in the frame. */
  readonly names: ReadonlyMap<string, number>;
  /** What `variables.NAME` computes. */
  readonly variables: ReadonlyMap<string, Closure>;
  /** Whether reads are recorded in the frame. */
  readonly watched: boolean;
  /** Gives out slots for the variables of macros. */
  readonly newSlot: () => number;
}

/** Turns an expression into a function of a frame. Each node costs one step each time it runs. */
export function compile(expression: Expression, scope: Scope): Closure {
  const path = scope.watched ? pathText(expression) : undefined;
  return path === undefined
    ? compileNode(expression, scope)
    : recording(path, compileNode(expression, { ...scope, watched: false }));
}

function compileNode(expression: Expression, scope: Scope): Closure {
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'name':
      return slotOf(expression.name, scope);
    case 'variable':
      return scope.variables.get(expression.name) ?? unknown(`variables.${expression.name}`);
    case 'select':
      return select(expression.operand, expression.field, scope);
    case 'has':
      return has(compile(expression.operand, scope), expression.field);
    case 'index':
      return binary(compile(expression.operand, scope), compile(expression.index, scope), (_, a, b) => elementAt(a, b));
    case 'call':
      return call(expression, scope);
    case 'list':
      return list(expression.elements.map((element) => compile(element, scope)));
    case 'map':
      return map(expression.entries.flatMap(({ key, value }) => [compile(key, scope), compile(value, scope)]));
    case 'not':
      return not(compile(expression.operand, scope));
    case 'negate':
      return unary(
        compile(expression.operand, scope),
        (_, a) => negate(a) ?? new EvaluationError(`no such overload: -${typeName(a)}`),
      );
    case 'and':
    case 'or':
      return logical(
        expression.operands.map((operand) => compile(operand, scope)),
        expression.kind === 'or',
      );
    case 'conditional':
      return conditional(
        compile(expression.condition, scope),
        compile(expression.then, scope),
        compile(expression.otherwise, scope),
      );
    case 'binary':
      return operation(expression, scope);
    case 'quantifier':
      return quantifier(expression, scope);
    case 'transform':
      return transform(expression, scope);
    case 'bind':
      return bind(expression, scope);
  }
}

function slotOf(name: string, scope: Scope): Closure {
  const slot = scope.names.get(name);
  return slot === undefined ? unknown(name) : slotted(slot);
}

/** The checker lets no unknown name through; one that it declared and the scope does not fill is an error when read. */
const unknown = (name: string): Closure => failing(new EvaluationError(`nothing is known of ${name} here`));

function select(operand: Expression, name: string, scope: Scope): Closure {
  const slot = operand.kind === 'name' ? scope.names.get(operand.name) : undefined;
  return slot === undefined ? field(compile(operand, scope), name) : fieldOfSlot(slot, name);
}

function call(expression: Call, scope: Scope): Closure {
  const { style, name } = expression;
  const operands = expression.operands.map((operand) => compile(operand, scope));
  const entry = functionNamed(style, name, operands.length);
  if (!entry) return unknown(`the function ${name}`);
  const literals = expression.operands.map((operand) => (operand.kind === 'literal' ? operand.value : undefined));
  const prepared = entry.prepare?.(literals);
  return applied(prepared?.kind === 'ready' ? prepared.apply : entry.apply, operands);
}

function applied(apply: Apply, operands: readonly Closure[]): Closure {
  const [first, second, ...rest] = operands;
  if (first && !second) return unary(first, (frame, a) => apply(frame, a, null, null, null));
  if (first && second && rest.length === 0) {
    return binary(first, second, (frame, a, b) => apply(frame, a, b, null, null));
  }
  return several(operands, (frame, [a = null, b = null, c = null, d = null]) => apply(frame, a, b, c, d));
}

function operation({ operator, left, right }: BinaryOperation, scope: Scope): Closure {
  const equality = operator === '==' || operator === '!=';
  if (equality && right.kind === 'literal' && typeof right.value === 'string') {
    return comparesText(compile(left, scope), right.value, operator === '==');
  }
  return binary(compile(left, scope), compile(right, scope), BINARY_OPERATORS[operator]);
}

function quantifier({ macro, over, variable, predicate }: Quantifier, scope: Scope): Closure {
  const range = compile(over, scope);
  const { inner, slot } = withName(scope, variable);
  const body = compile(predicate, inner);
  switch (macro) {
    case 'all':
      return allOf(range, slot, body);
    case 'exists':
      return anyOf(range, slot, body);
    case 'exists_one':
      return exactlyOneOf(range, slot, body);
  }
}

function transform({ over, variable, predicate, body }: Transform, scope: Scope): Closure {
  const range = compile(over, scope);
  const { inner, slot } = withName(scope, variable);
  return transformOf(range, slot, predicate && compile(predicate, inner), compile(body, inner));
}

function bind(expression: Extract<Expression, { kind: 'bind' }>, scope: Scope): Closure {
  const value = compile(expression.value, scope);
  const { inner, slot } = withName(scope, expression.variable);
  return bound(slot, value, compile(expression.body, inner));
}

function withName(scope: Scope, name: string): { readonly inner: Scope; readonly slot: number } {
  const slot = scope.newSlot();
  return { inner: { ...scope, names: new Map([...scope.names, [name, slot]]) }, slot };
}
