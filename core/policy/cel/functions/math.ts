import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { negate } from '../numbers.ts';
import { compare } from '../operators.ts';
import { Double, EvaluationError, Uint, isInt, isList } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { BIT_FUNCTIONS } from './bits.ts';
import { freeFunction, introducedIn, noFunction, told } from './library.ts';
import type { Apply, FunctionEntry } from './library.ts';

/** Numbers, after cel-go's ext/math, version 2. Of more than two operands the translation makes a list. */
export const MATH_FUNCTIONS: readonly FunctionEntry[] = introducedIn('ours', [
  ...extremes('math.greatest', 1, 'greatest', '3'),
  ...extremes('math.least', -1, 'least', '1.5'),
  ofDouble('math.ceil', Math.ceil, 'The least whole number that is not below it.', 'math.ceil(1.2)', '2.0'),
  ofDouble('math.floor', Math.floor, 'The greatest whole number that is not above it.', 'math.floor(-1.2)', '-2.0'),
  ofDouble(
    'math.round',
    roundHalfAway,
    'The whole number nearest to it; halves away from 0.',
    'math.round(-1.5)',
    '-2.0',
  ),
  ofDouble('math.trunc', Math.trunc, 'What stands before the point.', 'math.trunc(-1.8)', '-1.0'),
  testsDouble('math.isNaN', Number.isNaN, 'Whether it is not a number.', 'math.isNaN(0.0 / 0.0)', 'true'),
  testsDouble('math.isInf', isInfinite, 'Whether it is infinite, to either side.', 'math.isInf(1.0 / 0.0)', 'true'),
  testsDouble('math.isFinite', Number.isFinite, 'Whether it is neither.', 'math.isFinite(1.5)', 'true'),
  {
    ...freeFunction('math.abs', 1, (_, a) => magnitudeOf(a), overNumbers('math.abs')),
    ...told('How far it lies from 0.', 'math.abs(-11)', '11'),
  },
  {
    ...freeFunction('math.sign', 1, (_, a) => signOf(a), overNumbers('math.sign')),
    ...told('-1, 0 or 1 as it lies below, at or above 0, in its own type.', 'math.sign(-32.5)', '-1.0'),
  },
  {
    ...freeFunction('math.sqrt', 1, (_, a) => squareRoot(a), [
      'math.sqrt(double): double',
      'math.sqrt(int): double',
      'math.sqrt(uint): double',
    ]),
    ...told('The square root, as a double; NaN below 0.', 'math.sqrt(81)', '9.0'),
  },
  ...BIT_FUNCTIONS,
]);

function overNumbers(name: string): readonly string[] {
  return ['int', 'uint', 'double'].map((type) => `${name}(${type}): ${type}`);
}

/** `math.greatest` and `math.least`: of a number, of two, of a list. Equal ones: the first. */
function extremes(name: string, sign: 1 | -1, which: string, result: string): readonly FunctionEntry[] {
  const types = ['int', 'uint', 'double'];
  const mixed = types.flatMap((a) => types.map((b) => `${name}(${a}, ${b}): ${a === b ? a : 'dyn'}`));
  const lists = types.map((type) => `${name}(list<${type}>): ${type}`);
  return [
    {
      ...freeFunction(name, 1, (frame, a) => extreme(frame, name, isList(a) ? a : [a], sign), [
        ...overNumbers(name),
        ...lists,
        `${name}(list<dyn>): dyn`,
      ]),
      ...told(`The ${which} number of a list, or of those that follow one another.`, `${name}([1.5, 2, 3u])`, result),
    },
    {
      ...freeFunction(name, 2, (frame, a, b) => extreme(frame, name, [a, b], sign), mixed),
      ...told(`The ${which} of two numbers, of whatever types.`, `${name}(1.5, 3)`, result),
    },
  ];
}

function extreme(frame: Frame, name: string, numbers: readonly Value[], sign: 1 | -1): Result {
  let best = numbers[0];
  if (best === undefined) return new EvaluationError(`${name} of an empty list`);
  spend(frame, numbers.length);
  for (const number of numbers) {
    const order = isNumber(number) ? compare(frame, number, best) : undefined;
    if (order === undefined) return noFunction(name, number);
    if (order * sign > 0) best = number;
  }
  return best;
}

const isNumber = (value: Value): boolean => isInt(value) || value instanceof Double || value instanceof Uint;

type Told = readonly [summary: string, expression: string, result: string];

function ofDouble(name: string, change: (value: number) => number, ...about: Told): FunctionEntry {
  const apply: Apply = (_, a) => (a instanceof Double ? new Double(change(a.value)) : noFunction(name, a));
  return { ...freeFunction(name, 1, apply, [`${name}(double): double`]), ...told(...about) };
}

function testsDouble(name: string, holds: (value: number) => boolean, ...about: Told): FunctionEntry {
  const apply: Apply = (_, a) => (a instanceof Double ? holds(a.value) : noFunction(name, a));
  return { ...freeFunction(name, 1, apply, [`${name}(double): bool`]), ...told(...about) };
}

/** JavaScript rounds -1.5 up to -1. What has no fraction stays: adding a half to it might round. */
function roundHalfAway(value: number): number {
  if (Number.isInteger(value)) return value;
  const size = Math.abs(value);
  const whole = Math.floor(size);
  return Math.sign(value) * (size - whole < 0.5 ? whole : whole + 1);
}

function isInfinite(value: number): boolean {
  return !Number.isFinite(value) && !Number.isNaN(value);
}

function magnitudeOf(value: Value): Result {
  if (value instanceof Uint) return value;
  if (value instanceof Double) return new Double(Math.abs(value.value));
  if (!isInt(value)) return noFunction('math.abs', value);
  return value < 0 ? (negate(value) ?? value) : value;
}

function signOf(value: Value): Result {
  if (value instanceof Double) return new Double(Math.sign(value.value) + 0);
  if (value instanceof Uint) return new Uint(value.value === 0n ? 0n : 1n);
  if (!isInt(value)) return noFunction('math.sign', value);
  return value < 0 ? -1 : value > 0 ? 1 : 0;
}

function squareRoot(value: Value): Result {
  if (value instanceof Double || value instanceof Uint) return new Double(Math.sqrt(Number(value.value)));
  return isInt(value) ? new Double(Math.sqrt(Number(value))) : noFunction('math.sqrt', value);
}
