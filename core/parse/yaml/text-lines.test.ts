import { describe, expect, it } from 'vitest';
import { lineStarts, placeOf } from './text-lines.ts';

const placeIn = (text: string, needle: string): string => {
  const start = text.indexOf(needle);
  const place = placeOf({ path: 'f', text }, lineStarts(text), start, start + needle.length);
  return `${String(place.line)}:${String(place.column)}-${String(place.endLine)}:${String(place.endColumn)}`;
};

describe('a place', () => {
  it.each([
    ['counts from one', 'x', '1:1-1:2'],
    ['counts lines that end with LF', 'a\n\nb x', '3:3-3:4'],
    ['counts lines that end with CRLF', 'a\r\n\r\nb x', '3:3-3:4'],
    ['counts lines that end with CR', 'a\r\rb x', '3:3-3:4'],
    ['takes CR CRLF for two ends', 'a\r\r\nx', '3:1-3:2'],
    ['gives a byte order mark no column', '\uFEFFx', '1:1-1:2'],
    ['counts an emoji as one column', '😀😀 x', '1:4-1:5'],
    ['counts letters of two and three bytes as one column', 'äöü€ x', '1:6-1:7'],
    ['counts a combining accent as a column of its own', 'e\u0301 x', '1:4-1:5'],
    ['counts a tab as one column', '\t\tx', '1:3-1:4'],
  ])('%s', (_, text, expected) => {
    expect(placeIn(text, 'x')).toBe(expected);
  });

  it('ends after its last character, on the line of that', () => {
    expect(placeIn('a: b\nc: d', 'b\nc')).toBe('1:4-2:2');
  });
});
