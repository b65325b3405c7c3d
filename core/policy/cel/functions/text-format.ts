import { entriesOf } from '../equality.ts';
import { spend, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { compare } from '../operators.ts';
import { FORMATTING, WRITING_DOUBLE, WRITING_TIME } from '../prices.ts';
import { Double, EvaluationError, Opaque, TypeValue, Uint, isInt, isList, typeName } from '../values.ts';
import type { List, Result, Value, ValueMap } from '../values.ts';
import { noFunction } from './library.ts';
import { fixed, plain, scientific } from './number-text.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const MAX_PRECISION = 100;
const DEFAULT_PRECISION = 6;

/** Text being put together: paid for piece by piece, and in all before it is made one. */
interface Output {
  readonly frame: Frame;
  readonly pieces: string[];
  units: number;
}

/** `text.format(values)`. Source: cel-go, ext/formatting_v2.go. */
export function formatText(frame: Frame, text: Value, values: Value): Result {
  if (typeof text !== 'string' || !isList(values)) return noFunction('format', text, values);
  spend(frame, FORMATTING);
  spendOnText(frame, text.length);
  const output: Output = { frame, pieces: [], units: 0 };
  let next = 0;
  for (const [whole, plainText, clause] of text.matchAll(/([^%]+)|%(%|(?:\.\d*)?[^%]?)/gsu)) {
    if (plainText !== undefined) write(output, plainText);
    else if (clause === '%') write(output, '%');
    else {
      const value = values[next];
      if (value === undefined) return new EvaluationError(`format: there is no value ${String(next)} for ${whole}`);
      const problem = writeClause(output, clause ?? '', value);
      if (problem) return problem;
      next++;
    }
  }
  return together(output);
}

function write(output: Output, piece: string): void {
  spend(output.frame, 1);
  output.units += piece.length;
  output.pieces.push(piece);
}

function together({ frame, pieces, units }: Output): string {
  spendOnNewText(frame, units);
  return pieces.join('');
}

/** Writes one value as its clause says: a precision, perhaps, and a letter. */
function writeClause(output: Output, clause: string, value: Value): EvaluationError | undefined {
  const precision = precisionOf(clause);
  if (precision === undefined)
    return new EvaluationError(`format: no precision from 0 to 100: %${clause.slice(0, 20)}`);
  const letter = clause.replace(/^\.\d*/, '');
  if (letter === 's') return writeValue(output, value);
  const written = clauseText(output.frame, letter, precision, value);
  if (typeof written !== 'string') return written;
  write(output, written);
  return undefined;
}

function precisionOf(clause: string): number | undefined {
  if (!clause.startsWith('.')) return DEFAULT_PRECISION;
  const digits = /^\.(\d+)/.exec(clause)?.[1] ?? '';
  return digits === '' || Number(digits) > MAX_PRECISION ? undefined : Number(digits);
}

function clauseText(frame: Frame, letter: string, precision: number, value: Value): string | EvaluationError {
  switch (letter) {
    case 'd':
      return decimal(value) ?? unfit(letter, 'an int, a uint or a double', value);
    case 'f':
    case 'e':
      return inPlaces(frame, letter, precision, value) ?? unfit(letter, 'an int, a uint or a double', value);
    case 'b':
      if (typeof value === 'boolean') return value ? '1' : '0';
      return inBase(2, value) ?? unfit(letter, 'an int, a uint or a bool', value);
    case 'o':
      return inBase(8, value) ?? unfit(letter, 'an int or a uint', value);
    case 'x':
      return hexadecimal(frame, value) ?? unfit(letter, 'an int, a uint, text or bytes', value);
    case 'X':
      return hexadecimal(frame, value)?.toUpperCase() ?? unfit(letter, 'an int, a uint, text or bytes', value);
    default:
      return new EvaluationError(letter === '' ? 'format: the text ends behind a %' : `format: there is no %${letter}`);
  }
}

const unfit = (letter: string, takes: string, value: Value): EvaluationError =>
  new EvaluationError(`format: %${letter} takes ${takes}, not ${typeName(value)}`);

function decimal(value: Value): string | undefined {
  return value instanceof Double ? plain(value.value) : inBase(10, value);
}

function inPlaces(frame: Frame, letter: 'f' | 'e', precision: number, value: Value): string | undefined {
  const number = value instanceof Double || value instanceof Uint ? value.value : isInt(value) ? value : undefined;
  if (number === undefined) return undefined;
  spend(frame, WRITING_DOUBLE + precision);
  return letter === 'f' ? fixed(Number(number), precision) : scientific(Number(number), precision);
}

function inBase(base: number, value: Value): string | undefined {
  if (isInt(value)) return value.toString(base);
  return value instanceof Uint ? value.value.toString(base) : undefined;
}

function hexadecimal(frame: Frame, value: Value): string | undefined {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return inBase(16, value);
  spendOnNewText(frame, value.length * 6);
  const bytes = typeof value === 'string' ? encodeUtf8(value) : value;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As `%s` shows a value: lists and maps by what is in them, maps by their keys in order. */
function writeValue(output: Output, value: Value): EvaluationError | undefined {
  if (isList(value)) return writeList(output, value);
  const simple = simpleText(output.frame, value);
  if (simple !== undefined) {
    write(output, simple);
    return undefined;
  }
  const entries = entriesOf(value);
  return entries ? writeMap(output, entries) : unfit('s', 'a value that text can show', value);
}

function simpleText(frame: Frame, value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'boolean') return String(value);
  if (value instanceof TypeValue) return value.value;
  if (value instanceof Uint8Array) {
    spendOnNewText(frame, value.length);
    return decodeUtf8(value);
  }
  if (value instanceof Opaque) {
    spend(frame, WRITING_TIME);
    return SHOWN.has(value.type) ? value.toString() : undefined;
  }
  if (value instanceof Double) spend(frame, WRITING_DOUBLE);
  return decimal(value);
}

const SHOWN: ReadonlySet<string> = new Set(['google.protobuf.Duration', 'google.protobuf.Timestamp']);

function writeList(output: Output, list: List): EvaluationError | undefined {
  write(output, '[');
  for (const [at, element] of list.entries()) {
    if (at > 0) write(output, ', ');
    const problem = writeValue(output, element);
    if (problem) return problem;
  }
  write(output, ']');
  return undefined;
}

function writeMap(output: Output, map: ValueMap): EvaluationError | undefined {
  const { frame } = output;
  spend(frame, map.size);
  const entries: (readonly [key: string, value: Value])[] = [];
  for (const [key, value] of map) {
    const shown = simpleText(frame, key);
    if (shown === undefined) return unfit('s', 'keys that text can show', key);
    entries.push([shown, value]);
  }
  entries.sort(([a], [b]) => compare(frame, a, b) ?? 0);
  write(output, '{');
  for (const [at, [key, value]] of entries.entries()) {
    write(output, `${at > 0 ? ', ' : ''}${key}: `);
    const problem = writeValue(output, value);
    if (problem) return problem;
  }
  write(output, '}');
  return undefined;
}
