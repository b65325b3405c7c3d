import { describe, expect, it } from 'vitest';
import type { PlacementPolicy } from '../../model/policy.ts';
import { parseExpression } from '../cel/parse.ts';
import { mapChildren } from '../cel/tree.ts';
import type { Expression } from '../cel/tree.ts';
import { scopeOf } from '../testing/expressions.ts';
import { PACKS, pack } from '../testing/packs.ts';
import { fieldsRead } from './fields-read.ts';
import { printExpression } from './print-expression.ts';
import { scopesOfPolicy } from './checked-policy.ts';

const scope = scopeOf({ x: 'dyn', y: 'dyn', ints: 'list<int>', texts: 'list<string>', counts: 'map<string, int>' });

function parsed(text: string): Expression {
  const result = parseExpression(text, scope);
  if (result.kind === 'problems') throw new Error(`${text}: ${result.problems[0]?.message ?? ''}`);
  return result.expression;
}

/** The same wherever it stands. */
const unplaced = (expression: Expression): Expression => ({
  ...mapChildren(expression, unplaced),
  range: { start: 0, end: 0 },
  ...('fieldRange' in expression && { fieldRange: { start: 0, end: 0 } }),
});

describe('an expression is printed as it is written', () => {
  it.each([
    'x.y.z == 1 && !x.a || y',
    '(x || y) && x',
    'x && (x || y) && y',
    'x - (y - 1) - 2',
    '(x + 1) * -2 % 3',
    '-(x + 1)',
    '-(-x)',
    '!(x == y)',
    '!!x',
    'x ? y : x ? 1 : 2',
    '(x ? y : 1) ? 2 : 3',
    '(x == y) == true',
    '(-x).y',
    "x['a\\n\\'b'] == b'ab'",
    'x.`a-b`.c',
    'x.?y[?0]',
    'has(x.y)',
    "{'a': [1, -2], ?'b': x.?y}",
    '[?x.?y, 2u, 1e+30, 2.0, -3.0, null]',
    "size(texts) > 0 && texts.join('-').matches('a+')",
    'math.greatest([1, 2])',
    'ints.all(i, i > 0)',
    'ints.exists_one(at, i, at == i)',
    'ints.filter(i, i > 0).map(i, i * 2)',
    'ints.map(i, i > 0, i + 1).size() == 1',
    'ints.transformList(at, i, at > 0, i)',
    'counts.transformMap(k, v, v + 1)',
    "counts.transformMapEntry(k, v, {k + '!': v})",
    'x.?y.optMap(v, v + 1)',
    'x.?y.optFlatMap(v, v.?z)',
    'cel.bind(a, x + 1, a * a)',
    'x in [1, 2] && y in counts',
  ])('%s', (text) => {
    const expression = parsed(text);
    const printed = printExpression(expression);
    expect(unplaced(parsed(printed))).toEqual(unplaced(expression));
    if (!text.includes("b'")) expect(printed).toBe(text);
  });

  it('of every pack', () => {
    const texts = (policy: PlacementPolicy): readonly string[] =>
      [policy.matchConditions, policy.validations, policy.scores].flat().map(({ expression }) => expression);
    for (const policy of PACKS.flatMap((name) => pack(name))) {
      const { validations } = scopesOfPolicy(policy);
      const read = (text: string): Expression | undefined => {
        const result = parseExpression(text, validations);
        return result.kind === 'parsed' ? result.expression : undefined;
      };
      for (const expression of texts(policy).map(read)) {
        if (!expression) continue;
        const again = read(printExpression(expression));
        expect(again && unplaced(again)).toEqual(unplaced(expression));
      }
    }
  });
});

it.each<[string, readonly string[]]>([
  ['x.a == 1 && x.a > y.b.c', ['x.a', 'y.b.c']],
  ["x.legs.all(l, l.kind == 'a' && l.tags.exists(t, t == y.tag))", ['x.legs[].kind', 'x.legs[].tags[]', 'y.tag']],
  ["x.legs.filter(l, l.ok).all(l, l.domains['rack'] == y)", ["x.legs[].domains['rack']", 'x.legs[].ok', 'y']],
  ['ints.all(at, i, i > x.least)', ['ints[]', 'x.least']],
  ['x.items[y.at].name', ['x.items[].name', 'y.at']],
  ['has(x.claim) && x.?limit.hasValue()', ['x.claim', 'x.limit']],
  ['[1, 2].all(i, i > x)', ['x']],
  ['cel.bind(a, x.b, a.c)', ['x.b.c']],
])('%s reads %j', (text, expected) => {
  expect(fieldsRead([parsed(text)])).toEqual(expected);
});
