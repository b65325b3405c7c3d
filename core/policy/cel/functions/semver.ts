import { spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { READING_VERSION } from '../prices.ts';
import { EvaluationError, intOf } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { Semver, normalSemver, readSemver } from './semver-value.ts';

const isSemver = (value: Value): boolean => value instanceof Semver;

/** Semantic versions, after Kubernetes' Semver library, version 1. */
export const SEMVER_FUNCTIONS: readonly FunctionEntry[] = introducedIn(33, [
  {
    ...freeFunction('semver', 1, (frame, text) => semverOf(frame, text, false), ['semver(string): kubernetes.Semver']),
    prepare: ([text]) => {
      if (typeof text !== 'string') return undefined;
      const version = readSemver(text);
      return version ? { kind: 'ready', apply: () => version } : { kind: 'bad', message: noSemver(text).message };
    },
    ...told('The version that the text says.', "semver('1.0.0') == semver('1.0.0+build.1')", 'true'),
  },
  {
    ...freeFunction('semver', 2, semverOf, ['semver(string, bool): kubernetes.Semver']),
    ...told(
      'The same; with `true` also one with a `v`, zeros before numbers, or no minor or patch.',
      "semver('v01.1', true) == semver('1.1.0')",
      'true',
    ),
  },
  {
    ...freeFunction('isSemver', 1, (frame, text) => says(frame, text, false), ['isSemver(string): bool']),
    ...told('Whether the text says a version.', "isSemver('v1.0')", 'false'),
  },
  {
    ...freeFunction('isSemver', 2, says, ['isSemver(string, bool): bool']),
    ...told('The same, as `semver` of two operands reads it.', "isSemver('v1.0', true)", 'true'),
  },
  part('major', 0, 'The first number.', "semver('1.2.3').major()", '1'),
  part('minor', 1, 'The second number.', "semver('1.2.3').minor()", '2'),
  part('patch', 2, 'The third number.', "semver('1.2.3').patch()", '3'),
  {
    ...method('isGreaterThan', 2, (_, a, b) => order('isGreaterThan', a, b, (sign) => sign > 0), [
      'kubernetes.Semver.isGreaterThan(kubernetes.Semver): bool',
    ]),
    takes: isSemver,
    ...told('Whether it comes later.', "semver('1.10.0').isGreaterThan(semver('1.9.0'))", 'true'),
  },
  {
    ...method('isLessThan', 2, (_, a, b) => order('isLessThan', a, b, (sign) => sign < 0), [
      'kubernetes.Semver.isLessThan(kubernetes.Semver): bool',
    ]),
    takes: isSemver,
    ...told('Whether it comes earlier.', "semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))", 'true'),
  },
  {
    ...method('compareTo', 2, (_, a, b) => order('compareTo', a, b, (sign) => sign), [
      'kubernetes.Semver.compareTo(kubernetes.Semver): int',
    ]),
    takes: isSemver,
    ...told(
      '-1, 0 or 1 as it comes earlier, is as late, or comes later.',
      "semver('1.2.3').compareTo(semver('2.0.0'))",
      '-1',
    ),
  },
]);

const unitsToRead = ({ length }: string): number => READING_VERSION.least + READING_VERSION.perUnit * length;

const noSemver = (text: string): EvaluationError => new EvaluationError(`not a semantic version: ${text.slice(0, 40)}`);

function readAs(text: string, normalize: boolean): Semver | undefined {
  const written = normalize ? normalSemver(text) : text;
  return written === undefined ? undefined : readSemver(written);
}

function semverOf(frame: Frame, text: Value, normalize: Value): Result {
  if (typeof text !== 'string' || typeof normalize !== 'boolean') return noFunction('semver', text, normalize);
  spendOnText(frame, unitsToRead(text));
  return readAs(text, normalize) ?? noSemver(text);
}

function says(frame: Frame, text: Value, normalize: Value): Result {
  if (typeof text !== 'string' || typeof normalize !== 'boolean') return noFunction('isSemver', text, normalize);
  spendOnText(frame, unitsToRead(text));
  return readAs(text, normalize) !== undefined;
}

function part(name: string, at: 0 | 1 | 2, summary: string, expression: string, result: string): FunctionEntry {
  const apply = (_: Frame, version: Value): Result =>
    version instanceof Semver ? intOf(version.numbers[at]) : noFunction(name, version);
  return { ...method(name, 1, apply, [`kubernetes.Semver.${name}(): int`]), ...told(summary, expression, result) };
}

function order(name: string, a: Value, b: Value, answer: (sign: number) => Result): Result {
  const sign = a instanceof Semver && b instanceof Semver ? a.compare(b) : undefined;
  return sign === undefined ? noFunction(name, a, b) : answer(sign);
}
