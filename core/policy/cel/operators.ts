import { fieldOf, mapKey } from './access.ts';
import { contains, equals } from './equality.ts';
import { spendOnNewList, spendOnNewText, spendOnText } from './meter.ts';
import type { Frame } from './meter.ts';
import { arithmetic, numberOrder } from './numbers.ts';
import type { ArithmeticOperator } from './numbers.ts';
import { addTimes, subtractTimes } from './time-arithmetic.ts';
import { EvaluationError, Opaque, isFields, isList, isMap, typeName } from './values.ts';
import type { Result, Value } from './values.ts';

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | ArithmeticOperator;

type Apply = (frame: Frame, a: Value, b: Value) => Result;

/** Every operator with two operands whose operands are both evaluated first; `&&` and `||` are not among them. */
export const BINARY_OPERATORS: Readonly<Record<BinaryOperator, Apply>> = {
  '==': equals,
  '!=': (frame, a, b) => !equals(frame, a, b),
  '<': (frame, a, b) => ordered(frame, '<', a, b),
  '<=': (frame, a, b) => ordered(frame, '<=', a, b),
  '>': (frame, a, b) => ordered(frame, '>', a, b),
  '>=': (frame, a, b) => ordered(frame, '>=', a, b),
  in: membership,
  '+': (frame, a, b) => arithmetic('+', a, b) ?? addTimes(a, b) ?? concatenation(frame, a, b),
  '-': (_, a, b) => arithmetic('-', a, b) ?? subtractTimes(a, b) ?? noOverload('-', a, b),
  '*': (_, a, b) => arithmetic('*', a, b) ?? noOverload('*', a, b),
  '/': (_, a, b) => arithmetic('/', a, b) ?? noOverload('/', a, b),
  '%': (_, a, b) => arithmetic('%', a, b) ?? noOverload('%', a, b),
};

function ordered(frame: Frame, operator: '<' | '<=' | '>' | '>=', a: Value, b: Value): Result {
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : compare(frame, a, b);
  if (order === undefined) return noOverload(operator, a, b);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Below 0, 0 or above 0 as `a` sorts; NaN where doubles do not sort, `undefined` where the types do not. */
export function compare(frame: Frame, a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    spendOnText(frame, Math.min(a.length, b.length));
    return compareText(a, b);
  }
  const order = numberOrder(a, b);
  if (order !== undefined) return order;
  if (a instanceof Opaque && b instanceof Opaque) return a.type === b.type ? a.compare(b) : undefined;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return a instanceof Uint8Array && b instanceof Uint8Array ? compareBytes(frame, a, b) : undefined;
}

/**
 * CEL sorts text by code point, JavaScript by UTF-16 unit; they differ where a surrogate meets a unit above it.
 * Source: cel-spec, langdef.md, "Ordering".
 */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

function compareBytes(frame: Frame, a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  spendOnText(frame, shared);
  for (let at = 0; at < shared; at++) {
    const order = (a[at] ?? 0) - (b[at] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function membership(frame: Frame, value: Value, container: Value): Result {
  if (isList(container)) return contains(frame, container, value);
  if (isMap(container)) return container.has(mapKey(value));
  if (isFields(container)) {
    return typeof value === 'string' && fieldOf(container, value) !== undefined;
  }
  return noOverload('in', value, container);
}

function concatenation(frame: Frame, a: Value, b: Value): Result {
  if (typeof a === 'string' && typeof b === 'string') {
    spendOnNewText(frame, a.length + b.length);
    return a + b;
  }
  if (isList(a) && isList(b)) {
    spendOnNewList(frame, a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array) {
    spendOnNewText(frame, a.length + b.length);
    const joined = new Uint8Array(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  }
  return noOverload('+', a, b);
}

const noOverload = (operator: string, a: Value, b: Value): EvaluationError =>
  new EvaluationError(`no such overload: ${typeName(a)} ${operator} ${typeName(b)}`);
