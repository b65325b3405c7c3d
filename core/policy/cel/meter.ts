import { EvaluationError } from './values.ts';
import type { Recorder } from './recorder.ts';
import type { Result } from './values.ts';

/** UTF-16 units of the longest text that a rule may build. */
export const MAX_TEXT = 2 ** 20;

/** Elements of the longest list that a rule may build. */
export const MAX_LIST = 2 ** 17;

/** Units of text that are read or written for one step. */
const TEXT_PER_STEP = 8;

/**
 * One evaluation under way: where its variables stand, and what it may still spend. Steps count operations and what
 * they touch, never time, so an expression stops at the same point on every machine.
 */
export interface Frame {
  steps: number;
  /** Root variables first, then `variables.NAME` once computed, then the variables of macros. */
  readonly slots: (Result | undefined)[];
  /** How many of `variables.NAME` were. */
  computed: number;
  /** What is noted on the way; only when an evaluation is traced. */
  readonly trace: Recorder | undefined;
}

/**
 * Ends an evaluation whose budget is spent. Thrown, not returned, because nothing may absorb it: `|| true` would make
 * a rule pass by being too long. It never leaves this folder.
 */
export class BudgetExhausted extends Error {
  readonly reason: EvaluationError;

  constructor(message: string) {
    super(message);
    this.reason = new EvaluationError(message);
  }
}

/** Pays for what comes next, before it is done. */
export function spend(frame: Frame, steps: number): void {
  frame.steps -= steps;
  if (frame.steps < 0) throw exhausted();
}

/** Pays for looking through text of so many UTF-16 units. */
export function spendOnText(frame: Frame, units: number): void {
  spend(frame, stepsForText(units));
}

export const stepsForText = (units: number): number => Math.ceil(units / TEXT_PER_STEP);

/** Pays for text of so many UTF-16 units, before it is built. */
export function spendOnNewText(frame: Frame, units: number): void {
  if (units > MAX_TEXT) throw new BudgetExhausted(`text longer than ${String(MAX_TEXT)} characters`);
  spendOnText(frame, units);
}

/** Pays for a list of so many elements, before it is built. */
export function spendOnNewList(frame: Frame, elements: number): void {
  if (elements > MAX_LIST) throw new BudgetExhausted(`list longer than ${String(MAX_LIST)} elements`);
  spend(frame, elements);
}

const exhausted = (): BudgetExhausted => new BudgetExhausted('the expression takes more steps than it may');
