import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCost } from './cost.ts';
import type { CostEstimate } from './cost.ts';
import { declareScope, withVariables } from './environment.ts';
import { STANDARD_FUNCTIONS } from './functions/index.ts';
import { leastSteps } from './least-steps.ts';
import { parseExpression } from './parse.ts';
import { createProgram } from './program.ts';
import type { DeclaredType } from './schema-types.ts';
import type { Value } from './values.ts';

const MAX_TEXT = 6;
const MAX_ITEMS = 4;

const ROOTS: Readonly<Record<string, DeclaredType>> = {
  i: { name: 'int', objects: [] },
  b: { name: 'bool', objects: [] },
  s: { name: 'string', objects: [], bounds: { length: MAX_TEXT } },
  ints: { name: 'list<int>', objects: [], bounds: { length: MAX_ITEMS } },
  texts: { name: 'list<string>', objects: [], bounds: { length: MAX_ITEMS, inside: { length: MAX_TEXT } } },
  counts: { name: 'map<string, int>', objects: [], bounds: { length: MAX_ITEMS } },
  o: {
    name: 'Thing',
    objects: [
      {
        name: 'Thing',
        fields: {
          name: { type: 'string', bounds: { length: MAX_TEXT } },
          tags: { type: 'list<string>', bounds: { length: MAX_ITEMS, inside: { length: MAX_TEXT } } },
        },
      },
    ],
  },
};

const scope = declareScope(ROOTS, STANDARD_FUNCTIONS);

function parsed(text: string) {
  const result = parseExpression(text, scope);
  if (result.kind === 'problems') throw new Error(`${text}: ${result.problems[0]?.message ?? ''}`);
  return result;
}

const costOf = (text: string): CostEstimate => estimateCost(parsed(text), scope);

/** What the meter counts. */
const stepsOf = (text: string, values: Readonly<Record<string, Value>>): number => run(text, values).steps;

function run(text: string, values: Readonly<Record<string, Value>>) {
  const roots = Object.keys(ROOTS);
  const program = createProgram(parsed(text).expression, { roots, variables: new Map(), budget: 1e9 });
  const allowance = { steps: 1e9 };
  const result = program.evaluate(
    roots.map((name) => values[name] ?? null),
    allowance,
  );
  return { result, steps: 1e9 - allowance.steps };
}

type Type = 'int' | 'bool' | 'string' | 'ints' | 'texts' | 'map';

