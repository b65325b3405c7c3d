import { hasField, mapKey, optionalField, readField } from './access.ts';
import { Optional } from './optional.ts';
import { spendOnNewList } from './meter.ts';
import type { Frame } from './meter.ts';
import { EvaluationError, isError, typeName } from './values.ts';
import type { Result, Value } from './values.ts';

/** A compiled expression. It pays for what it reads and builds; its nodes are paid for by the {@link Block} it is in. */
export type Closure = (frame: Frame) => Result;

/** What runs as a whole: an expression, or what a macro does with an element. Its steps are paid before each run. */
export interface Block {
  readonly run: Closure;
  readonly steps: number;
}

export const constant =
  (value: Value): Closure =>
  () =>
    value;

export const failing =
  (error: EvaluationError): Closure =>
  () =>
    error;

/** What stands in a slot: the value of a root or of a macro's variable. */
export const slotted =
  (slot: number): Closure =>
  ({ slots }) =>
    slots[slot] ?? null;

export const field =
  (operand: Closure, name: string): Closure =>
  (frame) => {
    const container = operand(frame);
    return isError(container) ? container : readField(container, name);
  };

export const has = (operand: Closure, name: string): Closure => unary(operand, (_, value) => hasField(value, name));

export const fieldAsOptional = (operand: Closure, name: string): Closure =>
  unary(operand, (_, value) => optionalField(value, name));

export const list =
  (elements: readonly Closure[], optionalAt: ReadonlySet<number>): Closure =>
  (frame) => {
    spendOnNewList(frame, elements.length);
    const values = valuesOf(frame, elements);
    return optionalAt.size === 0 || values instanceof EvaluationError ? values : present(values, optionalAt);
  };

/** The values, of those that are optionals what they hold. */
function present(values: readonly Value[], optionalAt: ReadonlySet<number>): Result {
  const made: Value[] = [];
  for (const [at, value] of values.entries()) {
    if (!optionalAt.has(at)) made.push(value);
    else if (!(value instanceof Optional)) return notOptional(value);
    else if (value.content !== undefined) made.push(value.content);
  }
  return made;
}

const notOptional = (value: Value): EvaluationError =>
  new EvaluationError(`expected an optional, got ${typeName(value)}`);

/** The values of all, or the first error. */
function valuesOf(frame: Frame, closures: readonly Closure[]): readonly Value[] | EvaluationError {
  const values: Value[] = [];
  for (const closure of closures) {
    const value = closure(frame);
    if (isError(value)) return value;
    values.push(value);
  }
  return values;
}

/** A map out of keys and values, which take turns. Entries at `optionalAt` have optionals for values. */
export const map =
  (keysAndValues: readonly Closure[], optionalAt: ReadonlySet<number>): Closure =>
  (frame) => {
    spendOnNewList(frame, keysAndValues.length);
    const values = valuesOf(frame, keysAndValues);
    return values instanceof EvaluationError ? values : entries(values, optionalAt);
  };

function entries(keysAndValues: readonly Value[], optionalAt: ReadonlySet<number>): Result {
  const made = new Map<Value, Value>();
  for (let at = 0; at < keysAndValues.length; at += 2) {
    let value: Value | undefined = keysAndValues[at + 1] ?? null;
    if (optionalAt.has(at / 2)) {
      if (!(value instanceof Optional)) return notOptional(value);
      value = value.content;
    }
    if (value === undefined) continue;
    const problem = addEntry(made, keysAndValues[at] ?? null, value);
    if (problem) return problem;
  }
  return made;
}

/** Adds to a map that a rule writes; the error when the key is none, or taken. */
export function addEntry(made: Map<Value, Value>, written: Value, value: Value): EvaluationError | undefined {
  const type = typeName(written);
  if (!KEY_TYPES.has(type)) return new EvaluationError(`a map has no keys of type ${type}`);
  const key = mapKey(written);
  if (made.has(key)) return new EvaluationError('a map has a key twice');
  made.set(key, value);
  return undefined;
}

