import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeOf, show } from '../testing/expressions.ts';
import { withVariables } from './environment.ts';
import { parseExpression } from './parse.ts';
import { createProgram } from './program.ts';
import type { Program } from './program.ts';
import type { Expression } from './tree.ts';
import { Double, Uint, isFields } from './values.ts';
import type { List, Result, Value } from './values.ts';

const TYPES = { list: 'list<dyn>', others: 'list<dyn>', limit: 'int', huge: 'string' };
const ROOTS = Object.keys(TYPES);
const BUDGET = 300_000;

/** One that costs a lot, one that reads it, one that has no value. */
const VARIABLES = { many: 'others.filter(o, o.n == limit).size()', twice: 'variables.many * 2', none: '1 / 0 == 1' };

const scope = scopeOf(TYPES);
const typesOfVariables = new Map([
  ['many', 'int'],
  ['twice', 'int'],
  ['none', 'bool'],
]);

function parsed(text: string): Expression {
  const result = parseExpression(text, withVariables(scope, typesOfVariables));
  if (result.kind === 'problems') throw new Error(`${text}: ${result.problems.map((it) => it.message).join('; ')}`);
  return result.expression;
}

const variables = new Map(Object.entries(VARIABLES).map(([name, text]) => [name, parsed(text)]));

const programOf = (text: string): Program => createProgram(parsed(text), { roots: ROOTS, variables, budget: BUDGET });

/** What reads fields of `d` alone, and what reads more of it; what takes many steps, fails, builds texts too long. */
const atom = fc.constantFrom(
  ...["d.a == 'x'", `d.a != '${'y'.repeat(40)}'`, "d.a in ['x', 'y']", "d.a.startsWith('x')", 'd.a == d.b', 'has(d.a)'],
  ...[
    'd.n <= limit',
    'd.n / (d.n - 1) > 0',
    'type(d.n) == int',
    "string(d.n) == '1'",
    '1.0 / double(d.n) < 0.0',
    'd.n',
  ],
  ...['has(d.inner)', 'has(d.inner.x)', 'd.inner.x > d.n', 'd.inner == others[0].inner', 'd.?inner.?x.orValue(3) == 3'],
  ...['variables.many > 2', 'variables.twice == d.n', 'variables.none', 'size(d.a + huge) > 0', 'd.constructor == 1'],
  ...['d.tags.exists(t, t == d.a)', "'x' in d.tags", 'd.tags == list[0].tags', 'd == list[0]', 'd.size() > 1', 'true'],
  ...['others.all(o, o.n != d.n)', 'others.exists(o, o.a == d.a && list.exists(e, e.n == o.n && e.a != d.a))'],
  ...['list.exists(e, e.a == d.a && e.n < d.n)', 'list.exists_one(e, e.n == d.n)', 'others.all(o, o.n >= limit)'],
  ...['cel.bind(y, d.n, y * y > 4)', 'list.filter(e, e.n == d.n).size() > 2', 'others.exists(d, d.n == 1)'],
  ...['optional.of(d.n).optMap(m, m + 1).hasValue()', 'list.map(e, [e.a]) == list.map(e, [d.a])'],
);

const { body } = fc.letrec<{ body: string }>((of) => ({
  body: fc.oneof(
    { maxDepth: 2 },
    atom,
    fc.tuple(of('body'), fc.constantFrom('&&', '||'), of('body')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(of('body'), of('body'), of('body')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    of('body').map((a) => `!(${a})`),
  ),
}));

const rule = fc
  .tuple(
    fc.constantFrom(
      (of: string) => `list.all(d, ${of})`,
      (of: string) => `list.exists(d, ${of})`,
      (of: string) => `list.exists_one(d, ${of})`,
      (of: string) => `list.filter(d, ${of}).size() == 3`,
      (of: string) => `list.map(d, ${of}) == list.map(d, true)`,
      (of: string) => `list.map(d, ${of}, [d.a]) == list.map(d, [d.a])`,
      (of: string) => `list.all(i, d, i < 20 || ${of})`,
      (of: string) => `others.all(o, list.exists(d, d.n == o.n || ${of}))`,
    ),
    body,
  )
  // One body of several types is what rules may not have: `dyn` says nothing of it.
  .map(([around, of]) => around(`dyn(${of})`));

const number = fc.constantFrom<Value>(
  -0,
  0,
  1,
  2,
  -5,
  2n ** 60n,
  new Double(1),
  new Double(-0),
  new Uint(1n),
  null,
  '1',
);
const inner = fc.oneof(
  fc.record({ x: number, y: fc.constant('y') }, { requiredKeys: [] }),
  fc.constantFrom<Value>(null, 'x', 3),
);
const tags = fc.constantFrom<Value>(['x', 'y'], ['y'], []);
const fields = fc.record(
  { a: fc.constantFrom('x', 'y', '', 'y'.repeat(40)), b: fc.constantFrom('x', 'y'), n: number, inner, tags },
  { requiredKeys: [] },
);
const element = fc.oneof({ weight: 30, arbitrary: fields }, fc.constantFrom<Value>(null, 'x', new Map([['a', 'x']])));

/** Lists of few different elements in stretches of several: objects of their own, alike or not. */
const list = fc
  .array(element, { minLength: 1, maxLength: 5 })
  .chain((kinds) =>
    fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 6 })), { minLength: 5, maxLength: 9 }),
  )
  .map((stretches) => stretches.flatMap(([kind, times]) => Array.from({ length: times }, () => copyOf(kind))));

const copyOf = (value: Value): Value => (isFields(value) ? { ...value } : value);

interface Outcome {
  readonly result: unknown;
  readonly left: number;
}