const expressions = fc.letrec<Record<Type, string>>((of) => {
  const call = (template: string, ...parts: readonly fc.Arbitrary<string>[]) =>
    fc
      .tuple(...parts)
      .map((texts) => texts.reduce((text, part, at) => text.replaceAll(`$${String(at)}`, part), template));
  const any = (...options: readonly fc.Arbitrary<string>[]) => fc.oneof({ maxDepth: 3 }, ...options);
  return {
    int: any(
      fc.constantFrom('i', '0', '3', 'counts.a'),
      call('($0 + $1)', of('int'), of('int')),
      call('size($0)', fc.oneof(of('string'), of('ints'), of('texts'), of('map'))),
      call('$0.indexOf($1)', of('string'), of('string')),
      call('$0[0]', of('ints')),
      call('int($0)', of('string')),
      call('$0[?1].orValue($1)', of('ints'), of('int')),
      call('cel.bind(x, $0, x + x)', of('int')),
      call('($0).sum()', of('ints')),
      call("timestamp('2026-11-27T00:00:00Z').getHours('-01:00')"),
    ),
    string: any(
      fc.constantFrom('s', 'o.name', '"a,b"', '""'),
      call('($0 + $1)', of('string'), of('string')),
      call('$0.replace("a", $1)', of('string'), of('string')),
      call('$0.join($1)', of('texts'), of('string')),
      call('string($0)', of('int')),
      call('$0.upperAscii().trim()', of('string')),
      call('"%s: %d".format([$0, $1])', of('string'), of('int')),
      call('cel.bind(p, "(a|b)+", $0.find(p))', of('string')),
      call('regex.replace($0, "a", $1)', of('string'), of('string')),
      call('($0 ? $1 : $2)', of('bool'), of('string'), of('string')),
    ),
    bool: any(
      fc.constantFrom('b', 'true', 'has(o.name)'),
      call('($0 && $1 || !$2)', of('bool'), of('bool'), of('bool')),
      call('($0 == $1)', of('int'), of('int')),
      call('($0 == $1)', of('string'), of('string')),
      call('($0 <= $1)', of('string'), of('string')),
      call('($0 == $1)', of('texts'), of('texts')),
      call('($0 == $1)', of('map'), of('map')),
      call('($0 in $1)', of('string'), fc.oneof(of('texts'), of('map'))),
      call('$0.matches("(a|b)+[0-9]{2}$")', of('string')),
      call('$0.matches($1)', of('string'), of('string')),
      call('$0.startsWith($1)', of('string'), of('string')),
      call('$0.all(x, x > $1)', of('ints'), of('int')),
      call('$0.exists(y, y == $1)', of('texts'), of('string')),
      call('$0.exists_one(k, v, v > 1)', of('map')),
      call('sets.contains($0, $1)', of('texts'), of('texts')),
      call('$0.isSorted()', of('ints')),
    ),
    ints: any(
      fc.constantFrom('ints', '[1, 2, 3]', 'lists.range(5)'),
      call('($0 + $1)', of('ints'), of('ints')),
      call('$0.map(x, x * $1)', of('ints'), of('int')),
      call('$0.filter(x, x > $1)', of('ints'), of('int')),
      call('$0.map(y, y.size())', of('texts')),
      call('[$0, ?optional.of($1)]', of('int'), of('int')),
      call('$0.distinct()', of('ints')),
      call('$0.sort()', of('ints')),
      call('$0.sortBy(z, z * $1)', of('ints'), of('int')),
      call('[$0, $1].flatten().reverse()', of('ints'), of('ints')),
      call('optional.unwrap([optional.of($0), optional.none()])', of('int')),
      call('$0.transformList(k, v, v + i)', of('map')),
    ),
    texts: any(
      fc.constantFrom('texts', 'o.tags', '["a", "b"]'),
      call('($0 + $1)', of('texts'), of('texts')),
      call('$0.split(",")', of('string')),
      call('$0.split("")', of('string')),
      call('$0.map(y, y + $1)', of('texts'), of('string')),
      call('$0.sortBy(y, y.size())', of('texts')),
      call('$0.findAll($1)', of('string'), of('string')),
      call('$0.distinct()', of('texts')),
      call('$0.map(k, k)', of('map')),
    ),
    map: any(
      fc.constantFrom('counts', '{"a": 1}'),
      call('{$0: $1}', of('string'), of('int')),
      call('$0.transformMap(k, v, v * $1)', of('map'), of('int')),
      call('$0.transformMapEntry(k, v, {k + $1: v})', of('map'), of('string')),
    ),
  };
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', ',', '1', 'é'), maxLength: MAX_TEXT });
const texts = fc.array(text, { maxLength: MAX_ITEMS });
const values = fc.record({
  i: fc.integer({ min: -3, max: 9 }),
  b: fc.boolean(),
  s: text,
  ints: fc.array(fc.integer({ min: -3, max: 9 }), { maxLength: MAX_ITEMS }),
  texts,
  counts: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 5 })),
  o: fc.record({ name: text, tags: texts }),
});

