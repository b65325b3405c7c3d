import { daysOf } from './calendar.ts';

const FIXED = /^([+-]?)(\d\d):(\d\d)$/;

/**
 * Seconds that clocks of the zone are ahead of UTC, so many milliseconds after 1970 began; `undefined` where there is
 * no such zone. `UTC` and fixed offsets (`-02:30`) are the same everywhere; names (`Europe/Rome`) go by the time zone
 * data of the runtime.
 */
export function secondsAheadOfUtc(zone: string, milliseconds: number): number | undefined {
  if (zone === 'UTC' || zone === '') return 0;
  const [, sign, hours, minutes] = FIXED.exec(zone) ?? [];
  if (hours !== undefined && minutes !== undefined) {
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  }
  return byName(zone, milliseconds);
}

function byName(zone: string, milliseconds: number): number | undefined {
  const whole = Math.floor(milliseconds / 1000);
  const shown = clockIn(zone, milliseconds);
  if (!shown) return undefined;
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return daysOf({ year, month, day }) * 86_400 + hour * 3600 + minute * 60 + second - whole;
}

/** What clocks of the zone show, as the runtime has it. */
function clockIn(zone: string, milliseconds: number): Readonly<Record<string, number>> | undefined {
  const parts = formatterOf(zone)?.formatToParts(milliseconds);
  return parts && Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
}

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
