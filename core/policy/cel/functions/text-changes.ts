import { spend, spendOnNewList, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { isInt, isList } from '../values.ts';
import type { Int, Result, Value } from '../values.ts';
import { noFunction } from './library.ts';

/** A change of text to text that is not much longer. */
export function rewrite(frame: Frame, name: string, text: Value, change: (text: string) => string): Result {
  if (typeof text !== 'string') return noFunction(name, text);
  spendOnNewText(frame, text.length);
  return change(text);
}

export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

export const upperAscii = (text: string): string => text.replace(/[a-z]+/g, (run) => run.toUpperCase());

export function reverse(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('reverse', text);
  spend(frame, text.length);
  return Array.from(text).reverse().join('');
}

/** White space as Go has it: with U+0085, without U+FEFF, and so not JavaScript's. Source: unicode.IsSpace. */
const SPACE: ReadonlySet<string> = new Set(
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
);

export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.has(text.charAt(start))) start++;
  while (end > start && SPACE.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** Lone halves of characters become U+FFFD. */
export function quote(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('strings.quote', text);
  spendOnNewText(frame, text.length * 2 + 2);
  const escaped = text.replace(/[\x07-\r\\"]/g, (character) => ESCAPES[character] ?? character);
  return `"${escaped.replace(/\p{Surrogate}/gu, '\ufffd')}"`;
}

export function replace(frame: Frame, text: Value, from: Value, to: Value, limit: Value): Result {
  if (typeof text !== 'string' || typeof from !== 'string' || typeof to !== 'string' || !isInt(limit)) {
    return noFunction('replace', text, from, to, limit);
  }
  const parts = splitAt(frame, text, from, limit < 0 ? Infinity : Number(limit) + 1, from === '');
  spendOnNewText(frame, text.length + (parts.length - 1) * (to.length - from.length));
  return parts.join(to);
}

export function split(frame: Frame, text: Value, separator: Value, limit: Value): Result {
  if (typeof text !== 'string' || typeof separator !== 'string' || !isInt(limit)) {
    return noFunction('split', text, separator, limit);
  }
  const parts = splitAt(frame, text, separator, mostOf(limit), false);
  spendOnNewList(frame, parts.length);
  return parts;
}

const mostOf = (limit: Int): number => (limit < 0 ? Infinity : Number(limit));

/**
 * The parts between separators, at most `most`; the last holds the rest. An empty separator parts every code point,
 * and for replacing also the ends, as Go's strings.Replace does.
 */
function splitAt(frame: Frame, text: string, separator: string, most: number, ends: boolean): readonly string[] {
  if (separator === '') spend(frame, text.length);
  else spendOnText(frame, text.length);
  if (most === 0) return [];
  const end = ends ? [''] : [];
  const all = separator === '' ? [...end, ...Array.from(text), ...end] : text.split(separator);
  if (all.length <= most) return all;
  return [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}

export function join(frame: Frame, list: Value, separator: Value): Result {
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
