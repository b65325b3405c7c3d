import { describe, expect, it } from 'vitest';
import { parseWith } from '../testing/expressions.ts';
import { createCoverage } from './coverage.ts';
import { createProgram } from './program.ts';
import type { Value } from './values.ts';

const types = { a: 'bool', b: 'bool', n: 'int', list: 'list<int>' };

/** What is left untried after evaluations with these values: `"part" never true`. */
function untried(text: string, ...runs: readonly Readonly<Record<string, Value>>[]): readonly string[] {
  const parsed = parseWith(text, types);
  if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
  const roots = Object.keys(types);
  const program = createProgram(parsed.expression, { roots, variables: new Map(), budget: 10_000 });
  const coverage = createCoverage(parsed.expression);
  for (const run of runs) coverage.record(program.trace(roots.map((name) => run[name] ?? null)));
  return coverage.uncovered().map(({ range, what }) => `"${text.slice(range.start, range.end)}" ${what}`);
}

describe('what no evaluation tried out', () => {
  it.each<[string, readonly Readonly<Record<string, Value>>[], readonly string[]]>([
    ['a', [], ['"a" never evaluated']],
    ['a', [{ a: true }], ['"a" never false']],
    ['a', [{ a: true }, { a: false }], []],
    ['a && b', [{ a: false, b: true }], ['"a" never true', '"a && b" never true', '"b" never evaluated']],
    ['a && b', [{ a: false }, { a: true, b: true }, { a: true, b: false }], []],
    ['a && true', [{ a: true }, { a: false }], []],
    ["n > 0 ? 'much' : 'none'", [{ n: 1 }, { n: 0 }], []],
    ["n > 0 ? 'much' : 'none'", [{ n: 1 }], ['"n > 0" never false']],
    ['a || b', [{ a: true }], ['"a" never false', '"a || b" never false', '"b" never evaluated']],
    [
      'n > 0 ? a : b',
      [{ n: 1, a: true }],
      ['"n > 0" never false', '"n > 0 ? a : b" never false', '"b" never evaluated'],
    ],
    [
      'n > 0 ? a : b',
      [
        { n: 1, a: true },
        { n: 0, b: false },
      ],
      [],
    ],
    ['list.all(x, x > n)', [{ list: [1], n: 0 }], ['"list.all(x, x > n)" never false', '"x > n" never false']],
    ['list.all(x, x > n)', [{ list: [], n: 0 }], ['"list.all(x, x > n)" never false', '"x > n" never evaluated']],
    ['list.all(x, x > n)', [{ list: [5, 1], n: 3 }, { list: [] }], []],
    [
      'list.all(x, a || x > n)',
      [
        { list: [1], a: false, n: 0 },
        { list: [1], a: true },
      ],
      ['"list.all(x, a || x > n)" never false', '"a || x > n" never false', '"x > n" never false'],
    ],
    [
      '1 / n > 0 || b',
      [
        { n: 0, b: true },
        { n: 0, b: false },
      ],
      ['"1 / n > 0" never true', '"1 / n > 0" never false', '"1 / n > 0 || b" never false'],
    ],
  ])('%s', (text, runs, expected) => {
    expect(untried(text, ...runs)).toEqual(expected);
  });

  it('counts outcomes', () => {
    const parsed = parseWith('a && b', types);
    if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
    const program = createProgram(parsed.expression, { roots: ['a', 'b'], variables: new Map(), budget: 100 });
    const coverage = createCoverage(parsed.expression);
    expect(coverage.counts()).toEqual({ covered: 0, all: 6 });
    coverage.record(program.trace([true, true]));
    expect(coverage.counts()).toEqual({ covered: 3, all: 6 });
  });
});

describe('a trace', () => {
  it('takes as many steps as an evaluation without one', () => {
    const parsed = parseWith('list.all(x, x > n && list.exists(y, y == x)) ? a : "s".startsWith("s")', types);
    if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
    const roots = Object.keys(types);
    const program = createProgram(parsed.expression, { roots, variables: new Map(), budget: 10_000 });
    const values = [true, false, 0, [1, 2, 3]];
    const [plain, traced] = [{ steps: 10_000 }, { steps: 10_000 }];
    expect(program.trace(values, traced).result).toBe(program.evaluate(values, plain));
    expect(traced.steps).toBe(plain.steps);
    expect(plain.steps).toBeLessThan(10_000);
  });
});
