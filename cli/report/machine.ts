import { dump } from 'js-yaml';

/** JSON for programs: integers beyond 2^53 as text, maps as objects, sets as lists. Ends with a line break. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, plain, 2)}\n`;

/** The same data as YAML. */
export const toYaml = (value: unknown): string => dump(JSON.parse(toJson(value)), { lineWidth: -1 });

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...(value as ReadonlySet<unknown>)];
  return value;
}
