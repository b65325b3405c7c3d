import { Opaque } from '../values.ts';

/** As fine as Kubernetes keeps quantities. */
const BILLION = 10n ** 9n;

/** No quantity that is meant has more, and reading digits takes time that grows with their square. */
const MAX_LENGTH = 128;
const MAX_EXPONENT = 256;

/** What binary quantities are capped at when they are read. Source: apimachinery, resource.ParseQuantity. */
const MAX_BINARY = (2n ** 63n - 1n) * BILLION;

/** A Kubernetes quantity, exact. */
export class Quantity extends Opaque {
  readonly type = 'kubernetes.Quantity';
  readonly billionths: bigint;

  constructor(billionths: bigint) {
    super();
    this.billionths = billionths;
  }

  override equals(other: Opaque): boolean {
    return other instanceof Quantity && other.billionths === this.billionths;
  }

  override compare(other: Opaque): number | undefined {
    if (!(other instanceof Quantity)) return undefined;
    return this.billionths < other.billionths ? -1 : this.billionths > other.billionths ? 1 : 0;
  }

  /** What it counts as a whole number; `undefined` where it is none. */
  get whole(): bigint | undefined {
    return this.billionths % BILLION === 0n ? this.billionths / BILLION : undefined;
  }

  get approximately(): number {
    return Number(`${this.billionths.toString()}e-9`);
  }

  override toString(): string {
    const size = this.billionths < 0n ? -this.billionths : this.billionths;
    const fraction = (size % BILLION).toString().padStart(9, '0').replace(/0+$/, '');
    return `${this.billionths < 0n ? '-' : ''}${(size / BILLION).toString()}${fraction === '' ? '' : `.${fraction}`}`;
  }
}

export const quantityOfInt = (value: number | bigint): Quantity => new Quantity(BigInt(value) * BILLION);

const TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]?|[KMGTPE]i)|[eE]([+-]?\d+))$/;

/** Powers of ten, and of two. */
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

/**
 * Reads a quantity: `1.5Gi`, `-200m`, `12e6`. What is finer than a billionth is rounded away from 0, and binary ones are
 * capped at 2^63 - 1. `undefined` where the text is none, is longer than 128 characters, or has an exponent beyond 256.
 * Source: k8s.io/apimachinery, resource.ParseQuantity.
 */
export function readQuantity(text: string): Quantity | undefined {
  const match = text.length > MAX_LENGTH ? null : TEXT.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', suffix = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const power = (DECIMAL[suffix] ?? Number(exponent)) - fraction.length + 9;
  if (Math.abs(Number(exponent)) > MAX_EXPONENT) return undefined;
  const binary = BINARY[suffix];
  const size = scaled(BigInt(whole + fraction) << (binary ?? 0n), power);
  const capped = binary !== undefined && size > MAX_BINARY ? MAX_BINARY : size;
  return new Quantity(sign === '-' ? -capped : capped);
}

function scaled(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}
