import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { testValues } from '../../testing/value-tables.ts';
import { parseQuantity } from '../../../model/capacity.ts';
import { readQuantity } from './quantity-value.ts';

const shown = (text: string): string => `'%s: ' + (quantity('${text}') == quantity('${text}') ? 'same' : '')`;

testValues({
  'what is a quantity': [
    [`isQuantity('20') && isQuantity('1.3G') && isQuantity('1.3Gi') && isQuantity('10000k')`, true],
    [`isQuantity('+.5') && isQuantity('5.') && isQuantity('-1e-3') && isQuantity('1E6') && isQuantity('1E')`, true],
    [
      `['1,3G', '200K', 'Three', 'Mi', '', '-', '.', '1 Gi', '10Mo', '10Mm', '1e', '0x1', '1_0'].exists(x, isQuantity(x))`,
      false,
    ],
    [`quantity('10' + 'Mo')`, 'error: not a quantity: 10Mo'],
    [`quantity('1e257' + '')`, 'error: not a quantity: 1e257'],
    [shown('12Mi'), '%s: same'],
    [`type(quantity('1')) == kubernetes.Quantity`, true],
  ],
  'quantities compare exactly': [
    [`quantity('200M') == quantity('0.2G')`, true],
    [`quantity('2M') == quantity('0.002G') && quantity('2000k') == quantity('2M')`, true],
    [`quantity('200M') == quantity('0.3G')`, false],
    [`quantity('50M').isLessThan(quantity('50Mi'))`, true],
    [`quantity('100M').isLessThan(quantity('50M'))`, false],
    [`quantity('50Mi').isGreaterThan(quantity('50M'))`, true],
    [`quantity('50M').compareTo(quantity('50Mi'))`, -1],
    [`quantity('200M').compareTo(quantity('0.2G'))`, 0],
    [`quantity('50Mi').compareTo(quantity('50M'))`, 1],
    [`quantity('0.0000000001') == quantity('1n')`, true],
    [`quantity('-0.0000000001') == quantity('-1n')`, true],
    [`quantity('9Ei') == quantity('9223372036854775807')`, true],
  ],
  sums: [
    [`quantity('50k').add(quantity('20')) == quantity('50.02k')`, true],
    [`quantity('50k').add(20).isLessThan(quantity('50020'))`, false],
    [`quantity('50k').sub(quantity('20')) == quantity('49.98k')`, true],
    [`quantity('50k').sub(20) == quantity('49980')`, true],
    [`quantity('50k').add(20).sub(quantity('100k')).asInteger()`, -49980],
    [`quantity('50k').add(20).sub(quantity('100k')).sub(-50000).asInteger()`, 20],
    [
      `[quantity('9999999999999999999999999999999999999')].all(x, x.add(quantity('1')).compareTo(x.add(quantity('2'))) == -1)`,
      true,
    ],
  ],
  'as numbers': [
    [`quantity('50k').asInteger()`, 50000],
    [`quantity('1.5Gi').asInteger()`, 1610612736],
    [`quantity('200m').asInteger()`, 'error: not a whole number: 0.2'],
    [`quantity('-1.5').asInteger()`, 'error: not a whole number: -1.5'],
    [`quantity('1e19').asInteger()`, 'error: integer overflow: 10000000000000000000'],
    [`quantity('9999999999999999999999999999999999999G').isInteger()`, false],
    [`quantity('50000000G').isInteger() && quantity('50').isInteger()`, true],
    [`quantity('50.703k').asApproximateFloat()`, '50703 double'],
    [`quantity('-100m').asApproximateFloat()`, '-0.1 double'],
    [`quantity('-1n').sign()`, -1],
    [`quantity('0').sign()`, 0],
  ],
});

describe('quantities', () => {
  const digits = fc.nat(999).map(String);
  const suffix = fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-3');
  const text = fc
    .tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.', '.5', '.125'), suffix)
    .map((parts) => parts.join(''));
  const UNITS: Readonly<Record<string, readonly [bigint, bigint]>> = {
    n: [1n, 10n ** 9n],
    u: [1n, 10n ** 6n],
    m: [1n, 1000n],
    'E-3': [1n, 1000n],
    '': [1n, 1n],
    k: [1000n, 1n],
    e3: [1000n, 1n],
    M: [10n ** 6n, 1n],
    G: [10n ** 9n, 1n],
    Ki: [2n ** 10n, 1n],
    Mi: [2n ** 20n, 1n],
    Gi: [2n ** 30n, 1n],
  };

  /** In thousandths of billionths: all of these are whole. */
  function exact(quantity: string): bigint {
    const [, sign, whole = '', fraction = '', unit = ''] = /^([+-]?)(\d+)\.?(\d*)(.*)$/.exec(quantity) ?? [];
    const [times = 1n, per = 1n] = UNITS[unit] ?? [];
    const value = (BigInt(whole + fraction) * times * 10n ** 12n) / (per * 10n ** BigInt(fraction.length));
    return sign === '-' ? -value : value;
  }

  it('are rational numbers, rounded away from 0 to billionths', () => {
    const types = { a: 'string', b: 'string' };
    const compare = evaluatorOf('quantity(a).compareTo(quantity(b))', types);
    const returns = evaluatorOf('quantity(a).add(quantity(b)).sub(quantity(b)) == quantity(a)', types);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const rounded = (value: bigint): bigint => (value < 0n ? -rounded(-value) : (value + 999n) / 1000n);
        const [left, right] = [rounded(exact(a)), rounded(exact(b))];
        expect(readQuantity(a)?.billionths).toBe(left);
        expect(compare({ a, b })).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(returns({ a, b })).toBe(true);
        expect(readQuantity(readQuantity(a)?.toString() ?? '')?.billionths).toBe(left);
      }),
    );
  });

  it('count as many bytes as what is declared does, rounded up', () => {
    fc.assert(
      fc.property(text, (quantity) => {
        const declared = parseQuantity(quantity);
        const billionths = readQuantity(quantity)?.billionths ?? 0n;
        if (declared !== undefined) expect((billionths + 10n ** 9n - 1n) / 10n ** 9n).toBe(declared);
      }),
    );
  });
});
