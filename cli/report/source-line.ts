const BYTE_ORDER_MARK = '\ufeff';

/**
 * The text of a 1-based line, found without splitting all of a large file. Lines and columns are counted as places
 * count them: a line ends with LF, CRLF or CR, and a byte order mark is no column.
 */
export function sourceLine(text: string, line: number): string | undefined {
  let start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (let passed = 1; passed < line; passed += 1) {
    const end = lineEnd(text, start);
    if (end === text.length) return undefined;
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return text.slice(start, lineEnd(text, start));
}

/** The offset in UTF-16 units of a 1-based column in code points; the end of the line where it has no such column. */
export function offsetOfColumn(line: string, column: number): number {
  let offset = 0;
  for (let passed = 1; passed < column && offset < line.length; passed += 1) {
    offset += (line.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end += 1;
  return end;
}

const isLineBreak = (unit: number): boolean => unit === 10 || unit === 13;
