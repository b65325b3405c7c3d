import { entriesOf } from '../equality.ts';
import { spend, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { Double, EvaluationError, TypeValue, Uint, intOf, isInt, isList, typeName, uintOf } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { codePoints } from './strings.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** Sizes, types and conversions of the CEL standard. Source: cel-spec, langdef.md, "List of Standard Definitions". */
export const CONVERSION_FUNCTIONS: readonly FunctionEntry[] = [
  freeFunction('size', 1, size),
  method('size', 1, size),
  freeFunction('type', 1, (_, value) => new TypeValue(typeName(value))),
  freeFunction('string', 1, toText),
  freeFunction('int', 1, (_, value) => toInt(value), ['int(uint): int']),
  freeFunction('uint', 1, (_, value) => toUint(value)),
  freeFunction('double', 1, (_, value) => toDouble(value)),
  freeFunction('bool', 1, (_, value) => toBool(value)),
  freeFunction('bytes', 1, toBytes),
];

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
  if (!(value instanceof Uint8Array)) return noFunction('string', value);
  spendOnNewText(frame, value.length);
  return decodeUtf8(value) ?? new EvaluationError('string() takes UTF-8 bytes');
}

const doubleText = (value: number): string =>
  Number.isFinite(value) || Number.isNaN(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';

function toInt(value: Value): Result {
  if (isInt(value)) return value;
  if (value instanceof Uint) return intOf(value.value);
  if (typeof value === 'string')
    return /^[+-]?\d{1,19}$/.test(value) ? intOf(BigInt(value.replace(/^\+/, ''))) : notA('int', value);
  if (!(value instanceof Double)) return noFunction('int', value);
  return Number.isFinite(value.value) ? intOf(BigInt(Math.trunc(value.value))) : notA('int', doubleText(value.value));
}

function toUint(value: Value): Result {
  if (value instanceof Uint) return value;
  if (isInt(value)) return uintOf(BigInt(value));
  if (typeof value === 'string') return /^\d{1,20}$/.test(value) ? uintOf(BigInt(value)) : notA('uint', value);
  if (!(value instanceof Double)) return noFunction('uint', value);
  return Number.isFinite(value.value) ? uintOf(BigInt(Math.trunc(value.value))) : notA('uint', doubleText(value.value));
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function toDouble(value: Value): Result {
  if (value instanceof Double) return value;
  if (isInt(value) || value instanceof Uint) return new Double(Number(isInt(value) ? value : value.value));
  if (typeof value !== 'string') return noFunction('double', value);
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
