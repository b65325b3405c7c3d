import { entriesOf } from './equality.ts';
import { Double, Opaque, TypeValue, Uint, isError, isInt, isList } from './values.ts';
import type { Result } from './values.ts';

const MAX_LENGTH = 120;
const MAX_ELEMENTS = 8;

/** A value as findings show it, in one line of bounded length. */
export function formatValue(value: Result): string {
  const text = format(value, 2);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

function format(value: Result, depth: number): string {
  if (isError(value)) return value.message;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, MAX_LENGTH));
  if (value === null || typeof value === 'boolean' || isInt(value)) return String(value);
  if (value instanceof Double || value instanceof Uint) return String(value.value);
  if (value instanceof TypeValue) return value.value;
  if (value instanceof Opaque) return value.toString();
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`;
  if (isList(value)) return depth === 0 ? '[…]' : `[${some(value, (element) => format(element, depth - 1))}]`;
  const entries = [...(entriesOf(value) ?? [])];
  return depth === 0 ? '{…}' : `{${some(entries, ([key, of]) => `${format(key, 0)}: ${format(of, depth - 1)}`)}}`;
}

function some<Element>(elements: readonly Element[], show: (element: Element) => string): string {
  const shown = elements.slice(0, MAX_ELEMENTS).map(show);
  const more = elements.length > MAX_ELEMENTS ? [`… ${String(elements.length)} in all`] : [];
  return [...shown, ...more].join(', ');
}
