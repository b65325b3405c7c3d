import { dayAt, daysOf, isDay } from './calendar.ts';
import { EvaluationError, Opaque } from './values.ts';

const NANOSECONDS = 1_000_000_000n;
const SECONDS_IN_DAY = 86_400;

/** From 0001-01-01T00:00:00Z to the last nanosecond of the year 9999. Source: google/protobuf/timestamp.proto. */
const FIRST = BigInt(daysOf({ year: 1, month: 1, day: 1 }) * SECONDS_IN_DAY) * NANOSECONDS;
const END = BigInt(daysOf({ year: 10_000, month: 1, day: 1 }) * SECONDS_IN_DAY) * NANOSECONDS;

/** A point in time, to the nanosecond. */
export class Timestamp extends Opaque {
  readonly type = 'google.protobuf.Timestamp';
  /** Since 1970-01-01T00:00:00Z. */
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = nanoseconds;
  }

  equals(other: Opaque): boolean {
    return other instanceof Timestamp && other.nanoseconds === this.nanoseconds;
  }

  override compare(other: Opaque): number | undefined {
    return other instanceof Timestamp ? Number(this.nanoseconds - other.nanoseconds) : undefined;
  }

  /** As RFC 3339 has it, in UTC. */
  toString(): string {
    const { year, month, day, hours, minutes, seconds, nanoseconds } = clockAt(this.nanoseconds);
    const fraction = nanoseconds.toString().padStart(9, '0').replace(/0+$/, '');
    const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
    return `${date}T${two(hours)}:${two(minutes)}:${two(seconds)}${fraction === '' ? '' : `.${fraction}`}Z`;
  }
}

const two = (count: number): string => String(count).padStart(2, '0');

/** A point in time as calendars and clocks show it. */
export interface Clock {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  /** From 1. */
  readonly day: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Since 1970-01-01. */
  readonly days: number;
}

/** What clocks show so many nanoseconds after 1970 began, where they are not ahead of or behind UTC. */
export function clockAt(nanoseconds: bigint): Clock {
  const whole = nanoseconds / NANOSECONDS;
  const beyond = Number(nanoseconds - whole * NANOSECONDS);
  // Rounded towards 1970, not down.
  const total = Number(whole) - (beyond < 0 ? 1 : 0);
  const days = Math.floor(total / SECONDS_IN_DAY);
  const second = total - days * SECONDS_IN_DAY;
  return {
    ...dayAt(days),
    days,
    hours: Math.floor(second / 3600),
    minutes: Math.floor(second / 60) % 60,
    seconds: second % 60,
    nanoseconds: beyond < 0 ? beyond + 1_000_000_000 : beyond,
  };
}

/** The timestamp of so many nanoseconds since 1970; an error outside the years 1 to 9999. */
export function timestampOf(nanoseconds: bigint): Timestamp | EvaluationError {
  if (nanoseconds < FIRST || nanoseconds >= END) return new EvaluationError('timestamp out of range');
  return new Timestamp(nanoseconds);
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Reads what RFC 3339 has: `2026-11-27T23:31:30.5+01:00`. */
export function parseTimestamp(text: string): Timestamp | EvaluationError {
  const [all, ...parts] = RFC_3339.exec(text) ?? [];
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(0, 6).map(Number);
  const [fraction = '', sign = '+', offsetHours = '0', offsetMinutes = '0'] = parts.slice(6);
  const isTime = hours < 24 && minutes < 60 && seconds < 60 && Number(offsetHours) < 24 && Number(offsetMinutes) < 60;
  if (all === undefined || !isTime || !isDay({ year, month, day })) {
    return new EvaluationError(`not a timestamp: ${text.slice(0, 40)}`);
  }
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -60 : 60);
  const time = daysOf({ year, month, day }) * SECONDS_IN_DAY + hours * 3600 + minutes * 60 + seconds - offset;
  return timestampOf(BigInt(time) * NANOSECONDS + BigInt(fraction.padEnd(9, '0')));
}
