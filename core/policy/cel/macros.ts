import { addEntry, notBool } from './closures.ts';
import type { Block, Closure } from './closures.ts';
import { entriesOf } from './equality.ts';
import { spend, spendOnNewList } from './meter.ts';
import type { Frame } from './meter.ts';
import { EvaluationError, isError, isList, typeName } from './values.ts';
import type { List, Result, Value } from './values.ts';

/** Where the variables of a macro stand in the frame. */
export interface Slots {
  readonly first: number;
  /** Of a macro with two variables, which run over indexes or keys and what stands there. */
  readonly second: number | undefined;
}

/** `over.all(x, p)`: false wins over errors, errors over true. Source: cel-spec, langdef.md, "Macros". */
export const allOf = (over: Closure, slots: Slots, predicate: Block): Closure =>
  quantifier(over, slots, predicate, false);

/** `over.exists(x, p)`: true wins over errors, errors over false. */
export const anyOf = (over: Closure, slots: Slots, predicate: Block): Closure =>
  quantifier(over, slots, predicate, true);

/** Stops at the first element for which the predicate is `decisive`. */
function quantifier(over: Closure, slots: Slots, predicate: Block, decisive: boolean): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    let error: EvaluationError | undefined;
    for (let at = 0; at < range.firsts.length; at++) {
      spend(frame, predicate.steps);
      enter(frame, slots, range, at);
      const holds = predicate.run(frame);
      if (holds === decisive) return decisive;
      if (typeof holds !== 'boolean') error ??= notBool(holds);
    }
    return error ?? !decisive;
  };
}

/** `over.exists_one(x, p)`: any error is the answer. */
export function exactlyOneOf(over: Closure, slots: Slots, predicate: Block): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    let count = 0;
    for (let at = 0; at < range.firsts.length; at++) {
      spend(frame, predicate.steps);
      enter(frame, slots, range, at);
      const holds = predicate.run(frame);
      if (typeof holds !== 'boolean') return notBool(holds);
      if (holds) count++;
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
  predicate: Block | undefined,
  body: Block,
  begin: () => Made,
  add: Add<Made>,
): Closure {
  return (frame) => {
    const range = rangeOf(frame, over(frame), slots);
    if (range instanceof EvaluationError) return range;
    spendOnNewList(frame, range.firsts.length);
    const made = begin();
    for (let at = 0; at < range.firsts.length; at++) {
      enter(frame, slots, range, at);
      const wanted = predicate ? ran(frame, predicate) : true;
      if (typeof wanted !== 'boolean') return notBool(wanted);
      if (!wanted) continue;
      const value = ran(frame, body);
      if (isError(value)) return value;
      const problem = add(frame, made, range.firsts[at] ?? null, value);
      if (problem) return problem;
    }
    return made;
  };
}

type Transformed = (over: Closure, slots: Slots, predicate: Block | undefined, body: Block) => Closure;

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

function ran(frame: Frame, { run, steps }: Block): Result {
  spend(frame, steps);
  return run(frame);
}

/** What a macro runs over, by the variables that stand for it. */
interface Range {
  readonly firsts: List;
  readonly seconds: List | undefined;
}

function enter({ slots: values }: Frame, { first, second }: Slots, { firsts, seconds }: Range, at: number): void {
  values[first] = firsts[at] ?? null;
  if (second !== undefined) values[second] = seconds?.[at] ?? null;
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
