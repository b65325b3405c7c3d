import type { Closure } from './closures.ts';
import { outcomeBit } from './recorder.ts';
import { placeOf } from './trace.ts';
import type { TracedNodes } from './trace.ts';
import type { Expression } from './tree.ts';
import { isError } from './values.ts';

/** Notes the value of a node. Costs no step, so that a traced evaluation ends where the other does. */
export function valueNoted(traced: TracedNodes, node: Expression, run: Closure): Closure {
  const place = placeOf(traced, node);
  return (frame) => {
    const value = run(frame);
    if (frame.trace) frame.trace.values[place] = value;
    return value;
  };
}

/** Notes what comes of an operand or a branch. */
export function outcomeNoted(traced: TracedNodes, node: Expression, run: Closure): Closure {
  const place = placeOf(traced, node);
  return (frame) => {
    const value = run(frame);
    if (frame.trace) frame.trace.outcomes[place] = (frame.trace.outcomes[place] ?? 0) | outcomeBit(value);
    return value;
  };
}

/** Notes what a macro has come to, before its predicate or body runs on it. */
export function elementNoted(traced: TracedNodes, macro: Expression, slot: number, run: Closure): Closure {
  const place = placeOf(traced, macro);
  return (frame) => {
    const element = frame.slots[slot] ?? null;
    if (frame.trace && !isError(element)) frame.trace.elements[place] = element;
    return run(frame);
  };
}
