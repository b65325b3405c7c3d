/** Paths of what an object sets, with their values; empty objects count as one field, and so do lists that are no sets. */
export type Fields = ReadonlyMap<string, unknown>;

export const SEPARATOR = '\0';

/** Lists that our schemas have as sets: each of their items is a field of its own. */
const SETS = new Set(['servers', 'storageGroups']);
const ITEM = `${SEPARATOR}\u0001`;

/** The path of the set that a path is an item of. */
export const setOf = (path: string): string | undefined => {
  const at = path.lastIndexOf(ITEM);
  return at === -1 ? undefined : path.slice(0, at);
};

export function fieldsOf(value: unknown, path: readonly string[] = []): Map<string, unknown> {
  if (Array.isArray(value) && value.length > 0 && SETS.has(path.at(-1) ?? '')) {
    return new Map(value.map((item) => [`${path.join(SEPARATOR)}${ITEM}${String(item)}`, item as unknown]));
  }
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
    const path = (setOf(key) ?? key).split(SEPARATOR);
    let at = object;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
    const last = path.at(-1);
    if (last === undefined) continue;
    if (setOf(key) !== undefined) at[last] = [...((at[last] as unknown[] | undefined) ?? []), value];
    else if (isStructure(value)) at[last] ??= {};
    else at[last] = value;
  }
  return object;
}

const isStructure = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object without fields says something: `composable: {}` is a driver block. */
const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
