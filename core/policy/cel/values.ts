/**
 * Values as rules compute with them. Text, bool, null and bytes are JavaScript's own; the rest is told apart here.
 *
 * An int is a JavaScript number as long as it is a safe integer and a bigint beyond, never both for one value: so `===`
 * compares ints, arithmetic on what policies count stays on numbers, and int64 is exact all the same. A double is
 * boxed, because a number is an int already.
 */
export type Value =
  null | boolean | string | Int | Uint8Array | Double | Uint | TypeValue | Opaque | List | ValueMap | Fields;

/** int64. */
export type Int = number | bigint;

export type List = readonly Value[];

/** A map that a rule wrote, or one of ours. */
export type ValueMap = ReadonlyMap<Value, Value>;

/** An object with fields: what was declared, a drive, a request. A field that is `undefined` is not there. */
export interface Fields {
  readonly [field: string]: Value | undefined;
}

/** What evaluating an expression yields. Errors are values: `&&` and `||` absorb them. */
export type Result = Value | EvaluationError;

/** Why an expression has no value. */
export class EvaluationError {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** What JavaScript has no type of its own for. Classes, because objects that were declared may look like anything. */
abstract class Boxed<Content> {
  readonly value: Content;

  constructor(value: Content) {
    this.value = value;
  }
}

export class Double extends Boxed<number> {
  readonly kind = 'double';
}

/** uint64. */
export class Uint extends Boxed<bigint> {
  readonly kind = 'uint';
}

/** What `type(x)` yields. */
export class TypeValue extends Boxed<string> {
  readonly kind = 'type';
}

/**
 * A value that rules hand around and ask, and cannot look into: a duration, a URL, an IP address. Whoever adds one says
 * what it is called, when two are alike, and how findings show it.
 */
export abstract class Opaque {
  /** CEL's name of the type: `google.protobuf.Duration`, `net.IP`. */
  abstract readonly type: string;
  /** `inside` compares values that it holds. */
  abstract equals(other: Opaque, inside: (a: Value, b: Value) => boolean): boolean;
  /** Below 0, 0 or above 0 as it sorts; `undefined` where the type has no order. */
  compare(other: Opaque): number | undefined {
    return this.equals(other, Object.is) ? 0 : undefined;
  }
  /** As findings show it, in one line. */
  abstract toString(): string;
}

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);
const MAX_UINT = 2n ** 64n - 1n;

/** The int with this value; an error beyond int64. */
export function intOf(exact: bigint): Int | EvaluationError {
  if (exact > MAX_INT || exact < MIN_INT) return new EvaluationError(`integer overflow: ${exact.toString()}`);
  const small = Number(exact);
  return Number.isSafeInteger(small) ? small : exact;
}

/** The uint with this value; an error outside uint64. */
export function uintOf(exact: bigint): Uint | EvaluationError {
  if (exact < 0n || exact > MAX_UINT) return new EvaluationError(`unsigned integer overflow: ${exact.toString()}`);
  return new Uint(exact);
}

export const isInt = (value: Value): value is Int => typeof value === 'number' || typeof value === 'bigint';

export const isList = (value: Result): value is List => Array.isArray(value);

export const isMap = (value: Result): value is ValueMap => value instanceof Map;

/** Whether the value has fields by name: an object of ours, not a map that a rule wrote. */
export const isFields = (value: Result): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Map) &&
  !(value instanceof Boxed) &&
  !(value instanceof Opaque) &&
  !(value instanceof Uint8Array) &&
  !(value instanceof EvaluationError);

export const isError = (result: Result): result is EvaluationError => result instanceof EvaluationError;

/** CEL's name of the value's type. */
export function typeName(value: Value): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (isInt(value)) return 'int';
  return value === null ? 'null_type' : objectTypeName(value);
}

function objectTypeName(value: object): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Opaque) return value.type;
  return value instanceof Double || value instanceof Uint || value instanceof TypeValue ? value.kind : 'map';
}
