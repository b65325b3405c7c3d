import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseQuantity } from '../../core/model/capacity.ts';
import { exactQuantity } from './exact-quantity.ts';

it.each([
  [0n, '0G'],
  [16n * 2n ** 30n, '16Gi'],
  [18n * 10n ** 12n, '18T'],
  [7680n * 10n ** 9n, '7680G'],
  [2n ** 40n, '1Ti'],
  [960_197_124_096n, '960.197124096G'],
  [18_000_207_937_536n, '16764Gi'],
  [20_000_588_955_648n, '18627Gi'],
  [4_000_787_030_016n, '4000.787030016G'],
  [1n, '0.000000001G'],
])('%s bytes are %s', (bytes, text) => {
  expect(exactQuantity(bytes)).toBe(text);
});

it('says neither more nor less than what there is', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n }), (bytes) => {
      expect(parseQuantity(exactQuantity(bytes))).toBe(bytes);
    }),
  );
});
