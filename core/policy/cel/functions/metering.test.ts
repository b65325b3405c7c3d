import { describe, expect, it } from 'vitest';
import { parseWith, show } from '../../testing/expressions.ts';
import { createProgram } from '../program.ts';
import { Double } from '../values.ts';
import type { Value } from '../values.ts';

/** Values of so many characters, bytes or elements. */
const VALUES: Readonly<Record<string, { readonly type: string; readonly sized: (size: number) => Value }>> = {
  text: { type: 'string', sized: (size) => 'x'.repeat(size) },
  words: { type: 'string', sized: (size) => 'abc def '.repeat(size / 8) },
  bytes: { type: 'bytes', sized: (size) => new Uint8Array(size) },
  texts: { type: 'list<string>', sized: (size) => Array.from({ length: size }, (_, at) => `name-${String(at)}`) },
  ints: { type: 'list<int>', sized: (size) => Array.from({ length: size }, (_, at) => (at * 7919) % 10_007) },
  doubles: { type: 'list<double>', sized: (size) => Array.from({ length: size }, (_, at) => new Double(at)) },
};

const types = Object.fromEntries(Object.entries(VALUES).map(([name, { type }]) => [name, type]));

function run(
  expression: string,
  size: number,
  budget = 5_000_000,
): { readonly steps: number; readonly shown: unknown } {
  const parsed = parseWith(expression, types);
  if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
  const program = createProgram(parsed.expression, { roots: Object.keys(types), variables: new Map(), budget });
  const allowance = { steps: budget };
  const result = program.evaluate(
    Object.entries(VALUES).map(([name, { sized }]) => (expression.includes(name) ? sized(size) : null)),
    allowance,
  );
  return { steps: budget - allowance.steps, shown: show(result) };
}

const SIZE = 1024;

describe('what reads or makes much pays for each eighth character or each element', () => {
  it.each([
    ...['charAt(0)', "indexOf('q')", "lastIndexOf('q')", 'substring(1)', 'lowerAscii()', 'upperAscii()', 'trim()'],
    ...['reverse()', "replace('y', 'z')", "split(',')", "contains('q')", "find('q')", "findAll('q')", 'size()'],
  ])('text.%s', (call) => {
    expect(run(`text.${call}`, SIZE).steps - run(`text.${call}`, 0).steps).toBeGreaterThanOrEqual(SIZE / 8);
  });

  it.each([
    ...[
      'strings.quote(text)',
      'double(text)',
      "'%s'.format([text])",
      "'%x'.format([text])",
      "'%x'.format([bytes])",
      'isIP(text)',
    ],
    ...['isCIDR(text)', 'isSemver(text)', 'isURL(text)', 'url("/" + text)', 'format.uuid().validate(text)'],
    ...['base64.encode(bytes)', 'base64.decode(text)', "regex.replace(text, 'q', '')", "regex.extract(text, 'q')"],
    ...['string(bytes)', 'bytes(text)', 'regex.extractAll(text, "q")', 'url("/?" + text).getQuery()'],
  ])('%s', (call) => {
    expect(run(call, SIZE).steps - run(call, 0).steps).toBeGreaterThanOrEqual(SIZE / 8);
  });

  it.each([
    ...['ints.sort()', 'ints.isSorted()', 'ints.sum()', 'ints.min()', 'ints.indexOf(-1)', 'ints.lastIndexOf(-1)'],
    ...['ints.includes(-1)', 'ints.distinct()', 'doubles.distinct()', 'ints.reverse()', '[ints].flatten()'],
    ...['sets.contains(ints, [1])', 'sets.intersects(ints, [-1])', 'math.greatest(ints)', 'texts.join()'],
    ...["'%s'.format([doubles])", 'lists.range(ints.size())', 'ints.slice(0, ints.size())'],
  ])('%s', (call) => {
    const sorted = call === 'ints.isSorted()' ? 'doubles.isSorted()' : call;
    expect(run(sorted, SIZE).steps - run(sorted, 2).steps).toBeGreaterThanOrEqual(SIZE - 2);
  });
});

describe('what would take too long stops', () => {
  it.each([
    ['sorting', 'ints.sort()', 20_000],
    ['telling doubles apart', 'doubles.distinct()', 2000],
    ['comparing sets of doubles', 'sets.contains(doubles, doubles)', 2000],
    ['finding over and over what might go on', "words.findAll('a(.*z)?')", 4000],
    ['replacing in long text', "regex.replace(words, 'a(.*z)?', '')", 4000],
    ['patterns that are computed', "texts.map(x, x.find(x + '[a-z]{500}'))", 100],
  ])('%s', (_, expression, size) => {
    expect(run(expression, size, 200_000).shown).toBe('error: the expression takes more steps than it may');
  });
});

describe('what would get too large is not made', () => {
  it.each([
    ['text from numbers', "'%s'.format([doubles.map(x, doubles)])", 500, 'text'],
    ['text by patterns', "regex.replace(text, 'x', text)", 1100, 'text'],
    ['text by a template', "regex.replace(text, '^(.*)$', r'\\1\\1\\1\\1')", 300_000, 'text'],
    ['lists of numbers', 'lists.range(9223372036854775807)', 0, 'list'],
    ['lists out of lists', 'ints.map(x, ints).flatten()', 1000, 'list'],
  ])('%s', (_, expression, size, what) => {
    expect(run(expression, size).shown).toMatch(new RegExp(`^error: ${what} longer than`));
  });

  it('nor are patterns that repeat much', () => {
    const parsed = parseWith(`'x'.matches('${'a{1000}'.repeat(11)}')`);
    expect(parsed.kind === 'problems' && parsed.problems[0]?.message).toMatch(/^pattern too large/);
  });
});

describe('what takes long is paid for, however short it is written', () => {
  it.each([
    ['a pattern with the table of a property', String.raw`'a'.matches('' + '\\pL')`, 8000],
    ['two tables', String.raw`'a'.matches('' + '\\PN\\PL')`, 16_000],
    ['tables within a class', String.raw`'a'.matches('' + '[\\pL\\pN]{9}')`, 16_000],
    ['a class of many letters', `'a'.matches('' + '[${'aé'.repeat(100)}]')`, 2400],
    ['the shortest pattern', `'a'.matches('' + '')`, 80],
    ['a duration of many parts', `duration('' + '${'1h'.repeat(64)}') > duration('0')`, 500],
    ['the year of a time', "timestamp('2026-11-27T23:31:30Z').getFullYear() > 0", 64],
    ['a time as text', "string(timestamp('2026-11-27T23:31:30Z')) == ''", 64],
  ])('%s', (_, expression, least) => {
    expect(run(expression, 0).steps).toBeGreaterThanOrEqual(least);
  });

  it('and a table is made once, however often it is repeated', () => {
    const [once, often] = [String.raw`'a'.matches('' + '\\pL')`, String.raw`'a'.matches('' + '\\pL{9}')`];
    expect(run(often, 0).steps - run(once, 0).steps).toBeLessThan(1000);
  });
});
