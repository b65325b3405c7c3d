import { spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { EvaluationError, isInt, typeName } from '../values.ts';
import type { Int, Result, Value } from '../values.ts';
import { noFunction } from './library.ts';

/** Number of code points: what CEL calls the size of a text. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) if (isPairAt(text, at)) count--;
  return count;
}

const isPairAt = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;

/** The UTF-16 index of the code point at this position; `undefined` where the text has none and does not end there. */
function unitAt(text: string, position: Int): number | undefined {
  let unit = 0;
  for (let point = 0; point < position; point++) {
    if (unit >= text.length) return undefined;
    unit += isPairAt(text, unit) ? 2 : 1;
  }
  return unit;
}

/**
 * An offset past the end finds nothing, one before the start is an error, and empty text is where the search starts.
 * Source: cel-go, ext/strings.go.
 */
export function indexOf(frame: Frame, text: Value, part: Value, from: Value): Result {
  if (typeof text !== 'string' || typeof part !== 'string' || !isInt(from)) return noFunction('indexOf', text, part);
  spendOnText(frame, text.length);
  if (from < 0) return outside(from);
  const start = unitAt(text, from);
  if (part === '') return start === undefined ? codePoints(text) : from;
  return start === undefined ? -1 : positionOf(text, text.indexOf(part, start));
}

export function lastIndexOf(frame: Frame, text: Value, part: Value, from: Value | undefined): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return noFunction('lastIndexOf', text, part);
  spendOnText(frame, text.length);
  if (from === undefined) return positionOf(text, text.lastIndexOf(part));
  if (!isInt(from)) return noFunction('lastIndexOf', text, part, from);
  if (from < 0) return outside(from);
  const start = unitAt(text, from);
  if (part === '') return start === undefined ? codePoints(text) : from;
  return start === undefined || start >= text.length ? -1 : positionOf(text, text.lastIndexOf(part, start));
}

const positionOf = (text: string, unit: number): number => (unit < 0 ? -1 : codePoints(text.slice(0, unit)));

/** Empty right behind the last character. */
export function charAt(frame: Frame, text: Value, position: Value): Result {
  if (typeof text !== 'string' || !isInt(position)) return noFunction('charAt', text, position);
  spendOnText(frame, text.length);
  const unit = positionIn(text, position);
  if (unit instanceof EvaluationError) return unit;
  return text.slice(unit, unit + (isPairAt(text, unit) ? 2 : 1));
}

export function substring(frame: Frame, text: Value, start: Value, end: Value | undefined): Result {
  if (typeof text !== 'string') return noFunction('substring', text);
  spendOnNewText(frame, text.length);
  const from = positionIn(text, start);
  if (from instanceof EvaluationError) return from;
  const to = end === undefined ? text.length : positionIn(text, end);
  if (to instanceof EvaluationError) return to;
  return to < from ? new EvaluationError('substring ends before it starts') : text.slice(from, to);
}

function positionIn(text: string, position: Value): number | EvaluationError {
  const unit = isInt(position) && position >= 0 ? unitAt(text, position) : undefined;
  return unit ?? outside(position);
}

const outside = (position: Value): EvaluationError =>
  new EvaluationError(`position ${isInt(position) ? position.toString() : typeName(position)} lies outside the text`);
