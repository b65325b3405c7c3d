import { groupsOf } from './alike.ts';
import type { Groups } from './alike.ts';
import type { Block, Closure } from './closures.ts';
import { readsOf } from './element-reads.ts';
import type { Reads } from './element-reads.ts';
import { fixedSteps } from './fixed-steps.ts';
import { spend } from './meter.ts';
import type { Frame } from './meter.ts';
import type { TracedNodes } from './trace.ts';
import { pathText } from './tree.ts';
import type { Expression, Quantifier, Transform } from './tree.ts';
import { isError } from './values.ts';
import type { List, Result } from './values.ts';

/** Where the variables of a macro stand in the frame. */
export interface Slots {
  readonly first: number;
  /** Of a macro with two variables, which run over indexes or keys and what stands there. */
  readonly second: number | undefined;
}

/** What a macro runs over, by the variables that stand for it. */
export interface Range {
  readonly firsts: List;
  readonly seconds: List | undefined;
}

/** What a macro runs on each element. */
export interface Body extends Block {
  /** Where it is all that tells elements apart: those that are alike may be asked once. */
  readonly reads: Reads | undefined;
}

/** A list is only asked again if it stands somewhere; a trace needs to see each element asked. */
export function bodyOf(
  body: Expression,
  run: Closure,
  { over, variable, second }: Quantifier | Transform,
  traced: TracedNodes | undefined,
): Body {
  const groupable = !traced && second === undefined && pathText(over) !== undefined;
  return { run, steps: fixedSteps(body), reads: groupable ? readsOf(body, variable) : undefined };
}

/** A body on its way over elements of which it is known which are alike. */
export interface Asking {
  readonly body: Body;
  readonly slots: Slots;
  readonly range: Range;
  readonly answers: Answers;
}

/** What was said of an element of each group, and the steps that saying it took. */
interface Answers {
  readonly groups: Groups;
  readonly results: (Result | undefined)[];
  readonly steps: number[];
}

/** Nothing where each element is to be asked: then a macro {@link run}s its body on it. */
export function asking(body: Body, slots: Slots, range: Range): Asking | undefined {
  const groups = body.reads && groupsOf(range.firsts, body.reads);
  return groups && { body, slots, range, answers: { groups, results: [], steps: [] } };
}

/** What the body says of an element. Takes the steps that it takes to say it, whether or not it is asked. */
export function ask(frame: Frame, { body, slots, range, answers }: Asking, at: number): Result {
  const { groups, results, steps } = answers;
  const group = groups[at] ?? 0;
  const said = results[group];
  if (said !== undefined) {
    spend(frame, steps[group] ?? 0);
    return said;
  }
  const { steps: left, computed } = frame;
  const result = run(frame, body, slots, range, at);
  // The first to read a variable pays for it, those after it do not.
  if (computed === frame.computed && !hasIdentity(result)) {
    results[group] = result;
    steps[group] = left - frame.steps;
  }
  return result;
}

/**
 * Where to go on after an element about whose like nothing more is to be learnt: takes the steps of asking those that
 * follow it and are alike.
 */
export function afterAlike(frame: Frame, { answers }: Asking, at: number): number {
  const { groups, results, steps } = answers;
  const group = groups[at] ?? 0;
  if (results[group] === undefined) return at + 1;
  let next = at + 1;
  while (next < groups.length && groups[next] === group) next++;
  spend(frame, (next - at - 1) * (steps[group] ?? 0));
  return next;
}

/** Whether one value in two places compares in fewer steps than two values would. */
const hasIdentity = (result: Result): boolean => typeof result === 'object' && result !== null && !isError(result);

/** Pays for what the body does with an element, and does it. */
export function run(frame: Frame, body: Body, slots: Slots, range: Range, at: number): Result {
  spend(frame, body.steps);
  frame.slots[slots.first] = range.firsts[at] ?? null;
  if (slots.second !== undefined) frame.slots[slots.second] = range.seconds?.[at] ?? null;
  return body.run(frame);
}
