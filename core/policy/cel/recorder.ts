import { isError } from './values.ts';
import type { Result, Value } from './values.ts';

/** A trace under way, by the places that the nodes of an expression have been given. */
export interface Recorder {
  readonly values: (Result | undefined)[];
  readonly elements: (Value | undefined)[];
  /** What came of an operand or a branch, each as its {@link outcomeBit}. */
  readonly outcomes: number[];
}

export const createRecorder = (): Recorder => ({ values: [], elements: [], outcomes: [] });

/** One bit for true, false, an error and any other value, in this order. */
export function outcomeBit(result: Result): number {
  if (typeof result === 'boolean') return result ? 1 : 2;
  return isError(result) ? 4 : 8;
}
