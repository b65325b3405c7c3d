import type { Schema } from '../../../schemas/generated/schemas.ts';

/** The checker's name of a type, and the object types that it is made of. */
export interface DeclaredType {
  readonly name: string;
  readonly objects: readonly ObjectType[];
}

export interface ObjectType {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
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
      return { name: 'string', objects: [] };
    case 'integer':
      return { name: 'int', objects: [] };
    case 'boolean':
      return { name: 'bool', objects: [] };
    case 'array': {
      const items = typeOfSchemas(
        schemas.flatMap((schema) => schema.items ?? []),
        path,
      );
      return { name: `list<${items.name}>`, objects: items.objects };
    }
    case 'object':
      return typeOfObjects(schemas, path);
  }
}

function typeOfObjects(schemas: readonly Schema[], path: string): DeclaredType {
  const declared = schemas.flatMap(({ properties }) => (properties ? [properties] : []));
  if (declared.length === 0) {
    const values = typeOfSchemas(
      schemas.flatMap((schema) => schema.additionalProperties ?? []),
      path,
    );
    return { name: `map<string, ${values.name}>`, objects: values.objects };
  }
  if (declared.length < schemas.length) return ANYTHING;
  const fields: Record<string, string> = {};
  const objects: ObjectType[] = [];
  for (const field of new Set(declared.flatMap((properties) => Object.keys(properties)))) {
    const type = typeOfSchemas(
      declared.flatMap((properties) => properties[field] ?? []),
      `${path}.${field}`,
    );
    fields[field] = type.name;
    objects.push(...type.objects);
  }
  return { name: path, objects: [...objects, { name: path, fields }] };
}
