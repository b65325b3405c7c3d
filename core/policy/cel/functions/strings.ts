import { spend, spendOnNewList, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { EvaluationError, isInt, isList, typeName } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { method, noFunction } from './library.ts';
import type { FunctionEntry } from './library.ts';

/**
 * Text, after Kubernetes' and cel-go's string library (ext/strings, version 2). Positions and lengths count code points.
 */
export const STRING_FUNCTIONS: readonly FunctionEntry[] = [
  method('startsWith', 2, (frame, text, part) => test(frame, 'startsWith', text, part, (a, b) => a.startsWith(b))),
  method('endsWith', 2, (frame, text, part) => test(frame, 'endsWith', text, part, (a, b) => a.endsWith(b))),
  method('contains', 2, (frame, text, part) => test(frame, 'contains', text, part, (a, b) => a.includes(b))),
  method('lowerAscii', 1, (frame, text) => rewrite(frame, 'lowerAscii', text, lowerAscii)),
  method('upperAscii', 1, (frame, text) => rewrite(frame, 'upperAscii', text, upperAscii)),
  method('trim', 1, (frame, text) => rewrite(frame, 'trim', text, (a) => a.trim())),
  method('indexOf', 2, (frame, text, part) => indexOf(frame, text, part, 0)),
  method('indexOf', 3, indexOf),
  method('lastIndexOf', 2, (frame, text, part) => lastIndexOf(frame, text, part, undefined)),
  method('lastIndexOf', 3, lastIndexOf),
  method('substring', 2, (frame, text, start) => substring(frame, text, start, undefined)),
  method('substring', 3, substring),
  method('replace', 3, (frame, text, from, to) => replace(frame, text, from, to, -1), [
    'string.replace(string, string): string',
  ]),
  method('replace', 4, replace, ['string.replace(string, string, int): string']),
  method('split', 2, (frame, text, separator) => split(frame, text, separator, -1)),
  method('split', 3, split),
  method('join', 1, (frame, list) => join(frame, list, '')),
  method('join', 2, join),
];

function test(
  frame: Frame,
  name: string,
  text: Value,
  part: Value,
  holds: (text: string, part: string) => boolean,
): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return noFunction(name, text, part);
  spendOnText(frame, text.length);
  return holds(text, part);
}

function rewrite(frame: Frame, name: string, text: Value, change: (text: string) => string): Result {
  if (typeof text !== 'string') return noFunction(name, text);
  spendOnNewText(frame, text.length);
  return change(text);
}

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

const upperAscii = (text: string): string => text.replace(/[a-z]+/g, (run) => run.toUpperCase());

/** Number of code points: what CEL calls the size of a text. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) if (isPairAt(text, at)) count--;
  return count;
}

const isPairAt = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;

/** The UTF-16 index of the code point at this position; `undefined` where the text has none and does not end there. */
function unitAt(text: string, position: number): number | undefined {
  let unit = 0;
  for (let point = 0; point < position; point++) {
    if (unit >= text.length) return undefined;
    unit += isPairAt(text, unit) ? 2 : 1;
  }
  return unit;
}

/** An offset past the end finds nothing; one before the start is an error. Source: cel-go, ext/strings.go. */
function indexOf(frame: Frame, text: Value, part: Value, from: Value): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return noFunction('indexOf', text, part);
  spendOnText(frame, text.length);
  if (typeof from !== 'number' || from < 0) return outside(from);
  if (part === '') return from;
  const start = unitAt(text, from);
  return start === undefined ? -1 : positionOf(text, text.indexOf(part, start));
}

function lastIndexOf(frame: Frame, text: Value, part: Value, from: Value | undefined): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return noFunction('lastIndexOf', text, part);
  spendOnText(frame, text.length);
  if (from === undefined) return positionOf(text, text.lastIndexOf(part));
  if (typeof from !== 'number' || from < 0) return outside(from);
  if (part === '') return from;
  const start = unitAt(text, from);
  return start === undefined || start >= text.length ? -1 : positionOf(text, text.lastIndexOf(part, start));
}

const positionOf = (text: string, unit: number): number => (unit < 0 ? -1 : codePoints(text.slice(0, unit)));

function substring(frame: Frame, text: Value, start: Value, end: Value | undefined): Result {
  if (typeof text !== 'string') return noFunction('substring', text);
  spendOnNewText(frame, text.length);
  const from = positionIn(text, start);
  if (from instanceof EvaluationError) return from;
  const to = end === undefined ? text.length : positionIn(text, end);
  if (to instanceof EvaluationError) return to;
  return to < from ? new EvaluationError('substring ends before it starts') : text.slice(from, to);
}

function positionIn(text: string, position: Value): number | EvaluationError {
  const unit = typeof position === 'number' && position >= 0 ? unitAt(text, position) : undefined;
  return unit ?? outside(position);
}

const outside = (position: Value): EvaluationError =>
  new EvaluationError(`position ${isInt(position) ? position.toString() : typeName(position)} lies outside the text`);

function replace(frame: Frame, text: Value, from: Value, to: Value, limit: Value): Result {
  if (typeof text !== 'string' || typeof from !== 'string' || typeof to !== 'string' || typeof limit !== 'number') {
    return noFunction('replace', text, from, to, limit);
  }
  spendOnText(frame, text.length);
  const parts = splitAt(text, from, limit < 0 ? Infinity : limit + 1, from === '');
  spendOnNewText(frame, text.length + (parts.length - 1) * (to.length - from.length));
  return parts.join(to);
}

/**
 * The parts between separators, at most `most`; the last holds the rest. An empty separator parts every code point,
 * and for replacing also the ends, as Go's strings.Replace does.
 */
function splitAt(text: string, separator: string, most: number, ends: boolean): readonly string[] {
  const all =
    separator === '' ? [...(ends ? [''] : []), ...Array.from(text), ...(ends ? [''] : [])] : text.split(separator);
  if (all.length <= most) return all;
  return [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}

function split(frame: Frame, text: Value, separator: Value, limit: Value): Result {
  if (typeof text !== 'string' || typeof separator !== 'string' || typeof limit !== 'number') {
    return noFunction('split', text, separator, limit);
  }
  spendOnText(frame, text.length);
  if (limit === 0) return [];
  const parts = splitAt(text, separator, limit < 0 ? Infinity : limit, false);
  spendOnNewList(frame, parts.length);
  return parts;
}

function join(frame: Frame, list: Value, separator: Value): Result {
  if (!isList(list) || typeof separator !== 'string') return noFunction('join', list, separator);
  spend(frame, list.length);
  const parts: string[] = [];
  let units = 0;
  for (const part of list) {
    if (typeof part !== 'string') return noFunction('join', list, separator);
    units += part.length + separator.length;
    parts.push(part);
  }
  spendOnNewText(frame, units);
  return parts.join(separator);
}
