import type { Any } from '@bufbuild/protobuf/wkt';
import { DurationSchema, TimestampSchema, anyUnpack } from '@bufbuild/protobuf/wkt';
import type { MapValue_Entry, Value as SpecValue } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { mapKey } from '../../../core/policy/cel/access.ts';
import {
  Double,
  Opaque,
  TypeValue,
  Uint,
  intOf,
  isError,
  isFields,
  isList,
  isMap,
} from '../../../core/policy/cel/values.ts';
import type { Value } from '../../../core/policy/cel/values.ts';
import { evaluateText } from '../engine.ts';

/** A value of cel-spec's as rules compute with it. Throws where rules have no such value. */
export function valueOf({ kind }: SpecValue): Value {
  switch (kind.case) {
    case 'nullValue':
      return null;
    case 'boolValue':
    case 'stringValue':
    case 'bytesValue':
      return kind.value;
    case 'int64Value': {
      const int = intOf(kind.value);
      if (isError(int)) throw new Error(int.message);
      return int;
    }
    case 'uint64Value':
      return new Uint(kind.value);
    case 'doubleValue':
      return new Double(kind.value);
    case 'listValue':
      return kind.value.values.map(valueOf);
    case 'mapValue':
      return new Map(kind.value.entries.map(entryOf));
    case 'typeValue':
      return new TypeValue(kind.value);
    case 'objectValue':
      return opaqueOf(kind.value);
    case 'enumValue':
    case undefined:
      throw new Error(`rules have no value of kind ${String(kind.case)}`);
  }
}

function entryOf({ key, value }: MapValue_Entry): [Value, Value] {
  if (!key || !value) throw new Error('an entry of a map without key or value');
  return [mapKey(valueOf(key)), valueOf(value)];
}

/** Durations and timestamps are made as rules make them, of their canonical text. */
function opaqueOf(message: Any): Value {
  const duration = anyUnpack(message, DurationSchema);
  if (duration) {
    const { seconds, nanos } = duration;
    const negative = seconds < 0n || nanos < 0;
    const magnitude = `${String(seconds < 0n ? -seconds : seconds)}.${fraction(Math.abs(nanos))}s`;
    return made(`duration('${negative ? '-' : ''}${magnitude}')`);
  }
  const timestamp = anyUnpack(message, TimestampSchema);
  if (!timestamp) throw new Error(`rules have no ${message.typeUrl}`);
  const whole = new Date(Number(timestamp.seconds) * 1000).toISOString().slice(0, '2009-02-13T23:31:30'.length);
  return made(`timestamp('${whole}.${fraction(timestamp.nanos)}Z')`);
}

const fraction = (nanos: number): string => String(nanos).padStart(9, '0');

function made(text: string): Value {
  const result = evaluateText(text);
  if (result.kind !== 'value') throw new Error(`${text}: ${JSON.stringify(result)}`);
  return result.result;
}

/** Whether two values are one: of one type too, which `==` of CEL does not ask for; NaN is itself. */
export function isSame(a: Value, b: Value): boolean {
  if (a instanceof Double || b instanceof Double) {
    return a instanceof Double && b instanceof Double && sameDouble(a.value, b.value);
  }
  if (a instanceof Uint || b instanceof Uint) return a instanceof Uint && b instanceof Uint && a.value === b.value;
  if (a instanceof TypeValue || b instanceof TypeValue) {
    return a instanceof TypeValue && b instanceof TypeValue && a.value === b.value;
  }
  if (a instanceof Opaque || b instanceof Opaque) {
    return a instanceof Opaque && b instanceof Opaque && a.type === b.type && a.equals(b, isSame);
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && isSame([...a], [...b]);
  }
  if (isList(a) || isList(b)) return isList(a) && isList(b) && sameElements(a, b);
  const [left, right] = [entriesOf(a), entriesOf(b)];
  return left && right ? sameEntries(left, right) : a === b;
}

/** 0.0 and -0.0 are one: CEL tells them apart nowhere but by dividing. */
const sameDouble = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

const sameElements = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((element, at) => isSame(element, b[at] ?? null));

const sameEntries = (a: ReadonlyMap<Value, Value>, b: ReadonlyMap<Value, Value>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key) ?? null));

function entriesOf(value: Value): ReadonlyMap<Value, Value> | undefined {
  if (isMap(value)) return value;
  if (!isFields(value)) return undefined;
  const present = Object.entries(value).flatMap(([key, of]): [Value, Value][] => (of === undefined ? [] : [[key, of]]));
  return new Map(present);
}
