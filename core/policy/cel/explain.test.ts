import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/expressions.ts';
import { withVariables } from './environment.ts';
import { explainFailure } from './explain.ts';
import type { Source } from './explain.ts';
import { parseExpression } from './parse.ts';
import { createProgram } from './program.ts';
import type { Expression } from './tree.ts';
import type { Value } from './values.ts';

const TYPES = { a: 'bool', b: 'bool', n: 'int', name: 'string', tags: 'list<string>', p: 'dyn' };

const VALUES: Readonly<Record<string, Value>> = {
  a: true,
  b: false,
  n: 16,
  name: 'vol-1',
  tags: ['gold', 'fast'],
  p: {
    layout: 'mirror',
    legs: [
      { rack: 'a-07', gib: 3 },
      { rack: 'a-07', gib: 9 },
    ],
  },
};

const VARIABLES = { limit: 'n > 10 ? 10 : 100', racks: 'p.legs.map(l, l.rack)', ok: 'a && name.startsWith("pvc-")' };

/** What decided that a rule does not hold, as `part = value`. */
function explained(text: string): readonly string[] {
  const scope = withVariables(scopeOf(TYPES), new Map(Object.keys(VARIABLES).map((name) => [name, 'dyn'])));
  const parse = (of: string): Expression => {
    const parsed = parseExpression(of, scope);
    if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
    return parsed.expression;
  };
  const sources = new Map(
    Object.entries(VARIABLES).map(([name, of]): [string, Source] => [name, { expression: parse(of), text: of }]),
  );
  const expression = parse(text);
  const roots = Object.keys(TYPES);
  const variables = new Map([...sources].map(([name, source]) => [name, source.expression]));
  const trace = createProgram(expression, { roots, variables, budget: 10_000 }).trace(
    roots.map((root) => VALUES[root] ?? null),
  );
  expect(trace.result).not.toBe(true);
  return explainFailure({ expression, text }, trace, sources).map((shown) => `${shown.text} = ${shown.value}`);
}

describe('what decided that a rule does not hold', () => {
  it.each<[string, string, readonly string[]]>([
    ['a comparison shows both sides but for constants', 'n <= 10', ['n = 16']],
    ['two values', 'n < tags.size()', ['n = 16', 'tags = ["gold", "fast"]', 'tags.size() = 2']],
    [
      'what sortBy made',
      'tags.sortBy(tag, tag.size() * 10 + n) == tags.sortBy(tag, tag)',
      ['tags.sortBy(tag, tag.size() * 10 + n) = ["gold", "fast"]', 'tags.sortBy(tag, tag) = ["fast", "gold"]'],
    ],
    ['of && only what is false', 'a && n > 3 && name == "x"', ['name = "vol-1"']],
    ['of || everything', 'b || n < 3', ['b = false', 'n = 16']],
    ['a negated || only what is true', '!(b || n > 3)', ['n = 16']],
    ['a negated && everything', '!(a && n > 3)', ['a = true', 'n = 16']],
    [
      'what a list is computed from',
      'p.legs.map(l, l.rack).distinct().size() >= 2',
      ['p.legs.map(l, l.rack) = ["a-07", "a-07"]', 'p.legs.map(l, l.rack).distinct().size() = 1'],
    ],
    [
      'the element that failed, and what was read of it',
      'p.legs.all(leg, leg.gib < n - 10)',
      ['leg = {"rack": "a-07", "gib": 9}', 'leg.gib = 9', 'n - 10 = 6', 'n = 16'],
    ],
    ['of two variables the element', 'tags.all(i, tag, tag != "fast")', ['tag = "fast"']],
    ['what none was found in', 'tags.exists(t, t == "slow")', ['tags = ["gold", "fast"]']],
    ['the element that a negated exists() found', '!tags.exists(t, t == "fast")', ['t = "fast"']],
    ['a membership', 'name in tags', ['name = "vol-1"', 'tags = ["gold", "fast"]']],
    ['a call', 'name.startsWith("pvc-")', ['name = "vol-1"']],
    ['the branch that was taken, and why', 'n > 10 ? b : a', ['b = false', 'n = 16']],
    ['has()', 'has(p.size)', ['has(p.size) = false']],
    ['a variable, and what it was computed from', 'n <= variables.limit', ['n = 16', 'variables.limit = 10']],
    ['a variable that is the rule', 'variables.ok', ['variables.ok = false', 'name = "vol-1"']],
    [
      'a list that is a variable',
      'variables.racks.distinct().size() > 1',
      ['variables.racks = ["a-07", "a-07"]', 'variables.racks.distinct().size() = 1'],
    ],
    ['brackets', '(n + 1) * 2 < 3', ['(n + 1) * 2 = 34', 'n + 1 = 17', 'n = 16']],
    ['an error where it arose', 'a && p.size > 3', ['p.size = no such key: size']],
    ['nothing of what is constant', 'n > 3 && false', []],
    ['a bind', 'cel.bind(x, n + 1, x < 3)', ['x = 17']],
  ])('%s: %s', (_, text, expected) => {
    expect(explained(text)).toEqual(expected);
  });

  it('is no more than eight parts', () => {
    const parts = Array.from({ length: 12 }, (_, at) => `n == ${String(at)} + tags.size() - ${String(at)} * n`);
    expect(explained(parts.join(' || '))).toHaveLength(8);
  });
});
