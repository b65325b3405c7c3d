import { describe, expect, it } from 'vitest';
import { renderTable } from './table.ts';

const COLUMNS = [
  { head: 'NAME', cell: (row: readonly string[]) => row[0] },
  { head: 'SIZE', cell: (row: readonly string[]) => row[1] },
  { head: 'CLASS', cell: (row: readonly string[]) => row[2] },
];

describe('a table', () => {
  it('makes each column as wide as its widest cell, without blanks at the end', () => {
    expect(
      renderTable(COLUMNS, [
        ['db-0', '10 GiB', 'gold'],
        ['a-long-name', '1 TiB', 's'],
      ]),
    ).toBe('NAME          SIZE     CLASS\ndb-0          10 GiB   gold\na-long-name   1 TiB    s\n');
  });

  it('says where there is nothing to show', () => {
    expect(renderTable(COLUMNS, [['db-0', '', undefined as unknown as string]])).toBe(
      'NAME   SIZE     CLASS\ndb-0   <none>   <none>\n',
    );
  });

  it('keeps a row one line', () => {
    expect(renderTable(COLUMNS, [['a\nb', '1', '2']]).split('\n')).toHaveLength(3);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(
      renderTable(COLUMNS, [
        ['😀😀', '1', '2'],
        ['abcd', '1', '2'],
      ]),
    ).toContain('😀😀     1      2\nabcd   1      2');
  });
});
