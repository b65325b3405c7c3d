import { describe, expect, it } from 'vitest';
import { evaluate, show } from './expressions.ts';

/** Expressions and what they come to as `show` writes it, by what they are about. */
export type ValueTables = Readonly<Record<string, readonly (readonly [expression: string, value: unknown])[]>>;

/** One test for each row. */
export function testValues(tables: ValueTables): void {
  for (const [about, rows] of Object.entries(tables)) {
    describe(about, () => {
      it.each(rows)('%s', (expression, value) => {
        expect(show(evaluate(expression))).toEqual(value);
      });
    });
  }
}
