import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { show } from '../../testing/expressions.ts';
import { testValues } from '../../testing/value-tables.ts';
import { Double } from '../values.ts';
import type { Value } from '../values.ts';

testValues({
  'the order of elements': [
    ['[1, 2, 3].isSorted()', true],
    ["['a', 'b', 'b', 'c'].isSorted()", true],
    ['[2.0, 1.0].isSorted()', false],
    ['[1].isSorted()', true],
    ['[].isSorted()', true],
    ["[duration('1s'), duration('1m')].isSorted()", true],
    ["dyn([ip('::1')]).isSorted()", 'error: isSorted does not take net.IP, net.IP'],
    ['[1, 3].min()', 1],
    ['[1, 3].max()', 3],
    ['([0] + []).min()', 0],
    ["dyn([dyn(1), dyn('a')]).max()", 'error: max does not take string, int'],
    [
      "[timestamp('2026-01-02T00:00:00Z'), timestamp('2026-01-01T00:00:00Z')].min() == timestamp('2026-01-01T00:00:00Z')",
      true,
    ],
    ['[3, 2, 1].sort()', [1, 2, 3]],
    ["['b', 'c', 'a'].sort()", ['a', 'b', 'c']],
    ['[true, false].sort()', [false, true]],
    ["[b'b', b'a'].sort() == [b'a', b'b']", true],
    ['[].sort()', []],
    ["dyn([dyn(1), dyn('b')]).sort()", 'error: sort does not take int, string'],
    ['dyn([[1]]).sort()', 'error: sort does not take list, list'],
    ["['\\ue000', '😀'].sort()", ['\ue000', '😀']],
  ],
  sums: [
    ['[1, 3].sum()', 4],
    ['[1.0, 3.0].sum()', '4 double'],
    ["[duration('1m'), duration('1s')].sum() == duration('61s')", true],
    ['[9223372036854775807, 1].sum()', 'error: integer overflow: 9223372036854775808'],
    ["dyn(['a', 'b']).sum()", 'error: sum does not take string'],
    ['dyn([true]).sum()', 'error: sum does not take bool'],
  ],
  'where elements stand': [
    ['[1, 2, 2, 3].indexOf(2)', 1],
    ["['a', 'b', 'b', 'c'].lastIndexOf('b')", 2],
    ['[1.0].indexOf(1.1)', -1],
    ["[].indexOf('string')", -1],
    ['[[1], [2]].indexOf([2])', 1],
    ['[1, 2, 3].includes(2)', true],
    ['[1, 2, 3].includes(4)', false],
    ["'model-a'.includes('model-a')", true],
    ["'model-a'.includes('model-b')", false],
    ['[1, 2, 3].first().value()', 1],
    ['[1, 2, 3].last().value()', 3],
    ['[].first().hasValue()', false],
  ],
  parts: [
    ['[1, 2, 3, 4].slice(1, 3)', [2, 3]],
    ['[1, 2, 3, 4].slice(2, 4)', [3, 4]],
    ['[1].slice(1, 1)', []],
    ['[1, 2].slice(0, 3)', 'error: slice(0, 3) leaves a list of 2 elements'],
    ['[1, 2].slice(-1, 1)', 'error: slice(-1, 1) leaves a list of 2 elements'],
    ['[1, 2].slice(2, 1)', 'error: slice(2, 1) ends before it starts'],
    ['[[1], [2, 3], [], [4]].flatten()', [1, 2, 3, 4]],
    ['[[[1, 2]], [[3]]].flatten()', [[1, 2], [3]]],
    ['dyn([dyn(1), dyn([dyn(2), dyn([dyn(3), dyn([4])])])]).flatten(2)', [1, 2, 3, [4]]],
    ['[[1]].flatten(0)', [[1]]],
    ['[[1]].flatten(-1)', 'error: flatten takes no depth below 0: -1'],
    ['[5, 3, 1, 2].reverse()', [2, 1, 3, 5]],
    ['lists.range(3)', [0, 1, 2]],
    ['lists.range(0)', []],
    ['lists.range(-1)', []],
    ['[1, 2, 2, 3, 3, 3].distinct()', [1, 2, 3]],
    ["dyn([dyn(1), dyn('b'), dyn(1.0), dyn('b')]).distinct()", [1, 'b']],
    ['[[1], [1], [2]].distinct()', [[1], [2]]],
  ],
  sets: [
    ['sets.contains([], [])', true],
    ['sets.contains([], [1])', false],
    ['sets.contains([1, 2, 3, 4], [2, 3])', true],
    ['sets.contains(dyn([1]), dyn([dyn(1.0), dyn(1u)]))', true],
    ['sets.equivalent([1], [1, 1])', true],
    ['sets.equivalent(dyn([1]), dyn([dyn(1u), dyn(1.0)]))', true],
    ['sets.equivalent([1, 2, 3], [3u, 2u, 1u].map(x, int(x)))', true],
    ['sets.equivalent([], [1])', false],
    ['sets.intersects([1], [])', false],
    ['sets.intersects([1], [1, 2])', true],
    ['sets.intersects([[1], [2, 3]], [[1, 2], [2, 3]])', true],
  ],
});

const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }).map((value) => new Double(value)),
  fc.constantFrom('a', 'b'),
);
const list = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 })),
  fc.array(fc.constantFrom('a', 'b', 'c')),
  fc.array(number),
);
const plain = (value: Value): unknown => (value instanceof Double ? value.value : value);

describe('sets and lists', () => {
  const types = { a: 'list<dyn>', b: 'list<dyn>' };

  it('hold what a search through them finds', () => {
    const contains = evaluatorOf('sets.contains(a, b)', types);
    const equivalent = evaluatorOf('sets.equivalent(a, b)', types);
    const intersects = evaluatorOf('sets.intersects(a, b)', types);
    const distinct = evaluatorOf('size(a.distinct())', types);
    fc.assert(
      fc.property(list, list, (a, b) => {
        const [left, right] = [a.map(plain), b.map(plain)];
        const all = (of: readonly unknown[], within: readonly unknown[]) => of.every((value) => within.includes(value));
        expect(contains({ a, b })).toBe(all(right, left));
        expect(equivalent({ a, b })).toBe(all(right, left) && all(left, right));
        expect(intersects({ a, b })).toBe(left.some((value) => right.includes(value)));
        expect(distinct({ a, b })).toBe(new Set(left).size);
      }),
      { numRuns: 60 },
    );
  });

  it('sort as JavaScript sorts numbers', () => {
    const sort = evaluatorOf('a.sort()', { a: 'list<int>' });
    const isSorted = evaluatorOf('a.sort().isSorted()', { a: 'list<int>' });
    const ints = fc.array(fc.oneof(fc.maxSafeInteger(), fc.bigInt(2n ** 60n, 2n ** 62n)), { maxLength: 20 });
    fc.assert(
      fc.property(ints, (numbers) => {
        const sorted = numbers.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(show(sort({ a: numbers }))).toEqual(sorted);
        expect(isSorted({ a: numbers })).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
