import { EvaluationError, Uint, intOf, isInt } from '../values.ts';
import type { Int, Result, Value } from '../values.ts';
import { freeFunction, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';

const WIDTH = 64;

/** Operations on the 64 bits of an int or a uint, after cel-go's ext/math. */
export const BIT_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...pairwise('math.bitAnd', (a, b) => a & b),
    ...told('The bits that both have.', 'math.bitAnd(5, 6)', '4'),
  },
  {
    ...pairwise('math.bitOr', (a, b) => a | b),
    ...told('The bits that either has.', 'math.bitOr(5u, 6u)', '7u'),
  },
  {
    ...pairwise('math.bitXor', (a, b) => a ^ b),
    ...told('The bits that one of the two has.', 'math.bitXor(5, 6)', '3'),
  },
  {
    ...freeFunction('math.bitNot', 1, (_, a) => bitNot(a), ['math.bitNot(int): int', 'math.bitNot(uint): uint']),
    ...told('The bits that it does not have.', 'math.bitNot(1)', '-2'),
  },
  {
    ...shifting('math.bitShiftLeft', (bits, by) => BigInt.asUintN(WIDTH, bits << by)),
    ...told('Its bits so many places up; what leaves the 64 is lost.', 'math.bitShiftLeft(1, 4)', '16'),
  },
  {
    ...shifting('math.bitShiftRight', (bits, by) => bits >> by),
    ...told('Its bits so many places down, with zeros from above, also below 0.', 'math.bitShiftRight(1024, 2)', '256'),
  },
];

function pairwise(name: string, combine: (a: bigint, b: bigint) => bigint): FunctionEntry {
  const signatures = [`${name}(int, int): int`, `${name}(uint, uint): uint`];
  return freeFunction(
    name,
    2,
    (_, a, b) => {
      if (isInt(a) && isInt(b)) return intOf(combine(BigInt(a), BigInt(b)));
      return a instanceof Uint && b instanceof Uint ? new Uint(combine(a.value, b.value)) : noFunction(name, a, b);
    },
    signatures,
  );
}

function bitNot(value: Value): Result {
  if (isInt(value)) return intOf(~BigInt(value));
  return value instanceof Uint ? new Uint(BigInt.asUintN(WIDTH, ~value.value)) : noFunction('math.bitNot', value);
}

function shifting(name: string, shift: (bits: bigint, by: bigint) => bigint): FunctionEntry {
  const signatures = [`${name}(int, int): int`, `${name}(uint, int): uint`];
  return freeFunction(
    name,
    2,
    (_, a, by) => {
      if (!isInt(by) || !(isInt(a) || a instanceof Uint)) return noFunction(name, a, by);
      if (by < 0) return new EvaluationError(`${name}: negative offset: ${by.toString()}`);
      const bits = isInt(a) ? BigInt.asUintN(WIDTH, BigInt(a)) : a.value;
      const shifted = shift(bits, places(by));
      return isInt(a) ? intOf(BigInt.asIntN(WIDTH, shifted)) : new Uint(shifted);
    },
    signatures,
  );
}

/** 64 places lose every bit, as more would. */
const places = (by: Int): bigint => BigInt(by > WIDTH ? WIDTH : by);
