import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { DriveId, VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { emptyBook, enterVolume, strikeVolume, takenOf } from './extent-book.ts';

const DRIVES = ['d1', 'd2', 'd3'] as unknown as readonly DriveId[];
const VOLUMES = ['v1', 'v2', 'v3'] as unknown as readonly VolumeId[];

it('the book says what the volumes say that are in it, whatever was entered and struck before', () => {
  const volume = fc
    .tuple(fc.constantFrom(...VOLUMES), fc.subarray([...DRIVES], { minLength: 1 }), fc.nat(9), fc.boolean())
    .map(([id, drives, length, whole]) => {
      const legs = drives.map((drive) => ({ drive, extent: { start: gib(1), length: gib(length) } }));
      return { id, layout: whole ? 'mirror' : 'mirrored-slice', legs } as unknown as Volume;
    });
  fc.assert(
    fc.property(fc.array(fc.tuple(volume, fc.boolean()), { maxLength: 20 }), (history) => {
      const book = emptyBook();
      const there = new Map<VolumeId, Volume>();
      for (const [each, isEntered] of history) {
        if (isEntered) {
          enterVolume(book, each);
          there.set(each.id, each);
        } else {
          strikeVolume(book, each.id);
          there.delete(each.id);
        }
      }
      for (const drive of DRIVES) {
        for (const except of [undefined, ...VOLUMES]) {
          const expected = [...there.values()].flatMap(({ id, layout, legs }) =>
            legs.flatMap((leg) =>
              id !== except && leg.drive === drive ? [{ extent: leg.extent, whole: layout === 'mirror' }] : [],
            ),
          );
          const told = takenOf(book, except)(drive);
          expect(told).toHaveLength(expected.length);
          expect(told).toEqual(expect.arrayContaining(expected));
        }
      }
      if (there.size === 0) expect([book.byDrive.size, book.byVolume.size]).toEqual([0, 0]);
    }),
  );
});
