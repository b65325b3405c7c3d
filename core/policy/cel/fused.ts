import { isInherited, plainField, readField } from './access.ts';
import { binaryWith } from './closures.ts';
import type { Closure } from './closures.ts';
import { BINARY_OPERATORS } from './operators.ts';
import type { BinaryOperator } from './operators.ts';
import { isError } from './values.ts';
import type { Result, Value } from './values.ts';

/**
 * What most clauses of most rules are, as one closure where there would be two or three: `d.mediaType == 'SSD'`. Each
 * comes to what those would, in as many steps.
 */

/** A field of a variable. */
export function fieldOfSlot(slot: number, name: string): Closure {
  if (isInherited(name)) return ({ slots }) => fieldIn(slots[slot] ?? null, name);
  return ({ slots }) => {
    const container = slots[slot] ?? null;
    return plainField(container, name) ?? fieldIn(container, name);
  };
}

const fieldIn = (container: Result, name: string): Result =>
  isError(container) ? container : readField(container, name);

/** UTF-16 units of a text with which to compare takes no longer than to pay for it would. */
const SHORT_TEXT = 16;

/** Where a comparison has a short text on its right: `==` and `!=`. */
export const isShortText = (value: Value): value is string => typeof value === 'string' && value.length <= SHORT_TEXT;

/** `==` and `!=` with a short text. */
export const comparesText =
  (operand: Closure, text: string, whenEqual: boolean): Closure =>
  (frame) => {
    const value = operand(frame);
    return isError(value) ? value : (value === text) === whenEqual;
  };

/** The same of a field of a variable. */
export function fieldComparesText(slot: number, name: string, text: string, whenEqual: boolean): Closure {
  if (isInherited(name)) return comparesText(fieldOfSlot(slot, name), text, whenEqual);
  return ({ slots }) => {
    const container = slots[slot] ?? null;
    const value = plainField(container, name) ?? fieldIn(container, name);
    return typeof value === 'string' || !isError(value) ? (value === text) === whenEqual : value;
  };
}

type Order = '<' | '<=' | '>' | '>=';

export const isOrder = (operator: BinaryOperator): operator is Order => ORDERS.has(operator);

const ORDERS: ReadonlySet<BinaryOperator> = new Set<Order>(['<', '<=', '>', '>=']);

/** A field of a variable against an int: {@link BINARY_OPERATORS} knows what else may stand in the field. */
export function fieldAgainstInt(slot: number, name: string, operator: Order, limit: number): Closure {
  const otherwise = binaryWith(fieldOfSlot(slot, name), limit, BINARY_OPERATORS[operator]);
  if (isInherited(name)) return otherwise;
  return (frame) => {
    const value = plainField(frame.slots[slot] ?? null, name);
    return typeof value === 'number' ? holds(operator, value, limit) : otherwise(frame);
  };
}

function holds(operator: Order, a: number, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}
