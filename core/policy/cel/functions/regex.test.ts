import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { show } from '../../testing/expressions.ts';
import { testValues } from '../../testing/value-tables.ts';

testValues({
  finding: [
    [`'abc 123'.find('[0-9]+')`, '123'],
    [`'abc'.find('[0-9]+')`, ''],
    [`'123 abc 456'.findAll('[0-9]+')`, ['123', '456']],
    [`'123 abc 456'.findAll('[0-9]+', 1)`, ['123']],
    [`'123 abc 456'.findAll('[0-9]+', 0)`, []],
    [`'123 abc 456'.findAll('[0-9]+', -1)`, ['123', '456']],
    [`'abc'.findAll('[0-9]+')`, []],
    [`'x😀x'.findAll('.')`, ['x', '😀', 'x']],
    [`'abc'.find('(' + '')`, 'error: bad pattern: missing closing ): \`(\`'],
    [`matches('sg-a12', '[0-9]+$')`, true],
  ],
  'nothing is found right behind something, as in Go': [
    [`'baaac'.findAll('a*')`, ['', 'aaa', '']],
    [`'ab'.findAll('')`, ['', '', '']],
    [`'aab'.findAll('^a')`, ['a']],
    [`'foo xfoo'.findAll('\\\\bfoo')`, ['foo']],
  ],
  replacing: [
    [`regex.replace('hello world hello', 'hello', 'hi')`, 'hi world hi'],
    [`regex.replace('banana', 'a', 'x', 0)`, 'banana'],
    [`regex.replace('banana', 'a', 'x', 2)`, 'bxnxna'],
    [`regex.replace('banana', 'a', 'x', -12)`, 'bxnxnx'],
    [String.raw`regex.replace('foo bar', '(fo)o (ba)r', r'\2 \1')`, 'ba fo'],
    [String.raw`regex.replace('ab', '(x)?b', r'[\1]\\')`, 'a[]\\'],
    [String.raw`regex.replace('test', '(.)', r'\2')`, 'error: the replacement has group 2, the pattern has 1'],
    [String.raw`regex.replace('test', 't', r'\d')`, 'error: a replacement has \\ before a digit or a \\, not \\d'],
    [String.raw`regex.replace('test', 't', 'a\\')`, 'error: a replacement has \\ before a digit or a \\, not \\'],
  ],
  extracting: [
    [`regex.extract('hello world', 'hello(.*)').value()`, ' world'],
    [`regex.extract('HELLO', 'hello').hasValue()`, false],
    [`regex.extract('item', 'it').value()`, 'it'],
    [`regex.extract('item', 'it(x?)').hasValue()`, false],
    [`regex.extract('a@b', '(.*)@([^.]*)')`, 'error: the pattern has more than one group'],
    [`regex.extractAll('id:123, id:456', 'assa')`, []],
    [`regex.extractAll('id:123, id:456', 'id:[0-9]+')`, ['id:123', 'id:456']],
    [`regex.extractAll('a=1;b=;c=3', '[a-z]=([0-9]*)')`, ['1', '3']],
    [`regex.extractAll('a@b', '(.*)@([^.]*)')`, 'error: the pattern has more than one group'],
  ],
});

describe('what is found', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 12 });
  const pattern = fc.constantFrom('a+', '[ab]1?', 'a|b', '(ab)*1', ' ');

  it('is what JavaScript finds with patterns that both have', () => {
    const types = { text: 'string', pattern: 'string' };
    const findAll = evaluatorOf('text.findAll(pattern)', types);
    const replace = evaluatorOf("regex.replace(text, pattern, '-')", types);
    fc.assert(
      fc.property(text, pattern, (whole, part) => {
        const values = { text: whole, pattern: part };
        expect(show(findAll(values))).toEqual(whole.match(new RegExp(part, 'g')) ?? []);
        expect(replace(values)).toBe(whole.replace(new RegExp(part, 'g'), '-'));
      }),
      { numRuns: 60 },
    );
  });
});
