import { magnitude } from './numbers.ts';
import { NONE, Optional } from './optional.ts';
import { EvaluationError, isFields, isList, isMap, typeName } from './values.ts';
import type { Fields, List, Result, Value } from './values.ts';

/** Reads `container[key]`: an element, or what a map or an object holds; of an optional, as an optional. */
export function elementAt(container: Value, key: Value): Result {
  if (container instanceof Optional) return optionalElementAt(container, key);
  if (isList(container)) return listElement(container, key);
  const found = isMap(container) ? container.get(mapKey(key)) : fieldOrNothing(container, key);
  return found ?? (found === null ? null : noSuchKey(key));
}

/** `container[?key]`: the element as an optional, which has no value where there is no such element. */
export function optionalElementAt(container: Value, key: Value): Result {
  if (container instanceof Optional) {
    return container.content === undefined ? NONE : optionalElementAt(container.content, key);
  }
  if (!isList(container) && !isMap(container) && !isFields(container)) return noElements(container);
  const found = elementAt(container, key);
  return found instanceof EvaluationError ? NONE : new Optional(found);
}

/** `container.field`. */
export function readField(container: Value, field: string): Result {
  const value = fieldOf(container, field);
  if (value !== undefined) return value;
  return container instanceof Optional ? optionalField(container, field) : noSuchKey(field);
}

/** The field of a plain object, fast; `undefined` where it is no such object or has no such field: ask {@link readField}. */
export const plainField = (container: Result, field: string): Value | undefined =>
  isPlain(container) ? container[field] : undefined;

/** Whether it is an object whose fields are there to be read, but for what {@link isInherited}. */
export const isPlain = (container: Result): container is Fields =>
  typeof container === 'object' && container !== null && container.constructor === Object;

/** Whether every object has something by that name, which is no field. */
export const isInherited = (field: string): boolean => field in Object.prototype;

/** `container.?field`. */
export function optionalField(container: Value, field: string): Result {
  if (container instanceof Optional) {
    return container.content === undefined ? NONE : optionalField(container.content, field);
  }
  if (!isMap(container) && !isFields(container)) return noElements(container);
  const value = fieldOf(container, field);
  return value === undefined ? NONE : new Optional(value);
}

/** `has(container.field)`. */
export function hasField(container: Value, field: string): Result {
  if (container instanceof Optional) return container.content !== undefined && hasField(container.content, field);
  if (!isMap(container) && !isFields(container)) return noElements(container);
  return fieldOf(container, field) !== undefined;
}

const noElements = (container: Value): EvaluationError =>
  new EvaluationError(`a value of type ${typeName(container)} has no elements`);

function listElement(list: List, key: Value): Result {
  const at = magnitude(key);
  if (at === undefined) return new EvaluationError(`a list has no index of type ${typeName(key)}`);
  return list[Number(at)] ?? nullOrOutside(list, Number(at));
}

const nullOrOutside = (list: List, at: number): Result =>
  list[at] === null
    ? null
    : new EvaluationError(`index ${String(at)} lies outside a list of ${String(list.length)} elements`);

const fieldOrNothing = (container: Value, key: Value): Value | undefined =>
  typeof key === 'string' ? fieldOf(container, key) : undefined;

/** The field of an object or a map with text keys; `undefined` where there is none. */
export function fieldOf(container: Value, field: string): Value | undefined {
  if (typeof container !== 'object' || container === null) return undefined;
  if (container.constructor === Object) return ownField(container as Fields, field);
  if (isMap(container)) return container.get(field);
  return isFields(container) ? ownField(container, field) : undefined;
}

/**
 * Values are never functions, so what an object inherits shows by its type, but for `__proto__`. Object.hasOwn says the
 * same and takes five times as long.
 */
function ownField(fields: Fields, field: string): Value | undefined {
  const value = fields[field];
  if (typeof value === 'function' || field === '__proto__') return undefined;
  return value;
}

const noSuchKey = (key: Value): EvaluationError =>
  new EvaluationError(
    `no such key: ${typeof key === 'string' || typeof key === 'number' ? String(key) : typeName(key)}`,
  );

/** The form under which a map keeps a key: numbers of one magnitude are one key. */
export function mapKey(key: Value): Value {
  const number = magnitude(key);
  if (number === undefined) return key;
  const small = Number(number);
  return Number.isSafeInteger(small) ? small : number;
}
