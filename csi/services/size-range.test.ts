import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_GIB } from '../../core/model/capacity.ts';
import { toSizeRange } from './size-range.ts';

const GIB = BYTES_PER_GIB;

describe('a capacity range as whole GiB', () => {
  it.each([
    { said: 'nothing', range: undefined, is: { required: 1, limit: undefined } },
    { said: 'both 0', range: [0n, 0n], is: { required: 1, limit: undefined } },
    { said: '10 GiB exactly', range: [10n * GIB, 10n * GIB], is: { required: 10, limit: 10 } },
    { said: 'a byte more than 10 GiB', range: [10n * GIB + 1n, 0n], is: { required: 11, limit: undefined } },
    { said: 'one byte', range: [1n, 0n], is: { required: 1, limit: undefined } },
    { said: 'a limit alone', range: [0n, 5n * GIB + 7n], is: { required: 1, limit: 5 } },
    { said: 'a limit below 1 GiB', range: [0n, GIB - 1n], is: 'out-of-range' },
    { said: 'an inverted range', range: [11n * GIB, 10n * GIB], is: 'out-of-range' },
    { said: 'a range without a whole GiB', range: [GIB + 1n, 2n * GIB - 1n], is: 'out-of-range' },
    { said: 'a negative size', range: [-1n, 0n], is: 'out-of-range' },
    { said: 'the largest int64', range: [2n ** 63n - 1n, 0n], is: { required: 2 ** 33, limit: undefined } },
  ] as const)('takes $said', ({ range, is }) => {
    const outcome = toSizeRange(range && { requiredBytes: range[0], limitBytes: range[1] });
    expect(outcome).toMatchObject(typeof is === 'string' ? { kind: 'error', code: is } : { kind: 'ok', value: is });
  });

  it('finds a size exactly where some number of GiB lies within the bytes asked for', () => {
    const bytes = fc.bigInt({ min: 1n, max: 6n * GIB });
    fc.assert(
      fc.property(bytes, bytes, (requiredBytes, limitBytes) => {
        const fitting = [1n, 2n, 3n, 4n, 5n, 6n].filter((n) => n * GIB >= requiredBytes && n * GIB <= limitBytes);
        const outcome = toSizeRange({ requiredBytes, limitBytes });
        const [smallest, largest] = [fitting[0], fitting.at(-1)];
        if (smallest === undefined || largest === undefined) expect(outcome.kind).toBe('error');
        else expect(outcome).toEqual({ kind: 'ok', value: { required: Number(smallest), limit: Number(largest) } });
      }),
    );
  });
});
