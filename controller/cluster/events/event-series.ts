/** What was observed again and again, as one event tells it. */
export interface EventSeries {
  /** Of the first observation, as are the times by which the event is called. */
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Series that go on, by what they are about and why. */
export interface SeriesBook {
  /** The series with the observation in it; `undefined` where it is told with a later one. */
  readonly observe: (key: string, note: string, now: number) => EventSeries | undefined;
}

/** Source: client-go, tools/events: what was quiet so long has ended. */
const QUIET_MILLISECONDS = 6 * 60_000;

/** The note of an event cannot be changed: one that says something else by now is told anew, and no more often than this. */
const STALE_MILLISECONDS = 10 * 60_000;

/** A refusal that is repeated is told as one, and then no more often than this. */
const TOLD_MILLISECONDS = 60_000;

interface Kept extends EventSeries {
  readonly told: number;
}

/** Remembers so many; the one that was observed longest ago is forgotten first, and begins anew. */
export function createSeriesBook(most: number): SeriesBook {
  const book = new Map<string, Kept>();
  const keep = (key: string, series: Kept): void => {
    // A map tells what was set first: it has to be set anew to be the last.
    book.delete(key);
    book.set(key, series);
    const [oldest] = book.keys();
    if (book.size > most && oldest !== undefined) book.delete(oldest);
  };
  return {
    observe: (key, note, now) => {
      const before = book.get(key);
      if (!before || isOver(before, note, now)) {
        const begun = { note, first: now, last: now, count: 1, told: now };
        keep(key, begun);
        return begun;
      }
      const grown = { ...before, last: now, count: before.count + 1 };
      const isTold = grown.count === 2 || now - before.told >= TOLD_MILLISECONDS;
      keep(key, isTold ? { ...grown, told: now } : grown);
      return isTold ? grown : undefined;
    },
  };
}

const isOver = ({ note: noted, first, last }: EventSeries, note: string, now: number): boolean =>
  now - last > QUIET_MILLISECONDS || (note !== noted && now - first > STALE_MILLISECONDS);
