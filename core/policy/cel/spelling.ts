/**
 * What the library's parser does not take, respelt so that it does: as long as before, so that places stay what they
 * are, with notes of what was meant. Source: cel-spec, langdef.md, "Syntax".
 */
export interface Spelling {
  readonly text: string;
  /** Fields in backticks, by where they start. */
  readonly quotedFields: ReadonlyMap<number, string>;
  /** Where a raw bytes literal stands that is now a raw string. */
  readonly rawBytes: ReadonlySet<number>;
  /** Where a double without digits before its point stands. */
  readonly pointedDoubles: ReadonlySet<number>;
  /** Names after a leading dot, which no container comes before. */
  readonly absoluteNames: ReadonlySet<number>;
  /** Where `?` marks an element of a list or an entry of a map, in order. */
  readonly optionalMarks: readonly number[];
  /** Round brackets, inner ones first. */
  readonly brackets: readonly { readonly open: number; readonly close: number }[];
}

/** A scan under way: `at` moves on, and what was found grows. */
interface Scan {
  readonly text: string;
  readonly units: string[];
  at: number;
  /** Whether what came last ends an operand, so that a bracket or a dot belongs to it. */
  afterOperand: boolean;
  afterDot: boolean;
  readonly open: { readonly bracket: string; readonly at: number; readonly literal: boolean }[];
  readonly quotedFields: Map<number, string>;
  readonly rawBytes: Set<number>;
  readonly pointedDoubles: Set<number>;
  readonly absoluteNames: Set<number>;
  readonly optionalMarks: number[];
  readonly brackets: { readonly open: number; readonly close: number }[];
}

export function respell(text: string): Spelling {
  const scan: Scan = {
    text,
    units: text.split(''),
    at: 0,
    afterOperand: false,
    afterDot: false,
    open: [],
    quotedFields: new Map(),
    rawBytes: new Set(),
    pointedDoubles: new Set(),
    absoluteNames: new Set(),
    optionalMarks: [],
    brackets: [],
  };
  while (scan.at < text.length) readToken(scan);
  return { ...scan, text: scan.units.join('') };
}

const SPACE_OR_COMMENT = /(?:\s|\/\/[^\n]*)+/y;
const TEXT_LITERAL = /([bB]?[rR]?)("""|'''|"|')/y;
const NUMBER = /0[xX][\da-fA-F]+[uU]?|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[uU]?/y;
const NAME = /[A-Za-z_]\w*/y;

/** What the expression matches right here. */
function match(scan: Scan, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scan.at;
  return pattern.exec(scan.text) ?? undefined;
}

function readToken(scan: Scan): void {
  const space = match(scan, SPACE_OR_COMMENT);
  if (space) {
    scan.at += space[0].length;
    return;
  }
  const literal = match(scan, TEXT_LITERAL);
  if (literal) readText(scan, literal[1] ?? '', literal[2] ?? '"');
  else if (!readWord(scan)) readPunctuation(scan);
}

function readText(scan: Scan, prefix: string, quote: string): void {
  const start = scan.at;
  if (prefix.length === 2) {
    scan.units[start] = ' ';
    scan.rawBytes.add(start + 1);
  }
  let end = start + prefix.length + quote.length;
  while (end < scan.text.length && !scan.text.startsWith(quote, end)) end += scan.text[end] === '\\' ? 2 : 1;
  after(scan, Math.min(end + quote.length, scan.text.length), true);
}

/** A number or a name; whether there was one. */
function readWord(scan: Scan): boolean {
  const word = match(scan, NUMBER) ?? match(scan, NAME);
  if (!word) return false;
  after(scan, scan.at + word[0].length, word[0] !== 'in' || scan.afterDot);
  return true;
}

function after(scan: Scan, at: number, operand: boolean): void {
  scan.at = at;
  scan.afterOperand = operand;
  scan.afterDot = false;
}

function readPunctuation(scan: Scan): void {
  const { at, text } = scan;
  const unit = text[at] ?? '';
  switch (unit) {
    case '(':
    case '[':
    case '{':
      scan.open.push({ bracket: unit, at, literal: unit !== '(' && !scan.afterOperand });
      after(scan, at + 1, false);
      readOptionalMark(scan);
      return;
    case ')':
    case ']':
    case '}':
      closeBracket(scan);
      return;
    case ',':
      after(scan, at + 1, false);
      readOptionalMark(scan);
      return;
    case '.':
      readDot(scan);
      return;
    case '`':
      readQuotedField(scan);
      return;
    default:
      after(scan, at + 1, false);
  }
}

function closeBracket(scan: Scan): void {
  const opened = scan.open.pop();
  if (opened?.bracket === '(') scan.brackets.push({ open: opened.at, close: scan.at });
  after(scan, scan.at + 1, true);
}

/** `[?x]` and `{?k: v}`, but not the `x[?k]` that the parser knows. */
function readOptionalMark(scan: Scan): void {
  scan.at += match(scan, SPACE_OR_COMMENT)?.[0].length ?? 0;
  if (scan.text[scan.at] !== '?' || scan.open.at(-1)?.literal !== true) return;
  scan.optionalMarks.push(scan.at);
  scan.units[scan.at] = ' ';
  scan.at++;
}

/** A dot after an operand selects; before a digit it starts a double; else the name after it is absolute. */
function readDot(scan: Scan): void {
  const { at } = scan;
  scan.at++;
  const fraction = scan.afterOperand ? undefined : match(scan, NUMBER);
  if (fraction && !/^0[xX]|[.uU]/.test(fraction[0])) {
    scan.units[at] = '0';
    scan.pointedDoubles.add(at);
    after(scan, scan.at + fraction[0].length, true);
    return;
  }
  if (!scan.afterOperand) {
    scan.units[at] = ' ';
    scan.at += match(scan, SPACE_OR_COMMENT)?.[0].length ?? 0;
    scan.absoluteNames.add(scan.at);
  }
  scan.afterOperand = false;
  scan.afterDot = true;
}

const QUOTED_FIELD = /`([\w./ -]+)`/y;

function readQuotedField(scan: Scan): void {
  const { at } = scan;
  const quoted = match(scan, QUOTED_FIELD);
  if (!quoted || !scan.afterDot) {
    after(scan, at + 1, false);
    return;
  }
  scan.quotedFields.set(at, quoted[1] ?? '');
  scan.units.fill('_', at, at + quoted[0].length);
  after(scan, at + quoted[0].length, true);
}
