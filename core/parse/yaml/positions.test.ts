import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../model/finding.ts';
import { positionsIn } from './positions.ts';
import type { Path } from './positions.ts';

const locate = (text: string, path: Path, part: 'key' | 'value' = 'value', range?: { start: number; end: number }) =>
  positionsIn({ path: 'f', text }).locate({ document: 0, path, part, ...(range && { range }) });

/** The text at a place, by counting anew: the lines of a text, and code points in them. */
function textAt(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.split(/(?<=\n)/).map((each) => Array.from(each));
  const selected = lines.slice(line - 1, endLine);
  const last = selected.pop() ?? [];
  const upToEnd = [...selected, last.slice(0, endColumn - 1)];
  return upToEnd.map((each, index) => each.slice(index === 0 ? column - 1 : 0).join('')).join('');
}

describe('the place of a value or key', () => {
  const text = [
    '# comment',
    'plain: some words # comment',
    "single: 'it''s'",
    'double: "a\\tb"',
    'empty:',
    'flow: { a: 1, b: [x, y, { c: z }], }',
    'block:',
    '  - one',
    '  - two: 2',
    '    three: 3',
    'literal: |',
    '  first',
    '  second',
    'anchored: &anchor { inner: 5 }',
    'aliased: *anchor',
    '"quoted key": v',
    '0x10: hex',
    '',
  ].join('\n');

  it.each<[Path, 'key' | 'value', string]>([
    [['plain'], 'key', 'plain'],
    [['plain'], 'value', 'some words'],
    [['single'], 'value', "'it''s'"],
    [['double'], 'value', '"a\\tb"'],
    [['empty'], 'value', 'empty'],
    [['flow'], 'value', '{ a: 1, b: [x, y, { c: z }], }'],
    [['flow', 'b'], 'value', '[x, y, { c: z }]'],
    [['flow', 'b', 1], 'value', 'y'],
    [['flow', 'b', 2, 'c'], 'key', 'c'],
    [['block'], 'value', '- one\n  - two: 2\n    three: 3'],
    [['block', 1], 'value', 'two: 2\n    three: 3'],
    [['block', 1, 'three'], 'value', '3'],
    [['literal'], 'value', 'first\n  second'],
    [['aliased'], 'value', '*anchor'],
    [['aliased', 'inner'], 'value', '5'],
    [['quoted key'], 'key', '"quoted key"'],
    [['16'], 'value', 'hex'],
    [['block', 1, 'nothing'], 'value', 'two: 2\n    three: 3'],
    [['plain', 'deeper'], 'value', 'some words'],
  ])('%j (%s) is %j', (path, part, expected) => {
    expect(textAt(text, locate(text, path, part))).toBe(expected);
  });

  it('counts documents, empty ones among them', () => {
    const documents = 'a: 1\n---\n---\na: 2\n';
    const place = positionsIn({ path: 'f', text: documents }).locate({ document: 2, path: ['a'] });
    expect(place).toMatchObject({ line: 4, column: 4 });
  });

  it('of a text that is no YAML is its start', () => {
    expect(locate('a: [', ['a'])).toMatchObject({ line: 1, column: 1 });
  });
});

