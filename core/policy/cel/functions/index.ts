import { CONVERSION_FUNCTIONS } from './conversions.ts';
import { overloaded } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { PLACEMENT_FUNCTIONS } from './placement.ts';
import { QUANTITY_FUNCTIONS } from './quantity.ts';
import { REGEX_FUNCTIONS } from './regex.ts';
import { STRING_FUNCTIONS } from './strings.ts';

/** What every rule can call. */
export const STANDARD_FUNCTIONS: readonly FunctionEntry[] = [
  ...CONVERSION_FUNCTIONS,
  ...STRING_FUNCTIONS,
  ...REGEX_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...QUANTITY_FUNCTIONS,
];

const keyOf = (style: FunctionEntry['style'], name: string, operands: number): string =>
  `${style} ${name}/${String(operands)}`;

const BY_KEY: ReadonlyMap<string, FunctionEntry> = byKey([...STANDARD_FUNCTIONS, ...PLACEMENT_FUNCTIONS]);

function byKey(entries: readonly FunctionEntry[]): ReadonlyMap<string, FunctionEntry> {
  const grouped = new Map<string, FunctionEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry.style, entry.name, entry.operands);
    grouped.set(key, [...(grouped.get(key) ?? []), entry]);
  }
  const merged = [...grouped].flatMap(([key, alike]) => {
    const entry = overloaded(alike);
    return entry ? [[key, entry] as const] : [];
  });
  return new Map(merged);
}

/** The function of this name; `undefined` where there is none with so many operands. */
export const functionNamed = (
  style: FunctionEntry['style'],
  name: string,
  operands: number,
): FunctionEntry | undefined => BY_KEY.get(keyOf(style, name, operands));
