import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { testValues } from '../../testing/value-tables.ts';

const outside = (position: number): string => `error: position ${String(position)} lies outside the text`;

testValues({
  characters: [
    [`'tacocat'.charAt(3)`, 'o'],
    [`'tacocat'.charAt(7)`, ''],
    [`'tacocat'.charAt(8)`, outside(8)],
    [`'tacocat'.charAt(-1)`, outside(-1)],
    [`'a😀b'.charAt(1)`, '😀'],
    [`'a😀b'.charAt(2)`, 'b'],
  ],
  'searching from the start': [
    [`'tacocat'.indexOf('')`, 0],
    [`'tacocat'.indexOf('', 3)`, 3],
    [`'tacocat'.indexOf('', 30)`, 7],
    [`'tacocat'.indexOf('at', 3)`, 5],
    [`'tacocat'.indexOf('a', 30)`, -1],
    [`'tacocat'.indexOf('a', 9007199254740993)`, -1],
    [`'tacocat'.indexOf('a', -1)`, outside(-1)],
    [`'ta©o©αT'.indexOf('©αT', 3)`, 4],
  ],
  'searching from the end': [
    [`'tacocat'.lastIndexOf('')`, 7],
    [`'tacocat'.lastIndexOf('', 3)`, 3],
    [`''.lastIndexOf('@@')`, -1],
    [`'tacocat'.lastIndexOf('a', 3)`, 1],
    [`'tacocat'.lastIndexOf('a', 30)`, -1],
    [`'tacocat'.lastIndexOf('a', -1)`, outside(-1)],
    [`'ta©o©αT'.lastIndexOf('©α', 4)`, 4],
    [`'bananananana'.lastIndexOf('nana', 7)`, 6],
  ],
  'replacing, as Go does': [
    [`'hello hello'.replace('he', 'we')`, 'wello wello'],
    [`'hello hello'.replace('he', 'we', -1)`, 'wello wello'],
    [`'hello hello'.replace('he', 'we', 1)`, 'wello hello'],
    [`'hello hello'.replace('he', 'we', 0)`, 'hello hello'],
    [`'hello hello'.replace('', '_')`, '_h_e_l_l_o_ _h_e_l_l_o_'],
    [`'ab'.replace('', '-', 2)`, '-a-b'],
    [`'hello hello'.replace('h', '')`, 'ello ello'],
  ],
  splitting: [
    [`'hello hello hello'.split(' ')`, ['hello', 'hello', 'hello']],
    [`'hello hello hello'.split(' ', 0)`, []],
    [`'hello hello hello'.split(' ', 1)`, ['hello hello hello']],
    [`'hello hello hello'.split(' ', 2)`, ['hello', 'hello hello']],
    [`'hello hello hello'.split(' ', -1)`, ['hello', 'hello', 'hello']],
    [`'a😀'.split('')`, ['a', '😀']],
    [`''.split('')`, []],
    [`''.split(',')`, ['']],
  ],
  'white space is that of Go': [
    [String.raw`'\u0085\u00a0\u1680\u2009text\u3000\n'.trim()`, 'text'],
    [String.raw`'\ufefftext\u200b'.trim()`, '\ufefftext\u200b'],
    [`'  '.trim()`, ''],
  ],
  backwards: [
    [`'gums'.reverse()`, 'smug'],
    [`'John Smith'.reverse()`, 'htimS nhoJ'],
    [`'a😀'.reverse()`, '😀a'],
    [`''.reverse()`, ''],
  ],
  quotes: [
    [String.raw`strings.quote('a\nb\t"c"\\ \a\b\f\r\v 😀')`, String.raw`"a\nb\t\"c\"\\ \a\b\f\r\v 😀"`],
    [`strings.quote('')`, '""'],
  ],
  joining: [
    [`[].join('-')`, ''],
    [`['a'].join('-')`, 'a'],
    [`dyn(['a', dyn(1)]).join('-')`, 'error: join does not take list, string'],
  ],
});

const text = fc.string({ unit: fc.constantFrom('a', 'b', '😀', 'ß'), maxLength: 8 });
const at = fc.integer({ min: 0, max: 9 });

describe('positions count code points', () => {
  it('as arrays of them do', () => {
    const types = { text: 'string', part: 'string', at: 'int' };
    const first = evaluatorOf('text.indexOf(part, at)', types);
    const last = evaluatorOf('text.lastIndexOf(part)', types);
    const rest = evaluatorOf('text.substring(at)', types);
    fc.assert(
      fc.property(text, text, at, (whole, part, position) => {
        const points = Array.from(whole);
        const values = { text: whole, part, at: position };
        const found = [...points.keys()].filter((start) => points.slice(start).join('').startsWith(part));
        if (part !== '') {
          expect(first(values)).toBe(found.find((start) => start >= position) ?? -1);
          expect(last(values)).toBe(found.at(-1) ?? -1);
        }
        if (position <= points.length) {
          expect(rest(values)).toBe(points.slice(position).join(''));
        }
      }),
      { numRuns: 60 },
    );
  });
});