describe('a range of a string', () => {
  it.each([
    ['plain', 'rule: request.size > 5', 'size', 'size'],
    ['single quoted', "rule: 'it''s a size'", "it's", "it''s"],
    ['double quoted', 'rule: "tab\\tsize"', 'size', 'size'],
    ['double quoted, the escape itself', 'rule: "a\\u00e4b"', 'ä', '\\u00e4'],
    ['double quoted, beyond the basic plane', 'rule: "a\\U0001F600 size"', 'size', 'size'],
    ['plain over lines', 'rule: a &&\n   request.size', 'request', 'request'],
    ['literal', 'rule: |\n  a &&\n    request.size\n', 'size', 'size'],
    ['literal with CRLF', 'rule: |\r\n  a &&\r\n  request.size\r\n', 'size', 'size'],
    ['folded', 'rule: >-\n  a &&\n\n\n  request.size\n', 'size', 'size'],
    ['over a fold', 'rule: >-\n  a &&\n  request.size\n', '&& request', '&&\n  request'],
    ['after letters of several bytes', 'rule: "ä😀 size"', 'size', 'size'],
  ])('%s', (_, text, words, expected) => {
    const value = (load(text) as { rule: string }).rule;
    const start = value.indexOf(words);
    expect(textAt(text, locate(text, ['rule'], 'value', { start, end: start + words.length }))).toBe(expected);
  });

  it('at the end of the value is after its last character', () => {
    const text = 'rule: a &&  # more\n';
    expect(locate(text, ['rule'], 'value', { start: 4, end: 4 })).toMatchObject({ column: 11, endColumn: 11 });
  });

  it('of something that is no string is the place of the whole', () => {
    expect(textAt('rule: [a, b]', locate('rule: [a, b]', ['rule'], 'value', { start: 0, end: 1 }))).toBe('[a, b]');
  });
});

const RUNS = { seed: 1, numRuns: 300 };

describe('in any document', () => {
  const word = fc.stringMatching(/^[a-zäß😀 :#'"\\,[\]{}&*!|>%@`-]{1,12}$/u);
  const lines = fc.array(fc.stringMatching(/^ {0,2}[a-z:#'"]{1,6}( [a-z]{1,3})?$/), { minLength: 1, maxLength: 4 });
  const scalar = fc.oneof(
    word,
    lines.map((each) => each.join('\n')),
    fc.integer(),
    fc.boolean(),
  );
  const { value: tree } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(word, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  const style = fc.record({
    flowLevel: fc.integer({ min: -1, max: 3 }),
    forceQuotes: fc.boolean(),
    quoteStyle: fc.constantFrom('single' as const, 'double' as const),
    lineWidth: fc.constantFrom(-1, 20, 80),
    seqNoIndent: fc.boolean(),
    noRefs: fc.constant(true),
  });
  const written = fc.tuple(fc.record({ root: tree }), style, fc.boolean()).map(([value, options, crlf]) => {
    const text = dump(value, options);
    return { value, text: crlf ? text.replaceAll('\n', '\r\n') : text };
  });

  it('the text at the place of a value reads as that value', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        for (const [path, expected] of valuesIn(value)) {
          const place = locate(text, path);
          const found = textAt(text, place);
          const indented = ' '.repeat(place.column - 1) + found;
          if (typeof expected === 'string' && squeezed(found) === squeezed(expected)) continue;
          expect(load(indented)).toEqual(expected);
        }
      }),
      RUNS,
    );
  });

  it('the text at the place of a key reads as that key', () => {
    fc.assert(
      fc.property(written, ({ value, text }) => {
        for (const [path] of valuesIn(value)) {
          const key = path.at(-1);
          if (typeof key === 'string') expect(String(load(textAt(text, locate(text, path, 'key'))))).toBe(key);
        }
      }),
      RUNS,
    );
  });

  it('a range of a string is those characters, white space and escapes apart', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(), ({ value, text }, a, b) => {
        for (const [path, expected] of valuesIn(value)) {
          if (typeof expected !== 'string') continue;
          const start = a % (expected.length + 1);
          const end = start + (b % (expected.length - start + 1));
          const chosen = squeezed(expected.slice(start, end));
          if (chosen === '' || /[\uD800-\uDFFF]/.test(chosen)) continue;
          const found = textAt(text, locate(text, path, 'value', { start, end }));
          if (squeezed(found) === chosen) continue;
          const quote = textAt(text, locate(text, path)).charAt(0);
          const read = String(load(quote + found + quote));
          expect(squeezed(read)).toBe(chosen);
        }
      }),
      RUNS,
    );
  });

  const squeezed = (text: string): string => text.replaceAll(/\s/g, '');

  function* valuesIn(value: unknown, path: Path = []): Generator<[Path, unknown]> {
    if (path.length > 0) yield [path, value];
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* valuesIn(item, [...path, index]);
    else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) yield* valuesIn(member, [...path, key]);
  }
});
