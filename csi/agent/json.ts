/** Reading what programs print as JSON: everything is checked, nothing is believed. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** At most `limit` objects; `undefined` for anything else. */
export function objectsOf(value: unknown, limit: number): readonly JsonObject[] | undefined {
  if (!Array.isArray(value) || value.length > limit) return undefined;
  return value.every(isObject) ? value : undefined;
}

const MAX_TEXT = 512;

export const textOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= MAX_TEXT ? value.trim() : '';

/** A count: a number, or its digits as some releases of util-linux print it. */
export function countOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
