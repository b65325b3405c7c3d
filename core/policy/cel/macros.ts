import { afterAlike, ask, asking, run } from './bodies.ts';
import type { Body, Range, Slots } from './bodies.ts';
import { addEntry, notBool } from './closures.ts';
import type { Closure } from './closures.ts';
import { entriesOf } from './equality.ts';
import { spend, spendOnNewList } from './meter.ts';
import type { Frame } from './meter.ts';
import { EvaluationError, isError, isList, typeName } from './values.ts';
import type { Result, Value } from './values.ts';

/** `over.all(x, p)`: false wins over errors, errors over true. Source: cel-spec, langdef.md, "Macros". */
export const allOf = (over: Closure, slots: Slots, predicate: Body): Closure =>
  quantifier(over, slots, predicate, false);

/** `over.exists(x, p)`: true wins over errors, errors over false. */
export const anyOf = (over: Closure, slots: Slots, predicate: Body): Closure =>
  quantifier(over, slots, predicate, true);

/** Stops at the first element for which the predicate is `decisive`. */
function quantifier(over: Closure, slots: Slots, predicate: Body, decisive: boolean): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    const asked = asking(predicate, slots, range);
    let error: EvaluationError | undefined;
    for (let at = 0; at < range.firsts.length; at = asked ? afterAlike(frame, asked, at) : at + 1) {
      const holds = asked ? ask(frame, asked, at) : run(frame, predicate, slots, range, at);
      if (holds === decisive) return decisive;
      if (typeof holds !== 'boolean') error ??= notBool(holds);
    }
    return error ?? !decisive;
  };
}

/** `over.exists_one(x, p)`: any error is the answer. */
export function exactlyOneOf(over: Closure, slots: Slots, predicate: Body): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    const asked = asking(predicate, slots, range);
    let count = 0;
    for (let at = 0, next = 0; at < range.firsts.length; at = next) {
      const holds = asked ? ask(frame, asked, at) : run(frame, predicate, slots, range, at);
      if (typeof holds !== 'boolean') return notBool(holds);
      next = asked ? afterAlike(frame, asked, at) : at + 1;
      if (holds) count += next - at;
    }
    return count === 1;
  };
}

/** What a transformation adds of one element; the error when it cannot. */
type Add<Made> = (frame: Frame, made: Made, first: Value, value: Value) => EvaluationError | undefined;

/** `over.map(x, p, body)` and its kin; any error is the answer. */
function transformation<Made extends Value>(
  over: Closure,
  slots: Slots,
  predicate: Body | undefined,
  body: Body,
  begin: () => Made,
  add: Add<Made>,
): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    spendOnNewList(frame, range.firsts.length);
    const wants = predicate && asking(predicate, slots, range);
    const makes = asking(body, slots, range);
    const made = begin();
    for (let at = 0; at < range.firsts.length; at++) {
      const wanted = wants ? ask(frame, wants, at) : !predicate || run(frame, predicate, slots, range, at);
      if (typeof wanted !== 'boolean') return notBool(wanted);
      if (!wanted) continue;
      const value = makes ? ask(frame, makes, at) : run(frame, body, slots, range, at);
      if (isError(value)) return value;
      const problem = add(frame, made, range.firsts[at] ?? null, value);
      if (problem) return problem;
    }
    return made;
  };
}

type Transformed = (over: Closure, slots: Slots, predicate: Body | undefined, body: Body) => Closure;

export const listOf: Transformed = (over, slots, predicate, body) =>
  transformation<Value[]>(
    over,
    slots,
    predicate,
    body,
    () => [],
    (_, made, __, value) => {
      made.push(value);
      return undefined;
    },
  );

export const mapOf: Transformed = (over, slots, predicate, body) =>
  transformation<Map<Value, Value>>(
    over,
    slots,
    predicate,
    body,
    () => new Map(),
    (_, made, first, value) => addEntry(made, first, value),
  );

export const entriesInto: Transformed = (over, slots, predicate, body) =>
  transformation<Map<Value, Value>>(over, slots, predicate, body, () => new Map(), addEntries);

function addEntries(frame: Frame, made: Map<Value, Value>, _: Value, value: Value): EvaluationError | undefined {
  const entries = entriesOf(value);
  if (!entries) return new EvaluationError(`an entry is a map, not ${typeName(value)}`);
  spendOnNewList(frame, made.size + entries.size);
  for (const [key, of] of entries) {
    const problem = addEntry(made, key, of);
    if (problem) return problem;
  }
  return undefined;
}

/** The elements of a list or the keys of a map; with two variables, indexes and elements or keys and values. */
function rangeOf(frame: Frame, over: Result, { second }: Slots): Range | EvaluationError {
  if (isError(over)) return over;
  if (isList(over)) {
    if (second === undefined) return { firsts: over, seconds: undefined };
    spend(frame, over.length);
    return { firsts: over.map((_, at) => at), seconds: over };
  }
  const entries = entriesOf(over);
  if (entries === undefined) return new EvaluationError(`a macro runs over a list or a map, not ${typeName(over)}`);
  spend(frame, entries.size);
  return { firsts: [...entries.keys()], seconds: second === undefined ? undefined : [...entries.values()] };
}