const KEY_TYPES: ReadonlySet<string> = new Set(['bool', 'int', 'uint', 'string']);

export const not =
  (operand: Closure): Closure =>
  (frame) => {
    const value = operand(frame);
    return typeof value === 'boolean' ? !value : notBool(value);
  };

export const unary =
  (operand: Closure, apply: (frame: Frame, a: Value) => Result): Closure =>
  (frame) => {
    const value = operand(frame);
    return isError(value) ? value : apply(frame, value);
  };

export const binary =
  (left: Closure, right: Closure, apply: (frame: Frame, a: Value, b: Value) => Result): Closure =>
  (frame) => {
    const a = left(frame);
    if (isError(a)) return a;
    const b = right(frame);
    return isError(b) ? b : apply(frame, a, b);
  };

/** The same with a constant on the right: most comparisons are such, and it saves a call. */
export const binaryWith =
  (left: Closure, constant: Value, apply: (frame: Frame, a: Value, b: Value) => Result): Closure =>
  (frame) => {
    const a = left(frame);
    return isError(a) ? a : apply(frame, a, constant);
  };

export const several =
  (operands: readonly Closure[], apply: (frame: Frame, values: readonly Value[]) => Result): Closure =>
  (frame) => {
    const values = valuesOf(frame, operands);
    return values instanceof EvaluationError ? values : apply(frame, values);
  };

/** `&&` (decided by false) and `||` (by true): any operand may decide, whatever errors the others have. */
export function logical(operands: readonly Closure[], decisive: boolean): Closure {
  const [first, second, ...rest] = operands;
  return first && second && rest.length === 0
    ? logicalOfTwo(first, second, decisive)
    : logicalOfAny(operands, decisive);
}

const logicalOfAny =
  (operands: readonly Closure[], decisive: boolean): Closure =>
  (frame) => {
    let error: EvaluationError | undefined;
    for (const operand of operands) {
      const value = operand(frame);
      if (value === decisive) return decisive;
      if (typeof value !== 'boolean') error ??= notBool(value);
    }
    return error ?? !decisive;
  };

/** The same for most there are, which saves a loop. */
const logicalOfTwo =
  (first: Closure, second: Closure, decisive: boolean): Closure =>
  (frame) => {
    const a = first(frame);
    if (a === decisive) return decisive;
    const b = second(frame);
    if (b === decisive) return decisive;
    if (typeof a !== 'boolean') return notBool(a);
    return typeof b === 'boolean' ? !decisive : notBool(b);
  };

export const conditional =
  (condition: Closure, then: Closure, otherwise: Closure): Closure =>
  (frame) => {
    const holds = condition(frame);
    if (typeof holds !== 'boolean') return notBool(holds);
    return holds ? then(frame) : otherwise(frame);
  };

/** Evaluates `value`, keeps it in the slot, and goes on with `body`. */
export const bound =
  (slot: number, value: Closure, body: Closure): Closure =>
  (frame) => {
    frame.slots[slot] = value(frame);
    return body(frame);
  };

/** `over.optMap(variable, body)`: nothing for nothing; of `optFlatMap` the body is the optional. */
export const optionalMapOf = (over: Closure, slot: number, body: Closure, flat: boolean): Closure =>
  unary(over, (frame, optional) => {
    if (!(optional instanceof Optional)) return notOptional(optional);
    if (optional.content === undefined) return optional;
    frame.slots[slot] = optional.content;
    const value = body(frame);
    if (isError(value)) return value;
    if (!flat) return new Optional(value);
    return value instanceof Optional ? value : notOptional(value);
  });

/** The error that stands where a bool should. */
export const notBool = (result: Result): EvaluationError =>
  isError(result) ? result : new EvaluationError(`expected a bool, got ${typeName(result)}`);
