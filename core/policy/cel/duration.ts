import { EvaluationError, Opaque } from './values.ts';

const NANOSECONDS = 1_000_000_000n;

/** Some 292 years, either way: an int64 of nanoseconds. Source: cel-go, common/types/duration.go. */
const MOST = 2n ** 63n - 1n;

/** A length of time, to the nanosecond. */
export class Duration extends Opaque {
  readonly type = 'google.protobuf.Duration';
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = nanoseconds;
  }

  equals(other: Opaque): boolean {
    return other instanceof Duration && other.nanoseconds === this.nanoseconds;
  }

  override compare(other: Opaque): number | undefined {
    return other instanceof Duration ? Number(this.nanoseconds - other.nanoseconds) : undefined;
  }

  /** In seconds, as CEL writes it: `90s`, `-0.5s`. */
  toString(): string {
    const magnitude = this.nanoseconds < 0n ? -this.nanoseconds : this.nanoseconds;
    const fraction = (magnitude % NANOSECONDS).toString().padStart(9, '0').replace(/0+$/, '');
    const seconds = (magnitude / NANOSECONDS).toString() + (fraction === '' ? '' : `.${fraction}`);
    return `${this.nanoseconds < 0n ? '-' : ''}${seconds}s`;
  }
}

/** The duration of so many nanoseconds; an error beyond 292 years. */
export function durationOf(nanoseconds: bigint): Duration | EvaluationError {
  if (nanoseconds > MOST || nanoseconds < -MOST) return new EvaluationError('duration out of range');
  return new Duration(nanoseconds);
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: NANOSECONDS,
  m: 60n * NANOSECONDS,
  h: 3600n * NANOSECONDS,
};

/** Longest text of a duration, in UTF-16 units. */
export const MAX_TEXT = 128;

const PART = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/** Reads `1h30m`, `-1.5s`, `0`. Source: Go, time.ParseDuration. */
export function parseDuration(text: string): Duration | EvaluationError {
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return new Duration(0n);
  const parts = text.length > MAX_TEXT ? [] : [...unsigned.matchAll(PART)];
  const read = parts.reduce((length, [part]) => length + part.length, 0);
  if (read === 0 || read !== unsigned.length) return new EvaluationError(`not a duration: ${text.slice(0, 40)}`);
  const total = parts.reduce((sum, [, count = '0', unit = 's']) => sum + scaled(count, UNITS[unit] ?? 1n), 0n);
  return durationOf(text.startsWith('-') ? -total : total);
}

/** A decimal times a unit; what is less than a nanosecond is cut off. */
function scaled(count: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = count.split('.');
  return BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
}
