import type { Place } from '../../core/model/finding.ts';
import { displayWidth } from './display-width.ts';
import { printable } from './printable.ts';
import { offsetOfColumn, sourceLine } from './source-line.ts';
import type { Style } from './style.ts';

/** A line of a minified file is no help: what is shown of it is a window round the place, in UTF-16 units. */
const WINDOW = 120;
const LEAD = 40;

/** Of a place of more lines than this, the first are shown and the last. */
const MOST_LINES = 6;
const FIRST_LINES = 4;

const LEAST_GUTTER = 5;

/** The lines of a place, with what it covers underlined. Empty where the text has no such line. */
export function snippetLines(text: string, place: Place, style: Style): readonly string[] {
  const line = sourceLine(text, place.line);
  if (line === undefined) return [];
  const last = lastLineOf(text, place);
  return last ? manyLines(text, place, last, style) : oneLine(line, place, style);
}

/** The line that a place starts on, or the window of it that snippets show. */
export function snippetText(text: string, place: Place): string | undefined {
  const line = sourceLine(text, place.line);
  return line?.slice(...windowAt(line, offsetOfColumn(line, place.column)));
}

function oneLine(line: string, place: Place, style: Style): readonly string[] {
  const start = offsetOfColumn(line, place.column);
  const end = place.endLine === place.line ? offsetOfColumn(line, place.endColumn) : line.length;
  const [from, to] = windowAt(line, start);
  const before = printable(line.slice(from, start));
  const marked = printable(line.slice(start, Math.min(Math.max(end, next(line, start)), to)));
  const underline = '^'.repeat(Math.max(1, displayWidth(marked)));
  const margin = marginFor(place.line, style);
  return [
    `${margin(place.line)} ${printable(line.slice(from, to))}`,
    `${margin()} ${' '.repeat(displayWidth(before))}${style.red(underline)}`,
  ];
}

interface LastLine {
  readonly number: number;
  /** What of it is shown. */
  readonly text: string;
  /** What of that the place covers. */
  readonly covered: string;
}

/**
 * The last line that a place has something on: one that ends at the start of a line ends with the line before.
 * `undefined` where that is the line it starts on.
 */
function lastLineOf(text: string, { line, endLine, endColumn }: Place): LastLine | undefined {
  for (let number = endLine; number > Math.max(line, endLine - MOST_LINES); number -= 1) {
    const shown = head(sourceLine(text, number) ?? '');
    const covered = number === endLine ? shown.slice(0, offsetOfColumn(shown, endColumn)) : shown;
    if (covered.trim() !== '') return { number, text: shown, covered: covered.trimEnd() };
  }
  return undefined;
}

/** A bar in the margin goes from where the place starts to where it ends. */
function manyLines(text: string, { line }: Place, last: LastLine, style: Style): readonly string[] {
  const margin = marginFor(last.number, style);
  const isWhole = last.number - line < MOST_LINES;
  const first = Array.from({ length: isWhole ? last.number - line : FIRST_LINES }, (_, index) => {
    const shown = printable(head(sourceLine(text, line + index) ?? ''));
    return `${margin(line + index)} ${style.red(index === 0 ? '/' : '|')} ${shown}`.trimEnd();
  });
  const reach = Math.max(1, displayWidth(printable(last.covered)));
  return [
    ...first,
    ...(isWhole ? [] : [`${margin()} ${style.red(':')}`]),
    `${margin(last.number)} ${style.red('|')} ${printable(last.text)}`,
    `${margin()} ${style.red(`|${'_'.repeat(reach)}^`)}`,
  ];
}

/** The margin of a line by its number, or of what stands below one. */
function marginFor(largest: number, style: Style): (line?: number) => string {
  const width = Math.max(LEAST_GUTTER, String(largest).length);
  return (line) => style.dim(`${(line === undefined ? '' : String(line)).padStart(width)} |`);
}

/** From where to where a line is shown, so that the offset is in it. */
function windowAt(line: string, offset: number): readonly [from: number, to: number] {
  if (line.length <= WINDOW) return [0, line.length];
  const from = whole(line, Math.max(0, offset - LEAD));
  return [from, whole(line, Math.min(line.length, from + WINDOW))];
}

const head = (line: string): string => line.slice(0, whole(line, Math.min(line.length, WINDOW)));

/** An offset that cuts no character in two. */
const whole = (line: string, offset: number): number => {
  const unit = line.charCodeAt(offset);
  return unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
};

/** The offset behind the character at one. */
const next = (line: string, offset: number): number =>
  Math.min(line.length, offset + ((line.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1));
