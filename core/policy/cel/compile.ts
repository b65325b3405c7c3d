import { elementAt, optionalElementAt } from './access.ts';
import { bodyOf } from './bodies.ts';
import type { Slots } from './bodies.ts';
import {
  binary,
  binaryWith,
  bound,
  conditional,
  constant,
  failing,
  field,
  fieldAsOptional,
  has,
  list,
  logical,
  map,
  not,
  optionalMapOf,
  several,
  slotted,
  unary,
} from './closures.ts';
import type { Block, Closure } from './closures.ts';
import { fixedSteps } from './fixed-steps.ts';
import { functionNamed } from './functions/index.ts';
import type { Apply } from './functions/library.ts';
import { comparesText, fieldAgainstInt, fieldComparesText, fieldOfSlot, isOrder, isShortText } from './fused.ts';
import { allOf, anyOf, entriesInto, exactlyOneOf, listOf, mapOf } from './macros.ts';
import type { Frame } from './meter.ts';
import { negate } from './numbers.ts';
import { BINARY_OPERATORS } from './operators.ts';
import type { TracedNodes } from './trace.ts';
import { elementNoted, outcomeNoted, valueNoted } from './tracing.ts';
import type { BinaryOperation, Call, Expression, MapEntry, Quantifier, Transform } from './tree.ts';
import { EvaluationError, typeName } from './values.ts';
import type { Result, Value } from './values.ts';

/** What names stand for while an expression is compiled. */
export interface Scope {
  /** Where each name's value stands in the frame. */
  readonly names: ReadonlyMap<string, number>;
  /** What `variables.NAME` computes. */
  readonly variables: ReadonlyMap<string, Closure>;
  /** The nodes of which it is noted in the frame what they come to; `undefined` where nothing is. */
  readonly traced: TracedNodes | undefined;
  /** Gives out slots for the variables of macros. */
  readonly newSlot: () => number;
}

/** Turns an expression into a function of a frame. */
export const compileBlock = (expression: Expression, scope: Scope): Block => ({
  run: compile(expression, scope),
  steps: fixedSteps(expression),
});

function compile(expression: Expression, scope: Scope): Closure {
  const closure = compileNode(expression, scope);
  return scope.traced && expression.kind !== 'literal' ? valueNoted(scope.traced, expression, closure) : closure;
}

/** An operand or a branch that may or may not run, or decide. */
function compileBranch(expression: Expression, scope: Scope): Closure {
  const closure = compile(expression, scope);
  return scope.traced ? outcomeNoted(scope.traced, expression, closure) : closure;
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
    case 'optional-select':
      return fieldAsOptional(compile(expression.operand, scope), expression.field);
    case 'has':
      return has(compile(expression.operand, scope), expression.field);
    case 'index':
    case 'optional-index': {
      const read = expression.kind === 'index' ? elementAt : optionalElementAt;
      return binaryOf(expression.operand, expression.index, (_, a, b) => read(a, b), scope);
    }
    case 'call':
      return call(expression, scope);
    case 'list':
      return list(
        expression.elements.map((element) => compile(element, scope)),
        expression.optionalAt,
      );
    case 'map':
      return mapOfEntries(expression.entries, scope);
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
        expression.operands.map((operand) => compileBranch(operand, scope)),
        expression.kind === 'or',
      );
    case 'conditional':
      return conditional(
        compileBranch(expression.condition, scope),
        compileBranch(expression.then, scope),
        compileBranch(expression.otherwise, scope),
      );
    case 'binary':
      return operation(expression, scope);
    case 'quantifier':
      return quantifier(expression, scope);
    case 'transform':
      return transform(expression, scope);
    case 'optional-map': {
      const over = compile(expression.over, scope);
      const { inner, slots } = withNames(scope, expression.variable, undefined);
      return optionalMapOf(over, slots.first, compile(expression.body, inner), expression.flat);
    }
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
  const slot = slotOfVariable(operand, scope);
  return slot === undefined ? field(compile(operand, scope), name) : fieldOfSlot(slot, name);
}

/** Of a variable whose value need not be noted: its readers may read the slot themselves. */
const slotOfVariable = (expression: Expression, { names, traced }: Scope): number | undefined =>
  expression.kind === 'name' && !traced ? names.get(expression.name) : undefined;

function mapOfEntries(entries: readonly MapEntry[], scope: Scope): Closure {
  const optionalAt = entries.flatMap(({ optional }, at) => (optional ? [at] : []));
  return map(
    entries.flatMap(({ key, value }) => [compile(key, scope), compile(value, scope)]),
    new Set(optionalAt),
  );
}

