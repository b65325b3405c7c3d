import { Double, isError, isInt } from './cel/values.ts';
import type { Result } from './cel/values.ts';

/** What an int or a double comes to in JavaScript; `undefined` for whatever is no number, and for infinity and NaN. */
export function finiteNumber(result: Result): number | undefined {
  if (isError(result)) return undefined;
  if (isInt(result)) return Number(result);
  return result instanceof Double && Number.isFinite(result.value) ? result.value : undefined;
}
