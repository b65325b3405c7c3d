import type { Schema } from '../../../schemas/generated/schemas.ts';
import { oneOf } from './bounds.ts';
import type { Bounds } from './bounds.ts';

/** A type in the checker's notation, how large its values get, and the object types that it is made of. */
export interface DeclaredType {
  readonly name: string;
  readonly objects: readonly ObjectType[];
  readonly bounds?: Bounds;
}

export interface ObjectType {
  readonly name: string;
  /** Each in the notation of types, with what is known of its size. */
  readonly fields: Readonly<Record<string, string | BoundedType>>;
}

export interface BoundedType {
  readonly type: string;
  readonly bounds: Bounds | undefined;
}

const ANYTHING: DeclaredType = { name: 'dyn', objects: [] };

/**
 * What the checker knows of values that one of the schemas admits. An object has the fields of all of them, so a field
 * that none has is an error; what they do not agree on can be anything. Object types are named by where they stand.
 */
export function typeOfSchemas(schemas: readonly Schema[], path: string): DeclaredType {
  const [first] = schemas;
  if (!first || schemas.some(({ type }) => type !== first.type)) return ANYTHING;
  switch (first.type) {
    case 'string':
      return { name: 'string', objects: [], bounds: boundsOfTexts(schemas) };
    case 'integer':
      return { name: 'int', objects: [] };
    case 'boolean':
      return { name: 'bool', objects: [] };
    case 'array': {
      const items = typeOfSchemas(
        schemas.flatMap((schema) => schema.items ?? []),
        path,
      );
      const length = largest(schemas.map(({ maxItems }) => maxItems));
      return { name: `list<${items.name}>`, objects: items.objects, bounds: { length, inside: items.bounds } };
    }
    case 'object':
      return typeOfObjects(schemas, path);
  }
}

/** Of one of a few words, where each schema has some. Characters take two UTF-16 units at most. */
function boundsOfTexts(schemas: readonly Schema[]): Bounds {
  if (schemas.every(({ enum: words }) => words))
    return oneOf([...new Set(schemas.flatMap((schema) => schema.enum ?? []))]);
  return { length: largest(schemas.map(longestText)) };
}

function longestText({ enum: words, maxLength }: Schema): number | undefined {
  if (words) return oneOf(words).length;
  return maxLength === undefined ? undefined : maxLength * 2;
}

/** Unknown as soon as one is. */
const largest = (bounds: readonly (number | undefined)[]): number | undefined =>
  bounds.includes(undefined) ? undefined : Math.max(...bounds.map((bound) => bound ?? 0));

function typeOfObjects(schemas: readonly Schema[], path: string): DeclaredType {
  const declared = schemas.flatMap(({ properties }) => (properties ? [properties] : []));
  if (declared.length === 0) {
    const values = typeOfSchemas(
      schemas.flatMap((schema) => schema.additionalProperties ?? []),
      path,
    );
    const length = largest(schemas.map(({ maxProperties }) => maxProperties));
    return { name: `map<string, ${values.name}>`, objects: values.objects, bounds: { length, inside: values.bounds } };
  }
  if (declared.length < schemas.length) return ANYTHING;
  const fields: Record<string, BoundedType> = {};
  const objects: ObjectType[] = [];
  for (const field of new Set(declared.flatMap((properties) => Object.keys(properties)))) {
    const type = typeOfSchemas(
      declared.flatMap((properties) => properties[field] ?? []),
      `${path}.${field}`,
    );
    fields[field] = { type: type.name, bounds: type.bounds };
    objects.push(...type.objects);
  }
  return { name: path, objects: [...objects, { name: path, fields }] };
}
