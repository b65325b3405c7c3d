import { expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';

it.each([
  ['', 0],
  ['rack-a', 6],
  ['Zoë', 3],
  ['Zoe\u0308', 3],
  ['棚', 2],
  ['ラック', 6],
  ['랙', 2],
  ['Ａ', 2],
  ['😀', 2],
  ['a\u200db', 2],
  ['→', 1],
])('"%s" takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
