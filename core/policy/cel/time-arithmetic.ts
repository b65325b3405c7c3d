import { Duration, durationOf } from './duration.ts';
import { Timestamp, timestampOf } from './timestamp.ts';
import type { Result, Value } from './values.ts';

/** `+` of times and durations; `undefined` where the operands are not such. */
export function addTimes(a: Value, b: Value): Result | undefined {
  if (a instanceof Duration && b instanceof Duration) return durationOf(a.nanoseconds + b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Duration) return timestampOf(a.nanoseconds + b.nanoseconds);
  if (a instanceof Duration && b instanceof Timestamp) return timestampOf(a.nanoseconds + b.nanoseconds);
  return undefined;
}

/** `-` of times and durations; `undefined` where the operands are not such. */
export function subtractTimes(a: Value, b: Value): Result | undefined {
  if (a instanceof Duration && b instanceof Duration) return durationOf(a.nanoseconds - b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Timestamp) return durationOf(a.nanoseconds - b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Duration) return timestampOf(a.nanoseconds - b.nanoseconds);
  return undefined;
}
