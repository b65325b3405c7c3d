/** Paths of what an object sets, with their values; lists and empty objects count as one field. */
export type Fields = ReadonlyMap<string, unknown>;

export const SEPARATOR = '\0';

export function fieldsOf(value: unknown, path: readonly string[] = []): Map<string, unknown> {
  if (!isStructure(value) || isEmpty(value)) return new Map([[path.join(SEPARATOR), value]]);
  const fields = new Map<string, unknown>();
  for (const [name, child] of Object.entries(value)) {
    for (const [key, leaf] of fieldsOf(child, [...path, name])) fields.set(key, leaf);
  }
  return fields;
}

export function objectOf(fields: Fields): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of fields) {
    const path = key.split(SEPARATOR);
    let at = object;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
    const last = path.at(-1);
    if (last === undefined) continue;
    if (isStructure(value)) at[last] ??= {};
    else at[last] = value;
  }
  return object;
}

const isStructure = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object without fields says something: `composable: {}` is a driver block. */
const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