describe('an estimate', () => {
  it('is no less than what any evaluation takes', () => {
    fc.assert(
      fc.property(fc.oneof(expressions.bool, expressions.string), values, (expression, of) => {
        fc.pre(expression.length < 500);
        expect(stepsOf(expression, of)).toBeLessThanOrEqual(costOf(expression).steps);
      }),
      { numRuns: 200, seed: 20261128 },
    );
  });

  it('of the least is no more than what any evaluation takes that comes to it', () => {
    fc.assert(
      fc.property(expressions.bool, values, (expression, of) => {
        fc.pre(expression.length < 500);
        const { result, steps } = run(expression, of);
        if (typeof result !== 'boolean') return;
        const { expression: tree } = parsed(expression);
        for (const wanted of [String(result) as 'true' | 'false', 'value'] as const)
          expect(leastSteps(tree, wanted, new Map(), 0).steps).toBeLessThanOrEqual(steps);
      }),
      { numRuns: 300, seed: 20261129 },
    );
  });

  it.each([
    '[1, 2, 3].all(x, [4, 5].all(y, x < y))',
    '![1, 2, 3].exists(x, [4, 5].all(y, x > y))',
    'lists.range(9).map(x, x + 1).all(x, x > 0)',
    'cel.bind(n, [1, 2], n.all(x, n.exists_one(y, y == x)))',
    '[1, 2].all(x, x < 0) ? false : [3, 4].all(at, x, x > at)',
  ])('of the least is close to what %s takes', (expression) => {
    const { result, steps } = run(expression, {});
    expect(result).toBe(true);
    const least = leastSteps(parsed(expression).expression, 'true', new Map(), 0).steps;
    expect(least).toBeGreaterThan(steps * 0.6);
    expect(least).toBeLessThanOrEqual(steps);
  });

  it('takes what ends early for as long as it takes at least, either way', () => {
    const least = (text: string) => leastSteps(parsed(text).expression, 'value', new Map(), 0).steps;
    expect(least('lists.range(99).exists(x, x > i) == b')).toBeLessThan(20);
    expect(least('(lists.range(99).exists(x, x > i) && b) == b')).toBeLessThan(20);
    expect(least('lists.range(99).exists_one(x, x > i) == b')).toBeGreaterThan(300);
  });

  it.each([
    ['i > 3', 3],
    ['o.name == "abc"', 8],
    ['ints.all(x, x > 3)', 1 + 1 + MAX_ITEMS + 3 * MAX_ITEMS],
    ['ints.all(x, ints.all(y, x > y))', 86],
  ])('of %s is close to what it takes at worst', (expression, most) => {
    const { steps } = costOf(expression);
    expect(steps).toBeLessThanOrEqual(most);
  });

  it('grows with what loops run over, and with loops inside loops', () => {
    const three = costOf('ints.all(x, ints.all(y, ints.all(z, x + y + z > 0)))').steps;
    const two = costOf('ints.all(x, ints.all(y, x + y > 0))').steps;
    expect(three).toBeGreaterThan(3 * two);
  });

  it.each([
    ['i > 3 && texts.all(x, texts.all(y, x != y + "b"))', 'texts.all(x, texts.all(y, x != y + "b"))'],
    ['b || s.replace("a", s).replace("b", s).size() > 3 && i > 0', 's.replace("a", s).replace("b", s)'],
    ['i > 3', 'i > 3'],
  ])('tells the costliest part of %s', (expression, part) => {
    const { range } = costOf(expression).costliest;
    expect(expression.slice(range.start, range.end)).toBe(part);
  });

  it('counts a variable once, however often it is read', () => {
    const scopeOf = withVariables(scope, new Map([['all', 'bool']]));
    const read = (expression: string): number => {
      const result = parseExpression(expression, scopeOf);
      if (result.kind === 'problems') throw new Error(result.problems[0]?.message);
      return estimateCost(result, scopeOf, new Map([['all', parsed('texts.all(x, x != s)')]])).steps;
    };
    expect(read('variables.all && variables.all') - read('variables.all')).toBe(2);
    expect(read('variables.all')).toBeGreaterThan(costOf('texts.all(x, x != s)').steps);
  });
});
