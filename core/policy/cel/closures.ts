import { fieldOf, mapKey, noSuchKey } from './access.ts';
import { spend, spendOnNewList, stepsForText, tick } from './meter.ts';
import type { Frame } from './meter.ts';
import { EvaluationError, isError, typeName } from './values.ts';
import type { Result, Value } from './values.ts';

/** A compiled expression. It pays at least one step whenever it runs: that bounds every loop. */
export type Closure = (frame: Frame) => Result;

export const constant =
  (value: Value): Closure =>
  (frame) => {
    tick(frame);
    return value;
  };

export const failing =
  (error: EvaluationError): Closure =>
  (frame) => {
    tick(frame);
    return error;
  };

/** What stands in a slot: the value of a root or of a macro's variable. */
export const slotted =
  (slot: number): Closure =>
  (frame) => {
    tick(frame);
    return frame.slots[slot] ?? null;
  };

/** Records what `read` yields under the text of it, when the evaluation is watched. */
export const recording =
  (path: string, read: Closure): Closure =>
  (frame) => {
    const value = read(frame);
    frame.reads?.set(path, value);
    return value;
  };

export const field =
  (operand: Closure, name: string): Closure =>
  (frame) => {
    tick(frame);
    return readField(operand(frame), name);
  };

/** Most reads are a field of a variable: those are one closure instead of two. */
export const fieldOfSlot =
  (slot: number, name: string): Closure =>
  (frame) => {
    tick(frame);
    return readField(frame.slots[slot] ?? null, name);
  };

function readField(container: Result, name: string): Result {
  if (isError(container)) return container;
  const value = fieldOf(container, name);
  return value === undefined ? noSuchKey(name) : value;
}

export const has =
  (operand: Closure, name: string): Closure =>
  (frame) => {
    tick(frame);
    const container = operand(frame);
    return isError(container) ? container : fieldOf(container, name) !== undefined;
  };

export const list =
  (elements: readonly Closure[]): Closure =>
  (frame) => {
    tick(frame);
    spendOnNewList(frame, elements.length);
    return valuesOf(frame, elements);
  };

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

/** A map out of keys and values, which take turns. */
export const map =
  (keysAndValues: readonly Closure[]): Closure =>
  (frame) => {
    tick(frame);
    const values = valuesOf(frame, keysAndValues);
    if (values instanceof EvaluationError) return values;
    const made = new Map<Value, Value>();
    for (let at = 0; at < values.length; at += 2) {
      const key = mapKey(values[at] ?? null);
      if (made.has(key)) return new EvaluationError('a map has a key twice');
      made.set(key, values[at + 1] ?? null);
    }
    return made;
  };

export const not =
  (operand: Closure): Closure =>
  (frame) => {
    tick(frame);
    const value = operand(frame);
    return typeof value === 'boolean' ? !value : notBool(value);
  };

export const unary =
  (operand: Closure, apply: (frame: Frame, a: Value) => Result): Closure =>
  (frame) => {
    tick(frame);
    const value = operand(frame);
    return isError(value) ? value : apply(frame, value);
  };

export const binary =
  (left: Closure, right: Closure, apply: (frame: Frame, a: Value, b: Value) => Result): Closure =>
  (frame) => {
    tick(frame);
    const a = left(frame);
    if (isError(a)) return a;
    const b = right(frame);
    return isError(b) ? b : apply(frame, a, b);
  };

export const several =
  (operands: readonly Closure[], apply: (frame: Frame, values: readonly Value[]) => Result): Closure =>
  (frame) => {
    tick(frame);
    const values = valuesOf(frame, operands);
    return values instanceof EvaluationError ? values : apply(frame, values);
  };

/** `==` and `!=` with a text: what most clauses of most rules are, and worth a closure less. */
export function comparesText(operand: Closure, text: string, whenEqual: boolean): Closure {
  const steps = stepsForText(text.length) + 1;
  return (frame) => {
    spend(frame, steps);
    const value = operand(frame);
    return isError(value) ? value : (value === text) === whenEqual;
  };
}

/** `&&` (decided by false) and `||` (by true): any operand may decide, whatever errors the others have. */
export const logical =
  (operands: readonly Closure[], decisive: boolean): Closure =>
  (frame) => {
    tick(frame);
    let error: EvaluationError | undefined;
    for (const operand of operands) {
      const value = operand(frame);
      if (value === decisive) return decisive;
      if (typeof value !== 'boolean') error ??= notBool(value);
    }
    return error ?? !decisive;
  };

export const conditional =
  (condition: Closure, then: Closure, otherwise: Closure): Closure =>
  (frame) => {
    tick(frame);
    const holds = condition(frame);
    if (typeof holds !== 'boolean') return notBool(holds);
    return holds ? then(frame) : otherwise(frame);
  };

/** Evaluates `value`, keeps it in the slot, and goes on with `body`. */
export const bound =
  (slot: number, value: Closure, body: Closure): Closure =>
  (frame) => {
    tick(frame);
    frame.slots[slot] = value(frame);
    return body(frame);
  };

/** The error that stands where a bool should. */
export const notBool = (result: Result): EvaluationError =>
  isError(result) ? result : new EvaluationError(`expected a bool, got ${typeName(result)}`);
