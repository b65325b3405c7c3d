import { spend, spendOnText } from './meter.ts';
import type { Frame } from './meter.ts';
import { numberOrder } from './numbers.ts';
import { Opaque, TypeValue, isFields, isList, isMap } from './values.ts';
import type { List, Value, ValueMap } from './values.ts';

/**
 * CEL's `==`: values of different types are unequal, but for numbers, which compare by magnitude.
 * Source: cel-spec, langdef.md, "Equality".
 */
export function equals(frame: Frame, a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length !== b.length) return false;
    spendOnText(frame, a.length);
    return a === b;
  }
  if (a === b) return true;
  const order = numberOrder(a, b);
  if (order !== undefined) return order === 0;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  return equalObjects(frame, a, b);
}

function equalObjects(frame: Frame, a: Value & object, b: Value & object): boolean {
  spend(frame, 1);
  if (isList(a)) return isList(b) && equalLists(frame, a, b);
  if (a instanceof Uint8Array) return b instanceof Uint8Array && equalBytes(frame, a, b);
  if (a instanceof TypeValue) return b instanceof TypeValue && a.value === b.value;
  if (a instanceof Opaque)
    return b instanceof Opaque && a.type === b.type && a.equals(b, (x, y) => equals(frame, x, y));
  const left = entriesOf(a);
  const right = entriesOf(b);
  return left !== undefined && right !== undefined && equalMaps(frame, left, right);
}

function equalLists(frame: Frame, a: List, b: List): boolean {
  if (a.length !== b.length) return false;
  spend(frame, a.length);
  return a.every((element, at) => equals(frame, element, b[at] ?? null));
}

function equalBytes(frame: Frame, a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  spendOnText(frame, a.length);
  return a.every((byte, at) => byte === b[at]);
}

function equalMaps(frame: Frame, a: ValueMap, b: ValueMap): boolean {
  if (a.size !== b.size) return false;
  spend(frame, a.size);
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !equals(frame, value, other)) return false;
  }
  return true;
}

/** What a map or an object holds, by key; `undefined` where the value is neither. */
export function entriesOf(value: Value): ValueMap | undefined {
  if (isMap(value)) return value;
  if (!isFields(value)) return undefined;
  const entries = new Map<Value, Value>();
  // Fields of ours that are worked out when they are read are inherited.
  for (const field in value) {
    const content = value[field];
    if (content !== undefined) entries.set(field, content);
  }
  return entries;
}

/** Whether the list holds the value. */
export function contains(frame: Frame, list: List, value: Value): boolean {
  spend(frame, list.length);
  return list.some((element) => equals(frame, element, value));
}
