import { describe, expect, it } from 'vitest';
import { evaluate } from '../../testing/expressions.ts';
import { FUNCTION_LIBRARIES } from './index.ts';

describe.each(FUNCTION_LIBRARIES.map(({ name, functions }) => [name, functions] as const))('%s', (_, functions) => {
  it.each(functions.map((entry) => [entry.signatures[0] ?? entry.name, entry] as const))('%s', (_, entry) => {
    const { summary, example } = entry;
    expect(summary).toMatch(/^[A-Z0-9`-].*\.$/);
    expect(evaluate(`(${String(example?.expression)}) == (${String(example?.result)})`)).toBe(true);
    expect(example?.expression).toContain(`${entry.macro?.name ?? entry.name}(`);
  });
});
