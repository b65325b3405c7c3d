import type { DeclaredType } from '../../../core/policy/cel/schema-types.ts';
import { Double } from '../../../core/policy/cel/values.ts';
import type { Value } from '../../../core/policy/cel/values.ts';
import { evaluateText } from '../engine.ts';

/** The type of a variable: a type of CEL's by name, or what is made of such. */
export type Shape =
  | 'bool'
  | 'int'
  | 'double'
  | 'string'
  | 'quantity'
  | 'google.protobuf.Timestamp'
  | 'google.protobuf.Duration'
  | 'dyn'
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>> };

/** JSON as people write it in a manifest. A field that is not there is not written. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

export const list = (of: Shape): Shape => ({ kind: 'list', of });

/** From text to what is of the shape. */
export const map = (of: Shape): Shape => ({ kind: 'map', of });

export const object = (fields: Readonly<Record<string, Shape>>): Shape => ({ kind: 'object', fields });

/** The type as a scope declares it; objects are named by where they stand. */
export function typeOf(shape: Shape, path: string): DeclaredType {
  if (typeof shape === 'string') return { name: shape === 'quantity' ? 'kubernetes.Quantity' : shape, objects: [] };
  switch (shape.kind) {
    case 'list': {
      const { name, objects } = typeOf(shape.of, path);
      return { name: `list<${name}>`, objects };
    }
    case 'map': {
      const { name, objects } = typeOf(shape.of, path);
      return { name: `map<string, ${name}>`, objects };
    }
    case 'object': {
      const below = Object.entries(shape.fields).map(([field, of]) => ({
        field,
        type: typeOf(of, `${path}.${field}`),
      }));
      const fields = Object.fromEntries(below.map(({ field, type }) => [field, type.name]));
      return { name: path, objects: [...below.flatMap(({ type }) => type.objects), { name: path, fields }] };
    }
  }
}

/** The JSON as a value of the shape. What an object has beyond its shape is left out, as an API server prunes it. */
export function valueOf(shape: Shape, json: Json): Value {
  if (typeof shape === 'string') return scalarOf(shape, json);
  switch (shape.kind) {
    case 'list':
      return isArray(json) ? json.map((element) => valueOf(shape.of, element)) : misfit(shape, json);
    case 'map':
      return Object.fromEntries(entriesOf(json).map(([key, of]) => [key, valueOf(shape.of, of)]));
    case 'object':
      return Object.fromEntries(
        entriesOf(json).flatMap(([field, of]) => {
          const below = shape.fields[field];
          return below === undefined ? [] : [[field, valueOf(below, of)]];
        }),
      );
  }
}

type Scalar = Extract<Shape, string>;

function scalarOf(shape: Scalar, json: Json): Value {
  switch (shape) {
    case 'dyn':
      return dynamicOf(json);
    case 'double':
      return typeof json === 'number' ? new Double(json) : misfit(shape, json);
    case 'quantity':
      return typeof json === 'string' ? made(`quantity('${json}')`) : misfit(shape, json);
    case 'google.protobuf.Timestamp':
      return typeof json === 'string' ? made(`timestamp('${json}')`) : misfit(shape, json);
    case 'google.protobuf.Duration':
      return typeof json === 'string' ? made(`duration('${json}')`) : misfit(shape, json);
    case 'bool':
    case 'int':
    case 'string':
      return json === null || typeof json === 'object' ? misfit(shape, json) : json;
  }
}

/** Numbers are ints: JSON has no other way to say so. */
function dynamicOf(json: Json): Value {
  if (json === null || typeof json !== 'object') return json;
  if (isArray(json)) return json.map(dynamicOf);
  return Object.fromEntries(entriesOf(json).map(([field, of]) => [field, dynamicOf(of)]));
}

const isArray = (json: Json): json is readonly Json[] => Array.isArray(json);

const entriesOf = (json: Json): readonly [string, Json][] =>
  typeof json === 'object' && json !== null && !isArray(json) ? Object.entries(json) : [];

function misfit(shape: Shape, json: Json): never {
  throw new Error(`${JSON.stringify(json)} is not of shape ${JSON.stringify(shape)}`);
}

/** The value of a text without variables. */
export function made(text: string): Value {
  const result = evaluateText(text);
  if (result.kind !== 'value') throw new Error(`${text}: ${JSON.stringify(result)}`);
  return result.result;
}
