import { describe, expect, it } from 'vitest';
import type { Place } from '../../core/model/finding.ts';
import { snippetLines, snippetText } from './snippet.ts';
import { PLAIN } from './style.ts';

const placeOf = (line: number, column: number, endLine: number, endColumn: number): Place => ({
  file: 'a.yaml',
  line,
  column,
  endLine,
  endColumn,
});

const shown = (text: string, ...place: Parameters<typeof placeOf>) => snippetLines(text, placeOf(...place), PLAIN);

describe('a place within a line', () => {
  it.each([
    ['plain text', 'a: bad', [1, 4, 1, 7], ['    1 | a: bad', '      |    ^^^']],
    ['nothing', 'a: bad', [1, 4, 1, 4], ['    1 | a: bad', '      |    ^']],
    ['the end of the line', 'a:', [1, 3, 1, 3], ['    1 | a:', '      |   ^']],
    ['columns behind the end', 'a:', [1, 90, 1, 95], ['    1 | a:', '      |   ^']],
    [
      'what follows an emoji, which is one column of the file',
      '😀: bad',
      [1, 4, 1, 7],
      ['    1 | 😀: bad', '      |     ^^^'],
    ],
    ['characters that are twice as wide', '名: 棚', [1, 4, 1, 5], ['    1 | 名: 棚', '      |     ^^']],
    ['a tab, which is written out', '\tbad', [1, 2, 1, 5], ['    1 | \\tbad', '      |   ^^^']],
    ['a line that ends with CRLF', 'a: 1\r\nb: bad\r\n', [2, 4, 2, 7], ['    2 | b: bad', '      |    ^^^']],
    ['a line that ends with CR', 'a: 1\rb: bad\r', [2, 4, 2, 7], ['    2 | b: bad', '      |    ^^^']],
    ['a text with a byte order mark', '\ufeffa: bad', [1, 4, 1, 7], ['    1 | a: bad', '      |    ^^^']],
  ] as const)('%s', (_, text, [line, column, endLine, endColumn], lines) => {
    expect(shown(text, line, column, endLine, endColumn)).toEqual(lines);
  });

  it('is not there where the text has no such line', () => {
    expect(shown('a: 1\n', 3, 1, 3, 2)).toEqual([]);
    expect(snippetText('a: 1\n', placeOf(3, 1, 3, 2))).toBeUndefined();
  });

  it('has room for the numbers of long files', () => {
    expect(shown('\n'.repeat(999_999) + 'bad', 1_000_000, 1, 1_000_000, 4)).toEqual(['1000000 | bad', '        | ^^^']);
  });

  it('cuts no character in two where a line is too long', () => {
    const text = snippetText('😀'.repeat(500), placeOf(1, 250, 1, 251)) ?? '';
    expect(text).toMatch(/^(😀)+$/u);
    expect(text.length).toBeLessThanOrEqual(121);
  });
});

describe('a place of several lines', () => {
  const TEXT = 'spec:\n  a: 1\n  b: 2\n\n  c: 3\nkind: X\n';

  it('has a bar from its first to its last', () => {
    expect(shown(TEXT, 2, 3, 5, 7)).toEqual([
      '    2 | /   a: 1',
      '    3 | |   b: 2',
      '    4 | |',
      '    5 | |   c: 3',
      '      | |______^',
    ]);
  });

  it('ends with the line before where nothing of its last line is in it', () => {
    expect(shown(TEXT, 2, 3, 5, 1)).toEqual(['    2 | /   a: 1', '    3 | |   b: 2', '      | |______^']);
  });

  it('is one of a line where there is nothing but blanks behind', () => {
    expect(shown('a: 1\n\n\n', 1, 4, 3, 1)).toEqual(['    1 | a: 1', '      |    ^']);
  });

  it('leaves out the middle of many', () => {
    const lines = Array.from({ length: 300 }, (_, index) => `line ${String(index + 1)}`);
    expect(shown(lines.join('\n'), 10, 1, 250, 9)).toEqual([
      '   10 | / line 10',
      '   11 | | line 11',
      '   12 | | line 12',
      '   13 | | line 13',
      '      | :',
      '  250 | | line 250',
      '      | |________^',
    ]);
  });
});
