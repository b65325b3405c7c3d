import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { DriveId } from '../model/ids.ts';
import { relevantDrives } from './relevant-drives.ts';
import type { Relevance } from './relevant-drives.ts';
import { inventoryOf } from './testing/inventory.ts';
import type { DriveSpec } from './testing/inventory.ts';

const RELEVANCE: Relevance = { mediaType: 'HDD', leastExtent: gib(20), wholeExtent: undefined };

const boxes = (...drives: readonly (readonly DriveSpec[])[]) =>
  inventoryOf(drives.map((own, at) => ({ name: `e${String(at)}`, group: 'sg', drives: own }))).enclosures;

const kept = (all: ReturnType<typeof boxes>, taken: readonly string[], relevance: Relevance = RELEVANCE) =>
  relevantDrives(all, new Set(taken as DriveId[]), relevance).map(({ drives }) => drives.map(({ id }) => id));

describe('the drives that matter to one more', () => {
  const all = boxes(
    [{ size: 20 }, { size: 19 }, { size: 30, media: 'SSD' }, { size: 40, state: 'draining' }],
    [{ size: 50 }, { size: 50 }, { size: 50, tags: ['fast'] }],
  );

  it('are those that could take a leg', () => {
    expect(kept(all, ['e1-000'])).toEqual([['e0-000'], ['e1-001', 'e1-002']]);
  });

  it('and one of each kind that decides whether an array is built, although it is taken', () => {
    const taken = ['e1-000', 'e1-001', 'e1-002'];
    expect(kept(all, taken, { ...RELEVANCE, wholeExtent: gib(45) })).toEqual([['e0-000'], ['e1-001', 'e1-002']]);
    expect(kept(all, taken, { ...RELEVANCE, wholeExtent: gib(51) })).toEqual([['e0-000'], []]);
  });

  it('of many are ten thousand, from all enclosures alike', () => {
    const many = Array.from({ length: 8 }, () => Array.from({ length: 2000 }, () => ({ size: 20 })));
    const counts = kept(boxes(...many), []).map((ids) => ids.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});
