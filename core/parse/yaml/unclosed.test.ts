import { describe, expect, it } from 'vitest';
import { readDocuments } from './read-documents.ts';

/** What is said of the text, and the rest of the line from the place on. */
const said = (text: string) =>
  readDocuments(text).problems.map(({ message, start }) => `${message} | ${text.slice(start).split('\n')[0] ?? ''}`);

describe('what nothing closes is told where it opens:', () => {
  it.each([
    ['a bracket', 'a: [1, 2\nb: 3\n', 'this is not YAML: nothing closes this [ | [1, 2'],
    ['a brace in a list', 'a:\n  - { b: 1\n  - { c: 2 }\n', 'this is not YAML: nothing closes this { | { b: 1'],
    ['a bracket with a comment behind', 'a: [1, # ]\nb: 3\n', 'this is not YAML: nothing closes this [ | [1, # ]'],
    ['a single quote', "a: 'one\nb: two\nc: 'three'\n", "this is not YAML: nothing closes this ' | 'one"],
    ['a double quote', 'a: "one\nb: two\n', 'this is not YAML: nothing closes this " | "one'],
    [
      'a quote in a flow mapping',
      "- { a: 'one, b: 2 }\n- c\n",
      "this is not YAML: nothing closes this ' | 'one, b: 2 }",
    ],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it.each([
    ['a quote within a word', "a: it's\n b: c\n"],
    ['quotes that are closed', 'a: "[" \n  b: c\n'],
    ['a quote in a comment', "a: 1 # don't\n  b: c\n"],
  ])('nothing such is %s', (_, text) => {
    expect(said(text).join()).not.toContain('nothing closes');
  });

  it.each([
    ['lines behind it', `a: ${'[ '.repeat(40)}\n${'x: y\n'.repeat(200_000)}`],
    ['white space behind it', `a: [${' '.repeat(2_000_000)}\nb: c`],
    ['white space before a quote', `a: [b,${' '.repeat(2_000_000)}'c`],
  ])('or where the parser noticed it, however many %s', (_, text) => {
    expect(said(text)).toHaveLength(1);
  });
});
