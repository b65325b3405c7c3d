import type { Bounds, ObjectFields } from './bounds.ts';
import { MAX_LIST, MAX_TEXT, stepsForText } from './meter.ts';
import type { CelType } from './types.ts';
import { isInt } from './values.ts';
import type { Value } from './values.ts';

/** How large a value gets at most. An optional is as large as what it holds. */
export type Shape =
  /** A number, a bool, null, a time: `most` is the value of an int, where it is known. */
  | { readonly kind: 'scalar'; readonly most?: number }
  /** Text or bytes, and a URL by the text it was read from. */
  | TextShape
  | { readonly kind: 'list'; readonly length: number; readonly element: Shape }
  | { readonly kind: 'map'; readonly length: number; readonly key: Shape; readonly value: Shape }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Shape> }
  /** Anything: `length` is that of a text, a list or a map, and of all inside; `weight` is what comparing it takes. */
  | { readonly kind: 'any'; readonly length: number; readonly weight: number };

export interface TextShape {
  readonly kind: 'text';
  readonly length: number;
  /** The text itself, where it is known. */
  readonly literal?: string;
  /** Whether it is known and yet not written in its place, so that nothing is made of it before an expression runs. */
  readonly computed?: boolean;
}

/** What a call takes at most beyond its operands, and how large its result gets. */
export interface CallCost {
  readonly steps: number;
  readonly shape: Shape;
}

/** The cost of calling a function with operands of these sizes and types. */
export type Cost = (operands: readonly Shape[], types: readonly CelType[]) => CallCost;

/** UTF-16 units of a text whose length is not declared: Kubernetes' names have 253 characters at most. */
const DEFAULT_TEXT = 256;

/** Elements of a list and entries of a map whose number is not declared: no more legs, tags or parameters are usual. */
const DEFAULT_ITEMS = 64;

/** Of what nothing is known. */
const ANY: Shape = { kind: 'any', length: DEFAULT_TEXT, weight: DEFAULT_ITEMS * (2 + stepsForText(DEFAULT_TEXT)) };

export const SCALAR: Shape = { kind: 'scalar' };

/** A text can get no longer than a rule may build. */
export const textOf = (length: number): Shape => ({ kind: 'text', length: Math.min(length, MAX_TEXT) });

export const listShape = (length: number, element: Shape): Shape => ({
  kind: 'list',
  length: Math.min(length, MAX_LIST),
  element,
});

export const mapShape = (length: number, key: Shape, value: Shape): Shape => ({
  kind: 'map',
  length: Math.min(length, MAX_LIST),
  key,
  value,
});

/** How large values of a declared type get. */
export function shapeOf(type: CelType, bounds: Bounds | undefined, objects: ObjectFields): Shape {
  switch (type.kind) {
    case 'string':
    case 'bytes':
      return { kind: 'text', length: bounds?.length ?? DEFAULT_TEXT };
    case 'list':
      return {
        kind: 'list',
        length: bounds?.length ?? DEFAULT_ITEMS,
        element: shapeOf(type.element, bounds?.inside, objects),
      };
    case 'map':
      return {
        kind: 'map',
        length: bounds?.length ?? DEFAULT_ITEMS,
        key: shapeOf(type.key, undefined, objects),
        value: shapeOf(type.value, bounds?.inside, objects),
      };
    case 'optional':
      return shapeOf(type.value, bounds, objects);
    case 'named': {
      const fields = objects.get(type.name);
      if (!fields) return SCALAR;
      const shapes = [...fields].map(([name, field]) => [name, shapeOf(field.type, field.bounds, objects)] as const);
      return { kind: 'object', fields: new Map(shapes) };
    }
    case 'bool':
    case 'int':
    case 'uint':
    case 'double':
    case 'null':
    case 'duration':
    case 'timestamp':
    case 'type':
      return SCALAR;
    case 'dyn':
    case 'parameter':
      return ANY;
  }
}

/** The shape of a value that an expression has written. */
export function shapeOfLiteral(value: Value): Shape {
  if (typeof value === 'string') return { kind: 'text', length: value.length, literal: value };
  if (value instanceof Uint8Array) return { kind: 'text', length: value.length };
  return isInt(value) ? { kind: 'scalar', most: Number(value) } : SCALAR;
}

/** Steps that comparing the value with one as large takes, and so those of looking through it. */
export const weightOf = (shape: Shape): number => Math.min(Number.MAX_SAFE_INTEGER, exactWeight(shape));

function exactWeight(shape: Shape): number {
  switch (shape.kind) {
    case 'scalar':
      return 1;
    case 'text':
      return 1 + stepsForText(shape.length);
    case 'list':
      return 2 + shape.length * (1 + weightOf(shape.element));
    case 'map':
      return 2 + shape.length * (2 + weightOf(shape.key) + weightOf(shape.value));
    case 'object':
      return [...shape.fields.values()].reduce((sum, field) => sum + 2 + weightOf(field), 2);
    case 'any':
      return shape.weight;
  }
}

/** UTF-16 units, bytes, elements or entries. */
export function lengthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'scalar':
      return 0;
    case 'object':
      return shape.fields.size;
    case 'text':
    case 'list':
    case 'map':
    case 'any':
      return shape.length;
  }
}

/** What a macro runs over: the elements of a list, the keys of a map, and the values of both. */
export function insideOf(shape: Shape): { readonly key: Shape; readonly value: Shape } {
  switch (shape.kind) {
    case 'list':
      return { key: shape.element, value: shape.element };
    case 'map':
      return { key: shape.key, value: shape.value };
    case 'object':
      return { key: { kind: 'text', length: DEFAULT_TEXT }, value: [...shape.fields.values()].reduce(larger, SCALAR) };
    case 'scalar':
    case 'text':
    case 'any':
      return { key: shape, value: shape };
  }
}

/** What is no smaller than either. */
export function larger(a: Shape, b: Shape): Shape {
  if (a.kind === 'text' && b.kind === 'text') return { kind: 'text', length: Math.max(a.length, b.length) };
  if (a.kind === 'list' && b.kind === 'list') {
    return { kind: 'list', length: Math.max(a.length, b.length), element: larger(a.element, b.element) };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const length = Math.max(a.length, b.length);
    return { kind: 'map', length, key: larger(a.key, b.key), value: larger(a.value, b.value) };
  }
  if (a === b || b.kind === 'scalar') return a.kind === 'scalar' ? SCALAR : a;
  if (a.kind === 'scalar') return b;
  return {
    kind: 'any',
    length: Math.max(longest(a), longest(b)),
    weight: Math.max(weightOf(a), weightOf(b)),
  };
}

/** The length of the longest there is in it. */
function longest(shape: Shape): number {
  switch (shape.kind) {
    case 'scalar':
    case 'text':
    case 'any':
      return lengthOf(shape);
    case 'list':
      return Math.max(shape.length, longest(shape.element));
    case 'map':
      return Math.max(shape.length, longest(shape.key), longest(shape.value));
    case 'object':
      return [...shape.fields.values()].reduce((most, field) => Math.max(most, longest(field)), shape.fields.size);
  }
}
