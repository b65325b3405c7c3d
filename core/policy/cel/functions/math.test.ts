import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { testValues } from '../../testing/value-tables.ts';
import { isInt } from '../values.ts';
import type { Int, Result, Value } from '../values.ts';

testValues({
  'greatest and least, of the first type where equal': [
    ['math.greatest(1, 1.0)', 1],
    ['math.greatest(1.0, 1)', '1 double'],
    ['math.least(5u, -7)', -7],
    ['math.greatest(5.4, 10, 3u, -5.0, 9223372036854775807)', 9223372036854775807n],
    ['math.least(-1, -2, -3)', -3],
    ['math.greatest([1, 3, 2])', 3],
    ['math.greatest([])', 'error: math.greatest of an empty list'],
    ["math.greatest(dyn('x'), 1)", 'error: math.greatest does not take string'],
  ],
  rounding: [
    ['math.round(-1.5)', '-2 double'],
    ['math.round(-1.4)', '-1 double'],
    ['math.round(0.49999999999999994)', '0 double'],
    ['math.round(4503599627370497.0)', '4503599627370497 double'],
    ['math.round(1.0 / 0.0)', 'Infinity double'],
    ['math.ceil(-1.2)', '-1 double'],
    ['math.trunc(-1.8)', '-1 double'],
    ['math.ceil(dyn(1))', 'error: math.ceil does not take int'],
  ],
  'signs and roots': [
    ['math.abs(-9223372036854775807 - 1)', 'error: integer overflow: 9223372036854775808'],
    ['math.abs(-9007199254740993)', 9007199254740993n],
    ['math.abs(-1.5)', '1.5 double'],
    ['math.sign(-0.5)', '-1 double'],
    ['math.sign(3u)', '1u'],
    ['math.isNaN(math.sign(0.0 / 0.0))', true],
    ['math.sqrt(81)', '9 double'],
    ['math.isNaN(math.sqrt(-4.0))', true],
    ['math.isInf(-1.0 / 0.0) && !math.isFinite(-1.0 / 0.0)', true],
  ],
  bits: [
    ['math.bitAnd(-1, 9223372036854775807)', 9223372036854775807n],
    ['math.bitOr(4, -2)', -2],
    ['math.bitXor(4, -2)', -6],
    ['math.bitNot(0u)', '18446744073709551615u'],
    ['math.bitShiftLeft(1, 63)', -9223372036854775808n],
    ['math.bitShiftLeft(-1, 200)', 0],
    ['math.bitShiftRight(-1024, 3)', 2305843009213693824n],
    ['math.bitShiftRight(-1, 0)', -1],
    ['math.bitShiftRight(1u, -1)', 'error: math.bitShiftRight: negative offset: -1'],
  ],
  base64: [
    ["base64.encode(b'')", ''],
    ["base64.encode(b'h')", 'aA=='],
    ["base64.decode('aGVsbG8=')", 'bytes 104 101 108 108 111'],
    ["base64.decode('aGVs\\nbG8')", 'bytes 104 101 108 108 111'],
    ["base64.decode('a')", 'error: not base64'],
    ["base64.decode('a=aa')", 'error: not base64'],
    ["base64.decode('aGVsbG8-')", 'error: not base64'],
  ],
});

describe('base64', () => {
  it('is what Node makes of bytes, and comes back', () => {
    const encode = evaluatorOf('base64.encode(bytes)', { bytes: 'bytes' });
    const isSame = evaluatorOf('base64.decode(base64.encode(bytes)) == bytes', { bytes: 'bytes' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        expect(encode({ bytes })).toBe(Buffer.from(bytes).toString('base64'));
        expect(isSame({ bytes })).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

const exactly = (value: Result): unknown => (isInt(value as Value) ? BigInt(value as Int) : value);

describe('bits', () => {
  it('shift as 64 digits do', () => {
    const types = { value: 'int', by: 'int' };
    const left = evaluatorOf('math.bitShiftLeft(value, by)', types);
    const right = evaluatorOf('math.bitShiftRight(value, by)', types);
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.integer({ min: 0, max: 70 }), (exact, by) => {
        const value = Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
        const digits = BigInt.asUintN(64, exact).toString(2).padStart(64, '0');
        const asInt = (bits: string): bigint => BigInt.asIntN(64, BigInt(`0b${bits}`));
        expect(exactly(left({ value, by }))).toBe(asInt((digits + '0'.repeat(by)).slice(-64)));
        expect(exactly(right({ value, by }))).toBe(asInt(('0'.repeat(by) + digits).slice(0, 64)));
      }),
      { numRuns: 60 },
    );
  });
});
