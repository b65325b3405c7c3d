import { describe, expect, it } from 'vitest';
import { parseSelector } from './label-selector.ts';

describe('a label selector', () => {
  it.each([
    ['', []],
    ['tier=gold', [{ operator: 'In', key: 'tier', values: ['gold'] }]],
    ['tier==gold', [{ operator: 'In', key: 'tier', values: ['gold'] }]],
    [' tier = gold ', [{ operator: 'In', key: 'tier', values: ['gold'] }]],
    ['tier=', [{ operator: 'In', key: 'tier', values: [''] }]],
    ['tier!=bronze', [{ operator: 'NotIn', key: 'tier', values: ['bronze'] }]],
    ['tier in (gold, silver)', [{ operator: 'In', key: 'tier', values: ['gold', 'silver'] }]],
    ['tier in(gold)', [{ operator: 'In', key: 'tier', values: ['gold'] }]],
    ['tier notin (bronze)', [{ operator: 'NotIn', key: 'tier', values: ['bronze'] }]],
    ['tier', [{ operator: 'Exists', key: 'tier' }]],
    ['!tier', [{ operator: 'DoesNotExist', key: 'tier' }]],
    ['! tier', [{ operator: 'DoesNotExist', key: 'tier' }]],
    ['example.org/tier', [{ operator: 'Exists', key: 'example.org/tier' }]],
    ['in', [{ operator: 'Exists', key: 'in' }]],
    [
      'tier=gold; site!=north;',
      [
        { operator: 'In', key: 'tier', values: ['gold'] },
        { operator: 'NotIn', key: 'site', values: ['north'] },
      ],
    ],
  ])('%j', (text, clauses) => {
    expect(parseSelector(text)).toEqual({ kind: 'parsed', clauses });
  });

  it.each([
    ['tier in gold'],
    ['tier in (gold'],
    ['tier in (go ld)'],
    ['tier=gold,site=north'],
    ['=gold'],
    ['!'],
    ['!tier=gold'],
    ['ti er'],
    ['tier=gö'],
    ['-tier'],
    ['a/b/c'],
    [`tier=${'x'.repeat(64)}`],
  ])('%j is none', (text) => {
    expect(parseSelector(text)).toEqual({ kind: 'invalid', message: `"${text}" is no clause of a selector` });
  });
});
