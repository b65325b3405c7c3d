import { describe, expect, it } from 'vitest';
import { Double, Uint } from './cel/values.ts';
import type { Value } from './cel/values.ts';
import { expressionKey, valueKey } from './value-key.ts';
import { compiled, policyOf } from './testing/policies.ts';

describe('the key of a value', () => {
  const values: readonly (Value | undefined)[] = [
    ...[undefined, null, true, false, 0, 1, 12, 2n ** 60n, '', '1', 'i1;', 't'],
    ...[new Double(1), new Double(Number.NaN), new Double(0), new Double(-0), new Uint(1n)],
    ...[[], [1, 2], [[1], 2], [12], ['1', '2'], ['12'], ['1', ['2']]],
    ...[new Map(), new Map([['a', 'b']]), new Map([['a', 1]]), new Map<Value, Value>([[1, 'a']])],
    ...[{}, { a: 'b' }, { a: 'b', c: 'd' }, { a: 'bc', d: '' }, Object.create({ a: 'c' }) as Value],
  ];

  it('is of no other value', () => {
    const keys = values.map(valueKey);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(values.length);
  });

  it('is the same for what is alike', () => {
    expect(valueKey(new Map([['a', ['b', 1]]]))).toBe(valueKey(new Map([['a', ['b', 1]]])));
    expect(valueKey(Object.create({ a: 'b' }) as Value)).toBe(valueKey({ a: 'b' }));
  });

  it('is none where something is in it that can only be asked', () => {
    expect([valueKey(new Uint8Array(2)), valueKey(['a', new Uint8Array(2)])]).toEqual([undefined, undefined]);
  });
});

describe('the key of an expression', () => {
  const keyOf = (expression: string): string | undefined => {
    const [policy] = compiled(policyOf('Drive', [expression])).drive;
    return policy?.validations[0] && expressionKey(policy.validations[0].expression);
  };

  const DIFFERENT = [
    'drive.mediaType == "SSD"',
    'drive.mediaType == "HDD"',
    'drive.mediaType != "SSD"',
    'drive.enclosure == "SSD"',
    '"a" in drive.tags',
    '!("a" in drive.tags)',
    '"ab" in drive.tags',
    'drive.tags.exists(t, t == "a")',
    'drive.tags.exists(u, u == "a")',
    'drive.tags.all(t, t == "a")',
    'drive.tags.exists_one(t, t == "a")',
    'drive.tags.exists(t, t == "a" || t == "b")',
    'drive.tags.exists(t, t == "a" && t == "b")',
    'drive.capacityGiB > 1',
    'drive.capacityGiB > 1 ? true : false',
    'has(drive.bandwidthDomain)',
    'drive.?bandwidthDomain.hasValue()',
    '[1, 2].size() > 1',
    '[1, ?optional.of(2)].size() > 1',
    '{"a": 1}.size() > 1',
    '{?"a": optional.of(1)}.size() > 1',
  ];

  it('is of no other expression', () => {
    const keys = DIFFERENT.map(keyOf);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(DIFFERENT.length);
  });

  it('does not go by where the parts of it stand', () => {
    expect(keyOf('  drive.mediaType=="SSD"')).toBe(keyOf('drive.mediaType  == "SSD"'));
  });
});
