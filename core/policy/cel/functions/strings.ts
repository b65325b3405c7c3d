import { spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { join, lowerAscii, quote, replace, reverse, rewrite, split, trim, upperAscii } from './text-changes.ts';
import { formatText } from './text-format.ts';
import { charAt, indexOf, lastIndexOf, substring } from './text-positions.ts';

const isText = (value: Value): boolean => typeof value === 'string';

/**
 * Text, after Kubernetes' and cel-go's string library. Positions and lengths count code points. `format` is that of the
 * library's version 4, which the conformance tests are for; Kubernetes still has version 2, which shows doubles in
 * exponents, lists and maps in another way.
 */
export const STRING_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...method(
      'startsWith',
      2,
      (frame, text, part) => test(frame, 'startsWith', text, part, (a, b) => a.startsWith(b)),
      ['string.startsWith(string): bool'],
    ),
    ...told('Whether it starts with the text.', "'sg-a'.startsWith('sg-')", 'true'),
  },
  {
    ...method('endsWith', 2, (frame, text, part) => test(frame, 'endsWith', text, part, (a, b) => a.endsWith(b)), [
      'string.endsWith(string): bool',
    ]),
    ...told('Whether it ends with the text.', "'sg-a'.endsWith('-b')", 'false'),
  },
  {
    ...method('contains', 2, (frame, text, part) => test(frame, 'contains', text, part, (a, b) => a.includes(b)), [
      'string.contains(string): bool',
    ]),
    ...told('Whether the text stands somewhere in it.', "'sg-a'.contains('-')", 'true'),
  },
  {
    ...method('charAt', 2, charAt, ['string.charAt(int): string']),
    ...told('The character at the position; empty right behind the last.', "'tacocat'.charAt(3)", "'o'"),
  },
  {
    ...method('indexOf', 2, (frame, text, part) => indexOf(frame, text, part, 0), ['string.indexOf(string): int']),
    takes: isText,
    ...told('Where the text stands first; -1 where it does not.', "'tacocat'.indexOf('ac')", '1'),
  },
  {
    ...method('indexOf', 3, indexOf, ['string.indexOf(string, int): int']),
    ...told('The same, from this position on.', "'tacocat'.indexOf('a', 3)", '5'),
  },
  {
    ...method('lastIndexOf', 2, (frame, text, part) => lastIndexOf(frame, text, part, undefined), [
      'string.lastIndexOf(string): int',
    ]),
    takes: isText,
    ...told('Where the text stands last; -1 where it does not.', "'tacocat'.lastIndexOf('at')", '5'),
  },
  {
    ...method('lastIndexOf', 3, lastIndexOf, ['string.lastIndexOf(string, int): int']),
    ...told('The same, from this position back.', "'tacocat'.lastIndexOf('a', 3)", '1'),
  },
  {
    ...method('substring', 2, (frame, text, start) => substring(frame, text, start, undefined), [
      'string.substring(int): string',
    ]),
    ...told('From this position on.', "'tacocat'.substring(4)", "'cat'"),
  },
  {
    ...method('substring', 3, substring, ['string.substring(int, int): string']),
    ...told('From the first position to right before the second.', "'tacocat'.substring(0, 4)", "'taco'"),
  },
  {
    ...method('lowerAscii', 1, (frame, text) => rewrite(frame, 'lowerAscii', text, lowerAscii), [
      'string.lowerAscii(): string',
    ]),
    ...told('With A to Z in lower case.', "'TacoCÆt'.lowerAscii()", "'tacocÆt'"),
  },
  {
    ...method('upperAscii', 1, (frame, text) => rewrite(frame, 'upperAscii', text, upperAscii), [
      'string.upperAscii(): string',
    ]),
    ...told('With a to z in upper case.', "'tacoCαt'.upperAscii()", "'TACOCαT'"),
  },
  {
    ...method('trim', 1, (frame, text) => rewrite(frame, 'trim', text, trim), ['string.trim(): string']),
    ...told('Without white space at its ends.', String.raw`' \ttext '.trim()`, "'text'"),
  },
  {
    ...method('reverse', 1, (frame, text) => reverse(frame, text), ['string.reverse(): string']),
    takes: isText,
    since: 'ours',
    ...told('Backwards.', "'gums'.reverse()", "'smug'"),
  },
  {
    ...method('replace', 3, (frame, text, from, to) => replace(frame, text, from, to, -1), [
      'string.replace(string, string): string',
    ]),
    ...told('With the second text wherever the first stands.', "'a.b.c'.replace('.', '-')", "'a-b-c'"),
  },
  {
    ...method('replace', 4, replace, ['string.replace(string, string, int): string']),
    ...told('The same, at most so many times; below 0: everywhere.', "'a.b.c'.replace('.', '-', 1)", "'a-b.c'"),
  },
  {
    ...method('split', 2, (frame, text, separator) => split(frame, text, separator, -1), [
      'string.split(string): list<string>',
    ]),
    ...told('What stands between the separators.', "'a,b,c'.split(',')", "['a', 'b', 'c']"),
  },
  {
    ...method('split', 3, split, ['string.split(string, int): list<string>']),
    ...told('The same, at most so many; the last holds the rest.', "'a,b,c'.split(',', 2)", "['a', 'b,c']"),
  },
  {
    ...method('join', 1, (frame, list) => join(frame, list, ''), ['list<string>.join(): string']),
    ...told('The texts one behind the other.', "['x', 'y'].join()", "'xy'"),
  },
  {
    ...method('join', 2, join, ['list<string>.join(string): string']),
    ...told('The texts with the separator between them.', "['x', 'y'].join('-')", "'x-y'"),
  },
  {
    ...method('format', 2, formatText, ['string.format(list<dyn>): string']),
    since: 29,
    ...told(
      'With each `%s`, `%d`, `%f`, `%e`, `%b`, `%o`, `%x`, `%X` replaced by the next value; `%.2f` for two places.',
      "'%s has %d of %.1f'.format(['sg-a', 3, 4.25])",
      "'sg-a has 3 of 4.2'",
    ),
  },
  {
    ...freeFunction('strings.quote', 1, quote, ['strings.quote(string): string']),
    since: 29,
    ...told(
      'As it is written in an expression, in quotes.',
      String.raw`strings.quote('a "b"')`,
      String.raw`'"a \\"b\\""'`,
    ),
  },
];

function test(
  frame: Frame,
  name: string,
  text: Value,
  part: Value,
  holds: (text: string, part: string) => boolean,
): Result {
  if (typeof text !== 'string' || typeof part !== 'string') return noFunction(name, text, part);
  spendOnText(frame, text.length);
  return holds(text, part);
}
