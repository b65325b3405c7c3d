import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { LevelName } from '../model/ids.ts';
import type { Layout } from '../model/volume.ts';
import { shortageText } from './shortage-text.ts';
import { requestOf } from './testing/inventory.ts';

const legs = {
  single: [1, 1],
  mirror: [1, 2],
  'striped-mirror': [3, 2],
  slice: [1, 1],
  'mirrored-slice': [1, 2],
} as const;

const told = (layout: Layout, level: string | undefined, need: number, have: number): string => {
  const [stripes, copies] = legs[layout];
  const sliced = layout === 'slice' || layout === 'mirrored-slice';
  return shortageText(requestOf(1, { type: sliced ? 'slice' : 'hdd' }), {
    layout: { layout, stripes, copies, extent: gib(2048) },
    level: level as LevelName | undefined,
    need,
    have,
  });
};

describe('what is short', () => {
  it.each<[Layout, string | undefined, number, number, string]>([
    ['single', undefined, 1, 0, 'needs a free HDD of 2 TiB or more, there is none'],
    ['single', 'rack', 2, 1, 'needs legs in 2 racks, and a single of 2 TiB a leg has 1'],
    ['mirror', undefined, 2, 1, 'needs 2 free HDDs of 2 TiB or more, there is 1'],
    ['mirror', 'storageGroup', 2, 1, 'needs 2 storage groups with a free HDD of 2 TiB or more, there is 1'],
    ['mirror', 'enclosure', 2, 0, 'needs 2 enclosures with a free HDD of 2 TiB or more, there is none'],
    ['mirror', 'bus', 2, 1, 'needs 2 domains of level bus with a free HDD of 2 TiB or more, there is 1'],
    ['mirror', 'rack', 3, 2, 'needs legs in 3 racks, and a mirror of 2 TiB a leg has 2'],
    ['striped-mirror', undefined, 6, 5, 'needs 6 free HDDs of 2 TiB or more for 3 mirrored pairs, there are 5'],
    [
      'striped-mirror',
      'storageGroup',
      6,
      5,
      'needs 6 free HDDs of 2 TiB or more for 3 mirrored pairs, at most 3 of them in one storage group; at best there are 5',
    ],
    [
      'striped-mirror',
      'powerFeed',
      4,
      3,
      'needs 4 power feeds with a free HDD of 2 TiB or more for 3 mirrored pairs, there are 3',
    ],
    ['slice', undefined, 1, 0, 'needs an SSD with 2 TiB free in one piece, there is none'],
    ['mirrored-slice', undefined, 2, 1, 'needs 2 SSDs with 2 TiB free in one piece, there is 1'],
    ['mirrored-slice', 'rack', 2, 1, 'needs 2 racks with an SSD with 2 TiB free in one piece, there is 1'],
  ])('of a %s at %s: %i, and there are %i', (layout, level, need, have, expected) => {
    expect(told(layout, level, need, have)).toBe(expected);
  });
});
