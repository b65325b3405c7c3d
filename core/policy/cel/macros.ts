import { notBool } from './closures.ts';
import type { Closure } from './closures.ts';
import { entriesOf } from './equality.ts';
import { spend, spendOnNewList, tick } from './meter.ts';
import type { Frame } from './meter.ts';
import { EvaluationError, isError, isList, typeName } from './values.ts';
import type { List, Result, Value } from './values.ts';

/** `over.all(x, p)`: false wins over errors, errors over true. Source: cel-spec, langdef.md, "Macros". */
export const allOf = (over: Closure, slot: number, predicate: Closure): Closure =>
  quantifier(over, slot, predicate, false);

/** `over.exists(x, p)`: true wins over errors, errors over false. */
export const anyOf = (over: Closure, slot: number, predicate: Closure): Closure =>
  quantifier(over, slot, predicate, true);

/** Stops at the first element for which the predicate is `decisive`. */
function quantifier(over: Closure, slot: number, predicate: Closure, decisive: boolean): Closure {
  return (frame) => {
    tick(frame);
    const elements = elementsOf(frame, over(frame));
    if (elements instanceof EvaluationError) return elements;
    let error: EvaluationError | undefined;
    for (const element of elements) {
      frame.slots[slot] = element;
      const holds = predicate(frame);
      if (holds === decisive) return decisive;
      if (typeof holds !== 'boolean') error ??= notBool(holds);
    }
    return error ?? !decisive;
  };
}

/** `over.exists_one(x, p)`: any error is the answer. */
export function exactlyOneOf(over: Closure, slot: number, predicate: Closure): Closure {
  return (frame) => {
    tick(frame);
    const elements = elementsOf(frame, over(frame));
    if (elements instanceof EvaluationError) return elements;
    let count = 0;
    for (const element of elements) {
      frame.slots[slot] = element;
      const holds = predicate(frame);
      if (typeof holds !== 'boolean') return notBool(holds);
      if (holds) count++;
    }
    return count === 1;
  };
}

/** `over.map(x, p, body)`; any error is the answer. */
export function transformOf(over: Closure, slot: number, predicate: Closure | undefined, body: Closure): Closure {
  return (frame) => {
    tick(frame);
    const elements = elementsOf(frame, over(frame));
    if (elements instanceof EvaluationError) return elements;
    spendOnNewList(frame, elements.length);
    const made: Value[] = [];
    for (const element of elements) {
      frame.slots[slot] = element;
      const wanted = predicate ? predicate(frame) : true;
      if (typeof wanted !== 'boolean') return notBool(wanted);
      if (!wanted) continue;
      const value = body(frame);
      if (isError(value)) return value;
      made.push(value);
    }
    return made;
  };
}

/** What a macro runs over: the elements of a list, the keys of a map. */
function elementsOf(frame: Frame, over: Result): List | EvaluationError {
  if (isError(over) || isList(over)) return over;
  const entries = entriesOf(over);
  if (entries === undefined) return new EvaluationError(`a macro runs over a list or a map, not ${typeName(over)}`);
  spend(frame, entries.size);
  return [...entries.keys()];
}
