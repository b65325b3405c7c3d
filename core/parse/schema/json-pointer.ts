import type { Schema } from '../../../schemas/generated/schemas.ts';
import type { Path } from '../yaml/positions.ts';

/** What a JSON pointer leads to in a value and in its schema. */
export interface Resolved {
  readonly path: Path;
  readonly found: unknown;
  /** `undefined` where the schema does not know the way, as with keys of sidecars. */
  readonly schema: Schema | undefined;
}

/** RFC 6901, with the indexes of lists as numbers. */
export function resolvePointer(pointer: string, value: unknown, schema: Schema): Resolved {
  const path: (string | number)[] = [];
  let found = value;
  let at: Schema | undefined = schema;
  for (const token of pointer.split('/').slice(1)) {
    const segment = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(found)) {
      path.push(Number(segment));
      found = found[Number(segment)];
      at = at?.items;
    } else {
      path.push(segment);
      found = isRecord(found) ? found[segment] : undefined;
      at = at?.properties?.[segment] ?? at?.additionalProperties;
    }
  }
  return { path, found, schema: at };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `spec.drives[3].capacity`. */
export function pathText(path: Path): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${String(segment)}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
