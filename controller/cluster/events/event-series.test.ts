import { describe, expect, it } from 'vitest';
import { createSeriesBook } from './event-series.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Observations of one thing, each as `[note, when]`; what is told of each as `count: note`, or nothing. */
function told(observations: readonly (readonly [note: string, at: number])[]): readonly (string | undefined)[] {
  const book = createSeriesBook(8);
  return observations.map(([note, at]) => {
    const series = book.observe('claim', note, at);
    return series && `${String(series.count)}: ${series.note}`;
  });
}

describe('a series of events', () => {
  it.each<readonly [string, readonly (readonly [string, number])[], readonly (string | undefined)[]]>([
    ['begins with what is seen once', [['full', 0]], ['1: full']],
    [
      'is told when it is seen again',
      [
        ['full', 0],
        ['full', SECOND],
      ],
      ['1: full', '2: full'],
    ],
    [
      'then once a minute, with all that were seen',
      [
        ['full', 0],
        ['full', 1],
        ['full', 2],
        ['full', 3],
        ['full', MINUTE + 1],
      ],
      ['1: full', '2: full', undefined, undefined, '5: full'],
    ],
    [
      'has the words that it began with',
      [
        ['9 free', 0],
        ['8 free', SECOND],
      ],
      ['1: 9 free', '2: 9 free'],
    ],
    [
      'begins anew with other words after ten minutes',
      [
        ['9 free', 0],
        ['9 free', 5 * MINUTE],
        ['9 free', 10 * MINUTE],
        ['8 free', 11 * MINUTE],
      ],
      ['1: 9 free', '2: 9 free', '3: 9 free', '1: 8 free'],
    ],
    [
      'ends when it is quiet',
      [
        ['full', 0],
        ['full', 7 * MINUTE],
      ],
      ['1: full', '1: full'],
    ],
  ])('%s', (_, observations, expected) => {
    expect(told(observations)).toEqual(expected);
  });

  it('is forgotten where there are too many others', () => {
    const book = createSeriesBook(2);
    for (const key of ['a', 'b', 'a', 'c']) book.observe(key, 'full', 0);
    expect(book.observe('a', 'full', MINUTE)?.count).toBe(3);
    expect(book.observe('b', 'full', MINUTE)?.count).toBe(1);
  });
});
