import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../schemas/generated/schemas.ts';
import { parseQuantity } from './capacity.ts';

describe('a quantity', () => {
  it.each([
    ['0', 0n],
    ['+5', 5n],
    ['5.', 5n],
    ['.5Gi', 2n ** 29n],
    ['+.5k', 500n],
    ['1.5Ti', 3n * 2n ** 39n],
    ['18T', 18n * 10n ** 12n],
    ['1E', 10n ** 18n],
    ['1Ei', 2n ** 60n],
    ['1e12', 10n ** 12n],
    ['12E6', 12n * 10n ** 6n],
    ['1.5e3', 1500n],
    ['1e+3', 1000n],
    ['5000e-3', 5n],
  ])('%s is %s bytes', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each([
    ['0.5', 1n],
    ['1.1k', 1100n],
    ['.0001k', 1n],
    ['1e-9', 1n],
  ])('%s is rounded up to %s', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each(
    [
      '',
      '.',
      '+',
      '-1',
      '-1Gi',
      '100m',
      '5u',
      '5n',
      '1K',
      '1e',
      '1e1.5',
      '1e100',
      '1 G',
      '1GB',
      '0x1',
      '1_000',
      '１',
    ].map((text) => [text]),
  )('"%s" is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('has a bounded length', () => {
    expect(parseQuantity('9'.repeat(18))).toBeDefined();
    expect(parseQuantity('9'.repeat(19))).toBeUndefined();
    expect(parseQuantity(`1.${'9'.repeat(10)}`)).toBeUndefined();
  });
});

/** Text by the grammar of Kubernetes, wider than what is taken: the signs and suffixes that mean no bytes are among it. */
const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{0,${String(most)}}$`));
const written = fc.record({
  sign: fc.constantFrom('', '', '+', '-'),
  whole: digits(20),
  point: fc.boolean(),
  fraction: digits(11),
  suffix: fc.oneof(
    fc.constantFrom('', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'n', 'u', 'm', 'K', 'e'),
    fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), digits(3)).map((parts) => parts.join('')),
  ),
});
type Written = typeof written extends fc.Arbitrary<infer Parts> ? Parts : never;

const textOf = ({ sign, whole, point, fraction, suffix }: Written): string =>
  `${sign}${whole}${point ? `.${fraction}` : ''}${suffix}`;

/** By the words of the grammar: sign, digits, suffix. Exact, as a ratio that is rounded up at the end. */
function oracle({ sign, whole, point, fraction, suffix }: Written): bigint | undefined {
  const decimals = point ? fraction : '';
  if (sign === '-' || whole.length + decimals.length === 0 || whole.length > 18 || decimals.length > 9)
    return undefined;
  let top = BigInt(`0${whole}${decimals}`);
  let bottom = 10n ** BigInt(decimals.length);
  const decimal = ['', 'k', 'M', 'G', 'T', 'P', 'E'].indexOf(suffix);
  const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].indexOf(suffix);
  const exponent = /^[eE](?<sign>[+-]?)(?<digits>[0-9]{1,2})$/.exec(suffix)?.groups;
  if (decimal >= 0) top *= 1000n ** BigInt(decimal);
  else if (binary >= 0) top *= 1024n ** BigInt(binary);
  else if (exponent === undefined) return undefined;
  else if (exponent['sign'] === '-') bottom *= 10n ** BigInt(exponent['digits'] ?? '');
  else top *= 10n ** BigInt(exponent['digits'] ?? '');
  return top / bottom + (top % bottom === 0n ? 0n : 1n);
}

describe('quantities of any form', () => {
  const capacity = schemas.Enclosure.properties?.['spec']?.properties?.['drives']?.items?.properties?.['capacity'];
  const pattern = new RegExp(capacity?.pattern ?? '(?!)', 'u');

  it('mean what their grammar says', () => {
    fc.assert(
      fc.property(written, (parts) => {
        expect(parseQuantity(textOf(parts))).toBe(oracle(parts));
      }),
      { numRuns: 5000 },
    );
  });

  it('are what the pattern of the schemas admits, and nothing else is', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...Array.from('0159.+-eEkKMGimun ')), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(written.map(textOf), alphabet), (text) => {
        expect(pattern.test(text)).toBe(parseQuantity(text) !== undefined);
      }),
      { numRuns: 5000 },
    );
  });
});