function call(expression: Call, scope: Scope): Closure {
  const { style, name } = expression;
  const entry = functionNamed(style, name, expression.operands.length);
  if (!entry) return unknown(`the function ${name}`);
  const literals = expression.operands.map((operand) => (operand.kind === 'literal' ? operand.value : undefined));
  const prepared = entry.prepare?.(literals);
  return applied(prepared?.kind === 'ready' ? prepared.apply : entry.apply, expression.operands, scope);
}

function applied(apply: Apply, operands: readonly Expression[], scope: Scope): Closure {
  const [first, second, ...rest] = operands;
  if (first && !second) return unary(compile(first, scope), (frame, a) => apply(frame, a, null, null, null));
  if (first && second && rest.length === 0) {
    return binaryOf(first, second, (frame, a, b) => apply(frame, a, b, null, null), scope);
  }
  const closures = operands.map((operand) => compile(operand, scope));
  return several(closures, (frame, [a = null, b = null, c = null, d = null]) => apply(frame, a, b, c, d));
}

function operation({ operator, left, right }: BinaryOperation, scope: Scope): Closure {
  const slot = left.kind === 'select' && !scope.traced ? slotOfVariable(left.operand, scope) : undefined;
  if (right.kind === 'literal' && isShortText(right.value) && (operator === '==' || operator === '!=')) {
    const whenEqual = operator === '==';
    return left.kind === 'select' && slot !== undefined
      ? fieldComparesText(slot, left.field, right.value, whenEqual)
      : comparesText(compile(left, scope), right.value, whenEqual);
  }
  if (left.kind === 'select' && slot !== undefined && right.kind === 'literal' && isOrder(operator)) {
    if (typeof right.value === 'number') return fieldAgainstInt(slot, left.field, operator, right.value);
  }
  return binaryOf(left, right, BINARY_OPERATORS[operator], scope);
}

function binaryOf(
  left: Expression,
  right: Expression,
  apply: (frame: Frame, a: Value, b: Value) => Result,
  scope: Scope,
): Closure {
  const first = compile(left, scope);
  return right.kind === 'literal' ? binaryWith(first, right.value, apply) : binary(first, compile(right, scope), apply);
}

function quantifier(expression: Extract<Expression, Quantifier>, scope: Scope): Closure {
  const { macro, over, variable, second, predicate } = expression;
  const range = compile(over, scope);
  const { inner, slots } = withNames(scope, variable, second);
  const run = noted(expression, slots, compileBranch(predicate, inner), scope);
  const body = bodyOf(predicate, run, expression, scope.traced);
  switch (macro) {
    case 'all':
      return allOf(range, slots, body);
    case 'exists':
      return anyOf(range, slots, body);
    case 'exists_one':
      return exactlyOneOf(range, slots, body);
  }
}

/** Two variables stand for one element, of which the second is what people look for. */
const noted = (macro: Expression, { first, second }: Slots, closure: Closure, { traced }: Scope): Closure =>
  traced ? elementNoted(traced, macro, second ?? first, closure) : closure;

function transform(expression: Extract<Expression, Transform>, scope: Scope): Closure {
  const { over, variable, second, into } = expression;
  const range = compile(over, scope);
  const { inner, slots } = withNames(scope, variable, second);
  const predicate =
    expression.predicate &&
    bodyOf(expression.predicate, compileBranch(expression.predicate, inner), expression, scope.traced);
  const run = noted(expression, slots, compile(expression.body, inner), scope);
  const body = bodyOf(expression.body, run, expression, scope.traced);
  switch (into) {
    case 'list':
      return listOf(range, slots, predicate, body);
    case 'map':
      return mapOf(range, slots, predicate, body);
    case 'entries':
      return entriesInto(range, slots, predicate, body);
  }
}

function bind(expression: Extract<Expression, { kind: 'bind' }>, scope: Scope): Closure {
  const value = compile(expression.value, scope);
  const { inner, slots } = withNames(scope, expression.variable, undefined);
  return bound(slots.first, value, compile(expression.body, inner));
}

function withNames(
  scope: Scope,
  first: string,
  second: string | undefined,
): { readonly inner: Scope; readonly slots: Slots } {
  const slots = { first: scope.newSlot(), second: second === undefined ? undefined : scope.newSlot() };
  const names = new Map(scope.names).set(first, slots.first);
  if (second !== undefined && slots.second !== undefined) names.set(second, slots.second);
  return { inner: { ...scope, names }, slots };
}
