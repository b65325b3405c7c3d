import { describe, expect, it } from 'vitest';
import { readDocuments } from './read-documents.ts';
import { lineStarts, placeOf } from './text-lines.ts';

const problemsIn = (text: string): readonly string[] =>
  readDocuments(text).problems.map(({ code, message, start, end }) => {
    const { line, column } = placeOf({ path: 'f', text }, lineStarts(text), start, end);
    return `${String(line)}:${String(column)} ${code} ${message}`;
  });

const valuesIn = (text: string): readonly unknown[] => readDocuments(text).documents.map(({ value }) => value);

describe('documents', () => {
  it.each<[string, string, unknown[]]>([
    ['one', 'a: 1', [{ a: 1 }]],
    ['several', 'a: 1\n---\nb: 2\n...\n---\nc: 3', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['none', '', []],
    ['only comments', '# nothing\n', []],
    ['empty ones', '---\n---\n# nothing\n', [null, null]],
    ['a byte order mark', '\uFEFFa: 1', [{ a: 1 }]],
    ['line ends of Windows', 'a: |\r\n  b\r\n  c\r\nd: e\r\n', [{ a: 'b\nc\n', d: 'e' }]],
    ['JSON', '{"a": [1, true, null, "b"]}', [{ a: [1, true, null, 'b'] }]],
    ['words that YAML 1.1 took for booleans', 'a: yes\nb: off', [{ a: 'yes', b: 'off' }]],
    ['aliases', 'a: &x [1, 2]\nb: *x', [{ a: [1, 2], b: [1, 2] }]],
    ['a key that is called __proto__', '__proto__: { a: 1 }', [JSON.parse('{"__proto__":{"a":1}}')]],
  ])('%s', (_, text, values) => {
    expect(readDocuments(text).problems).toEqual([]);
    expect(valuesIn(text)).toEqual(values);
  });

  it('keep their number when one before them is broken', () => {
    const { documents, problems } = readDocuments('a: *nothing\n---\nb: 2');
    expect(problems).toHaveLength(1);
    expect(documents).toEqual([{ index: 1, value: { b: 2 } }]);
  });
});

describe('a problem', () => {
  it.each([
    [
      'a tab for indentation',
      'a:\n\tb: 1',
      '2:1 yaml/syntax this is not YAML: tab characters must not be used in indentation',
    ],
    ['wrong indentation', 'a: 1\n  b: 2', '2:4 yaml/syntax this is not YAML: bad indentation of a mapping entry'],
    [
      'an open bracket',
      'a: [1,',
      '1:7 yaml/syntax this is not YAML: unexpected end of the stream within a flow collection',
    ],
    ['a NUL byte', 'a: 1\nb: \0', '2:4 yaml/syntax this is not YAML: null byte is not allowed in input'],
    ['an unknown tag', 'a: !secret b', '1:4 yaml/syntax this is not YAML: unknown scalar tag !<!secret>'],
    ['a mapping for a key', '? {a: 1}\n: b', '1:3 yaml/syntax a key is a word, not a list or a mapping'],
    ['an alias to nothing', 'a: *b', '1:4 yaml/syntax no anchor &b stands before this alias'],
    ['an alias to the document before', 'a: &b 1\n---\na: *b', '3:4 yaml/syntax no anchor &b stands before this alias'],
    [
      'an alias inside its anchor',
      'a: &b\n  c: *b',
      '2:6 yaml/syntax the alias *b stands for something that contains it',
    ],
  ])('%s', (_, text, expected) => {
    expect(problemsIn(text)).toEqual([expected]);
  });

  it('is told for every key that stands twice, at the second', () => {
    const text = 'a: 1\nb:\n  - { c: 1, "c": 2 }\na: 3\n---\nd: 1\nd: 2\nd: 3';
    expect(problemsIn(text)).toEqual([
      '4:1 yaml/duplicate-key the key a stands here a second time',
      '3:13 yaml/duplicate-key the key c stands here a second time',
      '7:1 yaml/duplicate-key the key d stands here a second time',
      '8:1 yaml/duplicate-key the key d stands here a second time',
    ]);
    expect(valuesIn(text)).toEqual([{ a: 3, b: [{ c: 2 }] }, { d: 3 }]);
  });

  it('knows keys by what they mean', () => {
    expect(problemsIn('true: 1\nTrue: 2')).toEqual(['2:1 yaml/duplicate-key the key true stands here a second time']);
  });
});

describe('hostile input is refused or read in time', () => {
  const many = 100_000;
  const laughs = (levels: number, width: number): string => {
    const level = (index: number): string =>
      `l${String(index)}: &l${String(index)} [${Array(width)
        .fill(`*l${String(index - 1)}`)
        .join(', ')}]\n`;
    return `l0: &l0 lol\n${Array.from({ length: levels }, (_, index) => level(index + 1)).join('')}`;
  };
  const chain = (length: number): string =>
    `c0: &c0 []\n${Array.from({ length }, (_, index) => `c${String(index + 1)}: &c${String(index + 1)} [*c${String(index)}]\n`).join('')}`;

  it.each([
    ['5,000 brackets', '['.repeat(5000), 'yaml/too-deep'],
    ['5,000 braces', '{a: '.repeat(5000), 'yaml/too-deep'],
    ['5,000 dashes', '- '.repeat(5000), 'yaml/too-deep'],
    ['5,000 explicit keys', '? '.repeat(5000), 'yaml/too-deep'],
    ['a billion laughs', laughs(10, 10), 'yaml/too-many-aliases'],
    [
      'many aliases to one large value',
      `a: &a [${'x,'.repeat(5000)}]\nb: [${'*a,'.repeat(5000)}]`,
      'yaml/too-many-aliases',
    ],
    ['aliases of aliases, ever deeper', chain(200), 'yaml/too-deep'],
    ['more values than anybody declares', `[${'x,'.repeat(700_000)}]`, 'source/file-too-large'],
    ['a million line feeds in a quote', `"${'\n'.repeat(1_000_000)}`, 'yaml/syntax'],
  ])('%s', (_, text, code) => {
    expect(readDocuments(text).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it.each([
    ['100,000 keys', Array.from({ length: many }, (_, index) => `k${String(index)}: v\n`).join(''), 1],
    ['100,000 list items', '- v\n'.repeat(many), 1],
    ['100,000 pairs in a list', `[${'k: v,'.repeat(many)}]`, 1],
    ['100,000 documents', '---\n'.repeat(many), many],
    ['aliases within the bounds', laughs(4, 10), 1],
  ])('%s', (_, text, count) => {
    expect(readDocuments(text)).toMatchObject({ documents: { length: count }, problems: [] });
  });

  it('250,000 keys that stand twice', () => {
    expect(readDocuments('k: v\n'.repeat(250_000)).problems).toHaveLength(249_999);
  });
});
