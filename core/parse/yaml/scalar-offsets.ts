import { getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { ScalarEvent } from 'js-yaml';

/** Characters of a decoded value, in UTF-16 units; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a range of a decoded scalar stands in the source. Decoding changes white space only, apart from escapes: so the
 * n-th character that is no white space is the n-th such character of the source, in every style. A range that starts
 * or ends in white space is moved to the next or the last character that is none.
 */
export function sourceRange(source: string, scalar: ScalarEvent, range: TextRange): TextRange {
  const value = getScalarValue(source, scalar);
  const first = solidUnits(value.slice(0, range.start));
  const last = first + Math.max(0, solidUnits(value.slice(range.start, range.end)) - 1);
  let rank = 0;
  let start: number | undefined;
  let end = scalar.valueStart;
  for (let at = scalar.valueStart; at < scalar.valueEnd;) {
    const { length, solid } = characterAt(source, at, scalar);
    if (solid > 0) {
      end = at + length;
      if (rank + solid > first) start ??= at;
      if (rank + solid > last) break;
      rank += solid;
    }
    at += length;
  }
  return { start: start ?? end, end };
}

/** A character as the style writes it: units it takes in the source, and units other than white space it stands for. */
function characterAt(source: string, at: number, scalar: ScalarEvent): { length: number; solid: number } {
  const unit = source.charCodeAt(at);
  if (scalar.style === SCALAR_STYLE.SINGLE_QUOTED && unit === APOSTROPHE) return { length: 2, solid: 1 };
  if (scalar.style === SCALAR_STYLE.DOUBLE_QUOTED && unit === BACKSLASH) return escapeAt(source, at);
  return { length: 1, solid: isWhiteSpace(unit) ? 0 : 1 };
}

const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** YAML 1.2, section 5.7. */
function escapeAt(source: string, at: number): { length: number; solid: number } {
  const code = source.charAt(at + 1);
  const digits = HEX_DIGITS[code];
  if (digits !== undefined) {
    const point = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    return { length: 2 + digits, solid: isWhiteSpace(point) ? 0 : point > 0xffff ? 2 : 1 };
  }
  return { length: 2, solid: ' \t\r\nntr'.includes(code) ? 0 : 1 };
}

function solidUnits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (!isWhiteSpace(text.charCodeAt(at))) count += 1;
  return count;
}

const isWhiteSpace = (unit: number): boolean => unit === 32 || unit === 9 || unit === 10 || unit === 13;
