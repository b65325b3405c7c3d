import { Double, EvaluationError, Uint, intOf, isInt, uintOf } from './values.ts';
import type { Int, Result, Value } from './values.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** One operator on numbers: `small` may leave the safe integers, and then `exact` decides. */
interface Arithmetic {
  readonly small: (a: number, b: number) => number;
  readonly exact: (a: bigint, b: bigint) => bigint;
  readonly double: ((a: number, b: number) => number) | undefined;
}

/** `+ 0` turns -0, which no int is, into 0. Quotients of safe integers round to nothing they are not. */
const ARITHMETIC: Readonly<Record<ArithmeticOperator, Arithmetic>> = {
  '+': { small: (a, b) => a + b, exact: (a, b) => a + b, double: (a, b) => a + b },
  '-': { small: (a, b) => a - b, exact: (a, b) => a - b, double: (a, b) => a - b },
  '*': { small: (a, b) => a * b + 0, exact: (a, b) => a * b, double: (a, b) => a * b },
  '/': { small: (a, b) => Math.trunc(a / b) + 0, exact: (a, b) => a / b, double: (a, b) => a / b },
  '%': { small: (a, b) => (a % b) + 0, exact: (a, b) => a % b, double: undefined },
};

/** Applies an operator to two numbers of one type; `undefined` where they are none. Overflow is an error. */
export function arithmetic(operator: ArithmeticOperator, a: Value, b: Value): Result | undefined {
  if (isInt(a) && isInt(b)) return onInts(operator, a, b);
  if (a instanceof Double && b instanceof Double) {
    const apply = ARITHMETIC[operator].double;
    return apply && new Double(apply(a.value, b.value));
  }
  if (a instanceof Uint && b instanceof Uint) {
    if (b.value === 0n && divides(operator)) return byZero(operator);
    return uintOf(ARITHMETIC[operator].exact(a.value, b.value));
  }
  return undefined;
}

function onInts(operator: ArithmeticOperator, a: Int, b: Int): Result {
  if (divides(operator) && b === 0) return byZero(operator);
  const { small, exact } = ARITHMETIC[operator];
  if (typeof a === 'number' && typeof b === 'number') {
    const result = small(a, b);
    if (Number.isSafeInteger(result)) return result;
  }
  return intOf(exact(BigInt(a), BigInt(b)));
}

/** Unary minus; `undefined` where the value has none. */
export function negate(value: Value): Result | undefined {
  if (typeof value === 'number') return -value + 0;
  if (typeof value === 'bigint') return intOf(-value);
  return value instanceof Double ? new Double(-value.value) : undefined;
}

/** A number of any type as JavaScript compares it, exactly also across types; `undefined` where the value is none. */
export function magnitude(value: Value): number | bigint | undefined {
  if (isInt(value)) return value;
  return value instanceof Double || value instanceof Uint ? value.value : undefined;
}

/**
 * Below 0, 0 or above 0 as numbers of any types sort, NaN where one is none; `undefined` where a value is no number.
 * Beside a double, an int counts as the double next to it, as in cel-go: exact for all that a double can hold.
 */
export function numberOrder(a: Value, b: Value): number | undefined {
  const left = magnitude(a);
  const right = magnitude(b);
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === typeof right || !(a instanceof Double || b instanceof Double)) return orderOf(left, right);
  return orderOf(Number(left), Number(right));
}

function orderOf(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number.isNaN(a) || Number.isNaN(b) ? NaN : 0;
}

const divides = (operator: ArithmeticOperator): boolean => operator === '/' || operator === '%';

const byZero = (operator: ArithmeticOperator): EvaluationError =>
  new EvaluationError(operator === '/' ? 'division by zero' : 'modulo by zero');