function outcomeOf(steps: number, ask: (allowance: { steps: number }) => Result): Outcome {
  const allowance = { steps };
  return { result: show(ask(allowance)), left: allowance.steps };
}

describe('elements that are alike', () => {
  it('come to the same, in as many steps, as each on its own', () => {
    fc.assert(
      fc.property(
        ...[rule, list, list, fc.integer({ min: -1, max: 3 })],
        fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }),
        (text, elements, others, limit, parts) => {
          const program = programOf(text);
          const values = [elements, others, limit, 'z'.repeat(2 ** 20 - 1)] as const;
          // A trace notes what every element comes to, so it asks each.
          const singly = (steps: number) => outcomeOf(steps, (allowance) => program.trace(values, allowance).result);
          const together = (steps: number) => outcomeOf(steps, (allowance) => program.evaluate(values, allowance));
          const taken = BUDGET - singly(BUDGET).left;
          expect([together(BUDGET), together(BUDGET), together(BUDGET)]).toEqual(Array(3).fill(singly(BUDGET)));
          const budgets = [
            taken - 2,
            taken - 1,
            taken,
            taken + 1,
            ...parts.map((part) => Math.floor((taken * part) / 1000)),
          ];
          for (const steps of budgets.filter((it) => it >= 0)) expect(together(steps)).toEqual(singly(steps));
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each<[string, string, List]>([
    ['values with an identity', 'cel.bind(made, list.map(d, [d.a]), made[0] == made[1])', [{ a: 1 }, { a: 1 }]],
    ['the two zeros', 'list.exists(d, 1.0 / double(d.n) < 0.0)', [{ n: 0 }, { n: -0 }]],
    ['what has no fields to ask for', 'list.exists(d, !d.inner.?x.hasValue())', [{}, { inner: {} }]],
    ['no value and null', 'list.exists(d, has(d.inner))', [{}, { inner: null }]],
    ['what every object inherits', 'list.exists(d, has(d.toString))', [{}, { toString: 'x' }]],
    [
      'numbers of three types',
      'list.exists(d, type(d.n) == uint)',
      [{ n: 1 }, { n: new Double(1) }, { n: new Uint(1n) }],
    ],
    ['text and a number', "list.exists(d, d.n == '1')", [{ n: 1 }, { n: '1' }]],
    [
      'what reads other fields by the same name',
      'list.exists(d, list.exists(d, d.n == 2) && d.a == 1)',
      [{ a: 1 }, { n: 2 }],
    ],
  ])('tell apart %s', (_, text, kinds) => {
    const elements = Array.from({ length: 20 }, () => kinds.map(copyOf)).flat();
    const program = programOf(text);
    const singly = outcomeOf(BUDGET, (allowance) => program.trace([elements, [], 0, ''], allowance).result);
    const asked = [1, 2, 3].map(() =>
      outcomeOf(BUDGET, (allowance) => program.evaluate([elements, [], 0, ''], allowance)),
    );
    expect(asked).toEqual([singly, singly, singly]);
  });

  /** Elements that count how often their field `a` is read, of so many kinds in turns. */
  function counted(length: number, kinds: number): { readonly elements: List; readonly reads: () => number } {
    let count = 0;
    const elements = Array.from({ length }, (_, at) => ({
      get a() {
        count++;
        return at % kinds;
      },
    }));
    return { elements, reads: () => count };
  }

  const asked = (text: string, length: number, kinds: number, times: number): number => {
    const { elements, reads } = counted(length, kinds);
    const program = programOf(text);
    let before = 0;
    for (let time = 0; time < times; time++) {
      before = reads();
      program.evaluate([elements, [], 0, '']);
    }
    return reads() - before;
  };

  it.each([
    ['each is asked the first time', 'list.all(d, d.a >= 0)', 40, 2, 1, 40],
    ['then one of each kind', 'list.all(d, d.a >= 0)', 40, 2, 3, 2],
    ['up to the one that decides', 'list.exists(d, d.a == 1)', 40, 3, 3, 2],
    ['of what is counted', 'list.exists_one(d, d.a == 1)', 40, 20, 3, 20],
    ['of what is chosen', 'list.filter(d, d.a == 1).size() == 2', 40, 20, 3, 20],
    ['of what is made', 'list.map(d, d.a + 1).size() == 40', 40, 20, 3, 20],
    ['again where a variable was computed', 'list.all(d, d.a >= variables.many)', 40, 2, 3, 3],
    ['each, of a short list', 'list.all(d, d.a >= 0)', 16, 1, 3, 16],
    ['each, where too many differ', 'list.all(d, d.a >= 0)', 40, 21, 3, 40],
    ['each, where a byte cannot number the kinds', 'list.all(d, d.a >= 0)', 600, 257, 3, 600],
    ['each, where an element is read as a whole', 'list.all(d, d.a >= 0 && d != null)', 40, 2, 3, 40],
    ['each, where it is counted', 'list.all(i, d, d.a + i >= 0)', 40, 2, 3, 40],
    ['each, of a list that a rule makes', '(list + list).all(d, d.a >= 0)', 40, 2, 3, 80],
  ])('%s', (_, text, length, kinds, times, reads) => {
    expect(asked(text, length, kinds, times)).toBe(reads);
  });

  it('are told apart by a bounded number of sets of fields', () => {
    const { elements, reads } = counted(40, 2);
    const other = Array.from({ length: 40 }, (_, at) => `list.all(d, d.a >= 0 || has(d.b${String(at)}))`);
    const programs = other.map(programOf);
    const rounds = [1, 2, 3].map(() => {
      const before = reads();
      for (const program of programs) program.evaluate([elements, [], 0, '']);
      return reads() - before;
    });
    expect(rounds[2]).toBe(32 * 2 + 8 * 40);
  });
});
