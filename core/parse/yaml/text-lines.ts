import type { Place } from '../../model/finding.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;

/** Offsets, in UTF-16 units, at which the lines of a text start. A line ends with LF, CRLF or CR, as YAML has it. */
export function lineStarts(text: string): readonly number[] {
  const starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_FEED || (unit === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) starts.push(at + 1);
  }
  return starts;
}

/**
 * The place of a run of UTF-16 units. Columns count code points, as editors show them: an emoji is one column, a
 * combining accent one of its own, a tab one. A byte order mark is no column.
 */
export function placeOf(
  file: { readonly path: string; readonly text: string },
  starts: readonly number[],
  start: number,
  end: number,
): Place {
  const from = lineAndColumn(file.text, starts, start);
  const to = lineAndColumn(file.text, starts, Math.max(start, end));
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineAndColumn(text: string, starts: readonly number[], offset: number): { line: number; column: number } {
  const index = lastAtMost(starts, offset);
  let column = 1;
  for (let at = starts[index] ?? 0; at < offset; column += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return { line: index + 1, column };
}

/** Index of the last element that is at most `value`; 0 where none is. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
