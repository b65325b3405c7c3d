import { printable } from './printable.ts';

/** One column: what its head says, and what a row shows in it. Nothing to show is `undefined` or an empty text. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string | undefined;
  /** Whether it is left out where no row has anything to show in it. */
  readonly optional?: boolean;
  /** Whether it is shown in a wide table alone. */
  readonly wide?: boolean;
}

const GAP = '   ';
const NOTHING = '<none>';

/** Rows below their heads, each column as wide as its widest cell. Ends with a line break. */
export function renderTable<Row>(
  all: readonly Column<Row>[],
  rows: readonly Row[],
  { wide: isWide = false }: { readonly wide?: boolean } = {},
): string {
  const columns = all
    .filter(({ wide }) => isWide || wide !== true)
    .filter(({ cell, optional }) => optional !== true || rows.some((row) => isShown(cell(row))));
  const heads = columns.map(({ head }) => head);
  const body = rows.map((row) => columns.map(({ cell }) => shown(cell(row))));
  const lines = [heads, ...body];
  const widths = columns.map((_, index) => widest(lines, index));
  return lines.map((cells) => `${padded(cells, widths)}\n`).join('');
}

const isShown = (cell: string | undefined): cell is string => cell !== undefined && cell !== '';

const shown = (cell: string | undefined): string => (isShown(cell) ? printable(cell) : NOTHING);

const widest = (lines: readonly (readonly string[])[], column: number): number =>
  lines.reduce((width, cells) => Math.max(width, widthOf(cells[column] ?? '')), 0);

const padded = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
    .join(GAP)
    .trimEnd();

/** In code points: names are ASCII, and free text stands in the last column. */
const widthOf = (text: string): number => text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ' ').length;
