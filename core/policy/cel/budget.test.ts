import { describe, expect, it } from 'vitest';
import { evaluate, parseWith, show } from '../testing/expressions.ts';
import { createProgram } from './program.ts';
import type { Value } from './values.ts';

const TOO_MANY_STEPS = 'error: the expression takes more steps than it may';
const numbers = Array.from({ length: 300 }, (_, at) => at);
const types = { numbers: 'list<int>', text: 'string', texts: 'list<string>' };

const stepsOf = (expression: string, values: Readonly<Record<string, Value>>): number => {
  const parsed = parseWith(expression, types);
  if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
  const program = createProgram(parsed.expression, {
    roots: Object.keys(types),
    variables: new Map(),
    budget: 1_000_000,
  });
  const allowance = { steps: 1_000_000 };
  program.evaluate(
    Object.keys(types).map((name) => values[name] ?? null),
    allowance,
  );
  return 1_000_000 - allowance.steps;
};

describe('what takes too long stops', () => {
  it.each([
    ['three loops over 300', 'numbers.all(a, numbers.all(b, numbers.all(c, a + b + c >= 0)))', { numbers }],
    [
      'even where the answer would be true',
      'numbers.all(a, numbers.all(b, numbers.all(c, a + b + c >= 0))) || true',
      { numbers },
    ],
    ['loops that do nothing', 'numbers.all(a, numbers.all(b, numbers.all(c, true)))', { numbers }],
    ['loops inside a variable', 'cel.bind(x, numbers.map(a, numbers.map(b, numbers.map(c, c))), true)', { numbers }],
    [
      'comparing long texts',
      'numbers.all(a, numbers.all(b, text + "x" == text + "x"))',
      { numbers, text: 'y'.repeat(10_000) },
    ],
    ['comparing long lists', 'numbers.all(a, numbers.all(b, numbers == numbers + []))', { numbers }],
    ['searching', 'numbers.all(a, numbers.all(b, !text.contains("z")))', { numbers, text: 'y'.repeat(10_000) }],
    ['patterns', 'numbers.all(a, !text.matches("[a-z]{500}!"))', { numbers, text: 'y'.repeat(10_000) }],
    [
      'patterns that are computed',
      'numbers.all(a, numbers.all(b, !"x".matches(text)))',
      { numbers, text: 'x'.repeat(1000) },
    ],
    [
      'looking for a long text among long texts',
      'cel.bind(long, numbers.map(a, text + "a"), numbers.all(b, !((text + "b") in long)))',
      { numbers, text: 'y'.repeat(3000) },
    ],
    ['inputs of 10 MB', '!text.contains("z")', { text: 'y'.repeat(10_000_000) }],
    ['comparing inputs of 10 MB', '[text] == texts', { text: 'y'.repeat(10_000_000), texts: ['z'.repeat(10_000_000)] }],
    ['loops with two variables', 'numbers.all(i, a, numbers.all(j, b, numbers.all(k, c, true)))', { numbers }],
    ['making maps', 'numbers.all(z, numbers.transformMapEntry(i, a, {a: a}).size() == 300)', { numbers }],
    [
      'comparing what optionals hold',
      'numbers.all(a, numbers.all(b, optional.of(numbers) == optional.of(numbers + [])))',
      { numbers },
    ],
    ['asking for time zones', 'numbers.all(a, timestamp(a).getHours("Europe/Rome") < 24)', { numbers }],
    ['telling values apart', 'numbers.map(a, numbers.map(b, [a * b])).map(x, x.distinct())', { numbers }],
  ])('%s', (_, text, values) => {
    expect(show(evaluate(text, types, values))).toBe(TOO_MANY_STEPS);
  });

  it('does not take a step for what a bad pattern would have taken', () => {
    expect(show(evaluate('text.matches("^(a+)+$")', types, { text: `${'a'.repeat(60_000)}!` }))).toBe(false);
  });
});

describe('what gets too large stops', () => {
  it.each([
    ['text of 10 MB', 'numbers.map(x, text).join()', { numbers, text: 'x'.repeat(40_000) }, 'text'],
    [
      'by doubling',
      `cel.bind(a, text + text, cel.bind(b, a + a, cel.bind(c, b + b, c + c))).size() > 0`,
      { text: 'x'.repeat(100_000) },
      'text',
    ],
    ['by replacing', 'text.replace("x", text).size() > 0', { text: 'x'.repeat(10_000) }, 'text'],
    [
      'lists by adding',
      'cel.bind(a, texts + texts, a + a).size() > 0',
      { texts: Array.from({ length: 50_000 }, () => '') },
      'list',
    ],
  ])('%s', (_, text, values, what) => {
    expect(show(evaluate(text, types, values))).toMatch(new RegExp(`^error: ${what} longer than`));
  });
});

describe('steps', () => {
  it('depend on the expression and its values alone', () => {
    const text = 'numbers.filter(x, x % 2 == 0).map(x, string(x)).join(",").size() > 3';
    expect(stepsOf(text, { numbers })).toBe(stepsOf(text, { numbers }));
    expect(stepsOf('1 + 2 == 3', {})).toBe(5);
    expect(stepsOf('[1, 2].all(x, x > 0)', {})).toBe(12);
  });

  it('end a traced evaluation where they end the other', () => {
    const parsed = parseWith('numbers.all(a, numbers.all(b, numbers.exists(c, c > a + b)))', types);
    if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
    const roots = Object.keys(types);
    const program = createProgram(parsed.expression, { roots, variables: new Map(), budget: 20_000 });
    const values = roots.map((name) => (name === 'numbers' ? numbers : null));
    const { result, values: seen } = program.trace(values);
    expect(show(result)).toBe(TOO_MANY_STEPS);
    expect(program.evaluate(values)).toEqual(result);
    expect(seen.size).toBeLessThan(20);
  });

  it('grow with what is looked at', () => {
    const at = (length: number): number => stepsOf('text.contains("z")', { text: 'x'.repeat(length) });
    expect(at(8000) - at(0)).toBe(1000);
  });
});
