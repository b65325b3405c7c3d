import type { Place } from '../../core/model/finding.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';

/** A line of a minified file is no help: what is shown of it is a window round the place. */
const WINDOW = 120;
const LEAD = 40;

/** The line that a place starts on, with the place underlined. Empty where the text has no such line. */
export function snippetLines(text: string, place: Place, style: Style): readonly string[] {
  const line = lineAt(text, place.line);
  if (line === undefined) return [];
  const start = Math.min(place.column - 1, line.length);
  const end =
    place.endLine === place.line ? Math.min(Math.max(place.endColumn - 1, start + 1), line.length) : line.length;
  const from = line.length <= WINDOW ? 0 : Math.max(0, start - LEAD);
  const to = Math.min(line.length, from + WINDOW);
  const before = printable(line.slice(from, start));
  const marked = printable(line.slice(start, Math.min(end, to)));
  const after = printable(line.slice(Math.min(end, to), to));
  const number = String(place.line).padStart(5);
  return [
    `${style.dim(`${number} |`)} ${before}${marked}${after}`,
    `${style.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(before.length)}${style.red('^'.repeat(Math.max(1, marked.length)))}`,
  ];
}

/** The text of a 1-based line, found without splitting all of a large file. */
function lineAt(text: string, line: number): string | undefined {
  let start = 0;
  for (let passed = 1; passed < line; passed++) {
    const next = text.indexOf('\n', start);
    if (next === -1) return undefined;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}
