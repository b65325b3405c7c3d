import { daysOf } from '../calendar.ts';
import { Duration, MAX_TEXT, durationOf, parseDuration } from '../duration.ts';
import { spend, stepsForText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { FINDING_ZONE, PART_OF_TIME, READING_DURATION, READING_TIME } from '../prices.ts';
import { secondsAheadOfUtc } from '../time-zones.ts';
import { Timestamp, clockAt, parseTimestamp, timestampOf } from '../timestamp.ts';
import type { Clock } from '../timestamp.ts';
import { EvaluationError, intOf, isInt } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';

/** Times and durations. Source: cel-spec, langdef.md, "Standard Environment", "Timezones". */
export const TIME_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...checkedLiteral('timestamp', toTimestamp, () => READING_TIME),
    ...told(
      'The time that the text says as RFC 3339 has it, or so many seconds after 1970 began.',
      "timestamp('2026-11-27T23:31:30+01:00')",
      "timestamp('2026-11-27T22:31:30Z')",
    ),
  },
  {
    ...checkedLiteral('duration', toDuration, stepsToReadDuration),
    ...told(
      'A length of time in `h`, `m`, `s`, `ms`, `us` and `ns`, or in seconds.',
      "duration('1h30m')",
      "duration('90m')",
    ),
  },
  ...accessors('getFullYear', ({ year }) => year, 'The year', 2026),
  ...accessors('getMonth', ({ month }) => month - 1, 'The month, from 0', 10),
  ...accessors('getDate', ({ day }) => day, 'The day of the month, from 1', 27),
  ...accessors('getDayOfMonth', ({ day }) => day - 1, 'The day of the month, from 0', 26),
  ...accessors(
    'getDayOfWeek',
    ({ days }) => (((days + 4) % 7) + 7) % 7,
    'The day of the week, from Sunday, which is 0',
    5,
  ),
  ...accessors(
    'getDayOfYear',
    ({ days, year }) => days - daysOf({ year, month: 1, day: 1 }),
    'The day of the year, from 0',
    330,
  ),
  ...accessors('getHours', ({ hours }) => hours, 'The hour; of a duration, its hours', 23, 3_600_000_000_000n),
  ...accessors('getMinutes', ({ minutes }) => minutes, 'The minute; of a duration, its minutes', 31, 60_000_000_000n),
  ...accessors('getSeconds', ({ seconds }) => seconds, 'The second; of a duration, its seconds', 30, 1_000_000_000n),
  ...accessors(
    'getMilliseconds',
    ({ nanoseconds }) => Math.floor(nanoseconds / 1_000_000),
    'The milliseconds beyond whole seconds',
    500,
    1_000_000n,
  ),
];

/** A function of one operand; a literal that it does not take is a problem before anything runs. */
function checkedLiteral(
  name: 'timestamp' | 'duration',
  convert: (value: Value) => Result,
  steps: (text: string) => number,
): FunctionEntry {
  const signatures = ['string', 'int', name].map((type) => `${name}(${type}): ${name}`);
  return {
    ...freeFunction(
      name,
      1,
      (frame, value) => {
        if (typeof value === 'string') spend(frame, steps(value));
        return convert(value);
      },
      signatures,
    ),
    prepare: ([literal]) => {
      if (typeof literal !== 'string') return undefined;
      const value = convert(literal);
      return value instanceof EvaluationError
        ? { kind: 'bad', message: value.message }
        : { kind: 'ready', apply: () => value };
    },
  };
}

const SECOND = 1_000_000_000n;

/** What is too long is none, and not read. */
function stepsToReadDuration({ length }: string): number {
  return stepsForText(READING_DURATION.least + READING_DURATION.perUnit * Math.min(length, MAX_TEXT));
}

function toTimestamp(value: Value): Result {
  if (value instanceof Timestamp) return value;
  if (isInt(value)) return timestampOf(BigInt(value) * SECOND);
  return typeof value === 'string' ? parseTimestamp(value) : noFunction('timestamp', value);
}

function toDuration(value: Value): Result {
  if (value instanceof Duration) return value;
  if (isInt(value)) return durationOf(BigInt(value) * SECOND);
  return typeof value === 'string' ? parseDuration(value) : noFunction('duration', value);
}

/** A part of a time, in UTC or a zone; of a duration, how many of the unit it has in whole. */
function accessors(
  name: string,
  part: (clock: Clock) => number,
  summary: string,
  example: number,
  unit?: bigint,
): readonly FunctionEntry[] {
  const inUtc = (frame: Frame, value: Value): Result => {
    spend(frame, PART_OF_TIME);
    if (value instanceof Timestamp) return part(clockAt(value.nanoseconds));
    if (value instanceof Duration && unit !== undefined) return partOfDuration(name, value, unit);
    return noFunction(name, value);
  };
  const inZone = (frame: Frame, value: Value, zone: Value): Result => {
    if (!(value instanceof Timestamp) || typeof zone !== 'string') return noFunction(name, value, zone);
    spend(frame, FINDING_ZONE);
    const ahead = secondsAheadOfUtc(zone, Number(value.nanoseconds / 1_000_000n));
    if (ahead === undefined) return new EvaluationError(`no time zone is called ${zone.slice(0, 40)}`);
    return part(clockAt(value.nanoseconds + BigInt(ahead) * SECOND));
  };
  const ofDuration = unit === undefined ? [] : [`duration.${name}(): int`];
  return [
    {
      ...method(name, 1, inUtc, [`timestamp.${name}(): int`, ...ofDuration]),
      ...told(`${summary}.`, `timestamp('2026-11-27T23:31:30.5Z').${name}()`, String(example)),
    },
    {
      ...method(name, 2, inZone, [`timestamp.${name}(string): int`]),
      ...told(
        `${summary}, where clocks are so far ahead of UTC, or in a zone such as \`Europe/Rome\`.`,
        `timestamp('2026-11-28T00:31:30.5Z').${name}('-01:00')`,
        String(example),
      ),
    },
  ];
}

/** Milliseconds are those beyond whole seconds, as ever in CEL; the rest counts all there are. */
function partOfDuration(name: string, { nanoseconds }: Duration, unit: bigint): Result {
  return intOf(name === 'getMilliseconds' ? (nanoseconds % SECOND) / unit : nanoseconds / unit);
}
