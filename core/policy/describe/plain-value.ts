import { entriesOf } from '../cel/equality.ts';
import { Double, Opaque, TypeValue, Uint, isError, isInt, isList } from '../cel/values.ts';
import type { Result } from '../cel/values.ts';

/** JSON's own values. */
export type PlainValue =
  null | boolean | number | string | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** A value as JSON has it. Integers that JSON's readers would round, bytes, durations and the like are text. */
export function plainValue(value: Result): PlainValue {
  if (isError(value)) return value.message;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (isInt(value)) return exact(value);
  if (value instanceof Double) return Number.isFinite(value.value) ? value.value : String(value.value);
  if (value instanceof Uint) return exact(value.value);
  if (value instanceof TypeValue) return value.value;
  if (value instanceof Opaque) return value.toString();
  if (value instanceof Uint8Array) return [...value];
  if (isList(value)) return value.map(plainValue);
  const entries = [...(entriesOf(value) ?? [])];
  return Object.fromEntries(entries.map(([key, of]) => [keyText(plainValue(key)), plainValue(of)]));
}

const exact = (value: number | bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
};

/** Keys of maps are text, numbers or bools. */
const keyText = (key: PlainValue): string => (typeof key === 'string' ? key : JSON.stringify(key));
