import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { EnclosureName } from '../model/ids.ts';
import { inventoryOf } from '../placement/testing/inventory.ts';
import { fragmentationOf } from './fragmentation.ts';

const configuration = inventoryOf([
  {
    name: 'a',
    group: 'sg-a',
    drives: [
      { size: 100, media: 'SSD' },
      { size: 100, media: 'SSD', tags: ['gold'] },
    ],
  },
]);

/** Slices by drive, from GiB to GiB. */
const slices = (byDrive: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>) =>
  Object.entries(byDrive).flatMap(([drive, extents]) =>
    extents.map(([from, to]) => ({
      layout: 'slice' as const,
      legs: [
        {
          drive: drive as never,
          enclosure: 'a' as EnclosureName,
          extent: { start: gib(from), length: gib(to - from) },
          stranded: gib(0),
          current: true,
        },
      ],
    })),
  );

const figure = (volumes: ReturnType<typeof slices>, requiredTags: readonly string[] = []) => {
  const [backend] = configuration.backends;
  const [pool] = backend?.pools ?? [];
  if (!backend || !pool) throw new Error('the fixture has a pool');
  return fragmentationOf(configuration, volumes)(backend, { ...pool, requiredTags });
};

describe('the fragmentation of a pool', () => {
  it.each([
    [
      'one slice at the start: what is left is in one piece',
      { 'a-000': [[1, 11]] },
      { free: 90, tooShort: 0, percent: 0 },
    ],
    [
      'holes between slices that are too short',
      {
        'a-000': [
          [1, 21],
          [31, 51],
          [61, 81],
        ],
      },
      { median: 20, free: 40, tooShort: 20, percent: 50 },
    ],
    [
      'a hole that is just long enough',
      {
        'a-000': [
          [11, 21],
          [31, 101],
        ],
      },
      { median: 70, free: 20, tooShort: 20, percent: 100 },
    ],
    ['a full drive', { 'a-000': [[1, 101]] }, { free: 0, tooShort: 0, percent: 0 }],
  ] as const)('of %s', (_, byDrive, expected) => {
    expect(figure(slices(byDrive))).toMatchObject(expected);
  });

  it('is of its own drives alone, and there is none where nothing is sliced', () => {
    expect(figure(slices({ 'a-000': [[1, 11]] }), ['gold'])).toBeUndefined();
    expect(figure(slices({ 'a-001': [[1, 11]] }), ['gold'])).toMatchObject({ free: 90 });
    expect(
      figure(slices({ 'a-001': [[1, 11]] }).map((volume) => ({ ...volume, layout: 'single' as never }))),
    ).toBeUndefined();
  });
});
