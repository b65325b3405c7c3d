import { CelScalar, celFunc, celMethod, celUint, listType } from '@bufbuild/cel';
import type { CelFunc } from '@bufbuild/cel';

const { INT, STRING, UINT } = CelScalar;
const STRINGS = listType(STRING);

/** What the other evaluator has otherwise than CEL, and its functions as they should be. */
export interface Mended {
  readonly reason: string;
  readonly functions: readonly CelFunc[];
  /** Where it is no function: another way to write the same that it reads as it should. */
  readonly spell?: (expression: string) => string;
}

/** Written for code points, one by one: slow, and short enough to be believed. */
export const MENDED: readonly Mended[] = [
  {
    reason: 'positions in text count UTF-16 units there, and code points in CEL',
    functions: [
      celMethod('charAt', STRING, [INT], STRING, function (at) {
        return slice(this, Number(at), Math.min(Number(at) + 1, Math.max(points(this).length, Number(at))));
      }),
      celMethod('substring', STRING, [INT], STRING, function (from) {
        return slice(this, Number(from), points(this).length);
      }),
      celMethod('substring', STRING, [INT, INT], STRING, function (from, to) {
        return slice(this, Number(from), Number(to));
      }),
      celMethod('indexOf', STRING, [STRING], INT, function (part) {
        return BigInt(placesOf(points(this), points(part))[0] ?? -1);
      }),
      celMethod('lastIndexOf', STRING, [STRING], INT, function (part) {
        return BigInt(placesOf(points(this), points(part)).at(-1) ?? -1);
      }),
    ],
  },
  {
    reason: 'an offset past the end is an error there, and finds nothing in cel-go',
    functions: [
      celMethod('indexOf', STRING, [STRING, INT], INT, function (part, from) {
        return placeFrom(this, part, Number(from), (places) => places.find((place) => place >= from));
      }),
      celMethod('lastIndexOf', STRING, [STRING, INT], INT, function (part, from) {
        return placeFrom(this, part, Number(from), (places) => places.findLast((place) => place <= from));
      }),
    ],
  },
  {
    reason: 'nothing, looked for past the end, lies at the end here, and at the offset in cel-go',
    functions: [
      celMethod('indexOf', STRING, [STRING, INT], INT, function (part, from) {
        if (part === '' && from >= 0) return BigInt(Math.min(Number(from), points(this).length));
        return placeFrom(this, part, Number(from), (places) => places.find((place) => place >= from));
      }),
      celMethod('lastIndexOf', STRING, [STRING, INT], INT, function (part, from) {
        if (part === '' && from >= 0) return BigInt(Math.min(Number(from), points(this).length));
        return placeFrom(this, part, Number(from), (places) => places.findLast((place) => place <= from));
      }),
    ],
  },
  {
    reason: 'replacing nothing, or a negative number of times, does otherwise there than in cel-go',
    functions: [
      celMethod('replace', STRING, [STRING, STRING], STRING, function (part, by) {
        return replaced(this, part, by, Infinity);
      }),
      celMethod('replace', STRING, [STRING, STRING, INT], STRING, function (part, by, times) {
        return replaced(this, part, by, times < 0 ? Infinity : Number(times));
      }),
    ],
  },
  {
    reason: 'splitting into so many parts loses the rest there, and a negative number is none',
    functions: [
      celMethod('split', STRING, [STRING], STRINGS, function (separator) {
        return partsOf(this, separator, Infinity);
      }),
      celMethod('split', STRING, [STRING, INT], STRINGS, function (separator, most) {
        return partsOf(this, separator, most < 0 ? Infinity : Number(most));
      }),
    ],
  },
  {
    reason: 'an empty text is the number 0 there',
    functions: [
      celFunc('int', [STRING], INT, (text) => {
        if (!/^-?\d+$/.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) throw new Error('not an int');
        return BigInt(text);
      }),
    ],
  },
  {
    reason: 'the parser there drops two minus signs, so that the least int has a negation',
    functions: [],
    spell: (expression) => expression.replaceAll('-(', '-dyn('),
  },
  {
    reason: 'a large uint overflows there when it is divided',
    functions: [
      celFunc('_/_', [UINT, UINT], UINT, (a, b) => {
        if (b.value === 0n) throw new Error('division by zero');
        return celUint(a.value / b.value);
      }),
    ],
  },
];

const points = (text: string): readonly string[] => Array.from(text);

function slice(text: string, from: number, to: number): string {
  const all = points(text);
  if (from < 0 || to < from || to > all.length) throw new Error('outside the text');
  return all.slice(from, to).join('');
}

/** Everywhere that the part begins. */
const placesOf = (text: readonly string[], part: readonly string[]): readonly number[] =>
  [...text.keys(), text.length].filter((at) => part.every((point, further) => text[at + further] === point));

function placeFrom(
  text: string,
  part: string,
  from: number,
  choose: (places: readonly number[]) => number | undefined,
): bigint {
  if (from < 0) throw new Error('outside the text');
  if (part === '') return BigInt(from);
  return BigInt((from >= points(text).length ? undefined : choose(placesOf(points(text), points(part)))) ?? -1);
}

/** As strings.Replace of Go: an empty part stands before each code point and at the end. */
function replaced(text: string, part: string, by: string, times: number): string {
  if (part !== '') {
    const parts = partsOf(text, part, times + 1);
    return parts.join(by);
  }
  return [...points(text), ''].map((point, at) => (at < times ? by : '') + point).join('');
}

/** As strings.SplitN of Go. */
function partsOf(text: string, separator: string, most: number): readonly string[] {
  if (most === 0) return [];
  const all = separator === '' ? points(text) : text.split(separator);
  return all.length <= most ? all : [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}
