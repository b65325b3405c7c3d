import { Duration } from '../duration.ts';
import { entriesOf } from '../equality.ts';
import { spend, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { PART_OF_TIME, WRITING_TIME } from '../prices.ts';
import { Timestamp } from '../timestamp.ts';
import { Double, EvaluationError, TypeValue, Uint, intOf, isInt, isList, typeName, uintOf } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { codePoints } from './text-positions.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const TIMES: readonly string[] = ['google.protobuf.Duration', 'google.protobuf.Timestamp'];

/** Sizes, types and conversions of the CEL standard. Source: cel-spec, langdef.md, "List of Standard Definitions". */
export const CONVERSION_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...freeFunction(
      'size',
      1,
      size,
      ['string', 'bytes', 'list<T>', 'map<K, V>'].map((type) => `size(${type}): int`),
    ),
    ...told('How many characters, bytes, elements or keys it has.', "size('hä')", '2'),
  },
  {
    ...method(
      'size',
      1,
      size,
      ['string', 'bytes', 'list<T>', 'map<K, V>'].map((type) => `${type}.size(): int`),
    ),
    ...told('The same.', "{'a': 1, 'b': 2}.size()", '2'),
  },
  {
    ...freeFunction('type', 1, (_, value) => new TypeValue(typeName(value)), ['type(T): type<T>']),
    ...told('The type of the value.', 'type(1u)', 'uint'),
  },
  {
    ...freeFunction('string', 1, toText, conversions('string', ['bool', 'int', 'uint', 'double', 'bytes', ...TIMES])),
    ...told('The value as text; of bytes, the text that they are in UTF-8.', 'string(1.5)', "'1.5'"),
  },
  {
    ...freeFunction('int', 1, toInt, conversions('int', ['uint', 'double', 'string', ...TIMES])),
    ...told('The whole number; of a double, what stands before the point.', "int('-42') + int(3.9)", '-39'),
  },
  {
    ...freeFunction('uint', 1, (_, value) => toUint(value), conversions('uint', ['int', 'double', 'string'])),
    ...told('The whole number; an error below 0.', 'uint(7)', '7u'),
  },
  {
    ...freeFunction('double', 1, toDouble, conversions('double', ['int', 'uint', 'string'])),
    ...told('The double nearest to the number.', "double('1e3')", '1000.0'),
  },
  {
    ...freeFunction('bool', 1, (_, value) => toBool(value), conversions('bool', ['string'])),
    ...told('What the text says: `true`, `t`, `1`, `false`, `f`, `0`.', "bool('true')", 'true'),
  },
  {
    ...freeFunction('bytes', 1, toBytes, conversions('bytes', ['string'])),
    ...told('The UTF-8 of the text.', "bytes('hä')", String.raw`b'h\xc3\xa4'`),
  },
];

/** From each of these types, and from the type itself. */
function conversions(to: string, from: readonly string[]): readonly string[] {
  return [to, ...from].map((type) => `${to}(${type}): ${to}`);
}

function size(frame: Frame, value: Value): Result {
  if (typeof value === 'string') {
    spendOnText(frame, value.length);
    return codePoints(value);
  }
  if (isList(value) || value instanceof Uint8Array) return value.length;
  const entries = entriesOf(value);
  if (entries === undefined) return noFunction('size', value);
  spend(frame, entries.size);
  return entries.size;
}

function toText(frame: Frame, value: Value): Result {
  if (typeof value === 'string') return value;
  if (isInt(value) || typeof value === 'boolean') return value.toString();
  if (value instanceof Uint) return value.value.toString();
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof Duration || value instanceof Timestamp) {
    spend(frame, WRITING_TIME);
    return value.toString();
  }
  if (!(value instanceof Uint8Array)) return noFunction('string', value);
  spend(frame, value.length);
  spendOnNewText(frame, value.length);
  return decodeUtf8(value) ?? new EvaluationError('string() takes UTF-8 bytes');
}

const doubleText = (value: number): string =>
  Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';

function toInt(frame: Frame, value: Value): Result {
  if (isInt(value)) return value;
  if (value instanceof Uint) return intOf(value.value);
  if (value instanceof Duration || value instanceof Timestamp) {
    spend(frame, PART_OF_TIME);
    return intOf(wholeSeconds(value.nanoseconds));
  }
  if (typeof value === 'string')
    return /^[+-]?\d{1,19}$/.test(value) ? intOf(BigInt(value.replace(/^\+/, ''))) : notA('int', value);
  if (!(value instanceof Double)) return noFunction('int', value);
  // The least int is not among them: as a double it may stand for what is below. Source: cel-go, common/types/double.go.
  return Number.isFinite(value.value) && value.value !== -(2 ** 63)
    ? intOf(BigInt(Math.trunc(value.value)))
    : notA('int', doubleText(value.value));
}

/** Rounded down, as times are. */
const wholeSeconds = (nanoseconds: bigint): bigint =>
  (nanoseconds - (((nanoseconds % SECOND) + SECOND) % SECOND)) / SECOND;

const SECOND = 1_000_000_000n;

function toUint(value: Value): Result {
  if (value instanceof Uint) return value;
  if (isInt(value)) return uintOf(BigInt(value));
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? uintOf(BigInt(value)) : notA('uint', value);
  if (!(value instanceof Double)) return noFunction('uint', value);
  return Number.isFinite(value.value) ? uintOf(BigInt(Math.trunc(value.value))) : notA('uint', doubleText(value.value));
}

/** One way to read each text, so that what is none takes no longer to tell. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

function toDouble(frame: Frame, value: Value): Result {
  if (value instanceof Double) return value;
  if (isInt(value) || value instanceof Uint) return new Double(Number(isInt(value) ? value : value.value));
  if (typeof value !== 'string') return noFunction('double', value);
  spendOnText(frame, value.length);
  if (DECIMAL.test(value)) return new Double(Number(value));
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(value);
  if (!special) return notA('double', value);
  if (special[2]?.toLowerCase() === 'nan') return new Double(NaN);
  return new Double(special[1] === '-' ? -Infinity : Infinity);
}

const TRUE = ['1', 't', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'false', 'FALSE', 'False'];

function toBool(value: Value): Result {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return noFunction('bool', value);
  if (TRUE.includes(value)) return true;
  return FALSE.includes(value) ? false : notA('bool', value);
}

function toBytes(frame: Frame, value: Value): Result {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string') return noFunction('bytes', value);
  spendOnNewText(frame, value.length * 3);
  return encodeUtf8(value);
}

const notA = (type: string, text: string): EvaluationError =>
  new EvaluationError(`not a value of type ${type}: ${text.slice(0, 40)}`);
