import type { DriveId, VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { TakenExtent, TakenOf } from '../../core/verify/verify-space.ts';
import { driveUseOf } from './drive-use.ts';

/**
 * What volumes hold of each drive, by what the volumes say: a second book beside the index that placement keeps, against
 * which each placement is checked.
 */
export interface ExtentBook {
  readonly byDrive: Map<DriveId, Map<VolumeId, TakenExtent>>;
  readonly byVolume: Map<VolumeId, readonly DriveId[]>;
}

export const emptyBook = (): ExtentBook => ({ byDrive: new Map(), byVolume: new Map() });

/** Enters the legs of a volume as they are now, whatever was entered before. */
export function enterVolume(book: ExtentBook, { id, layout, legs }: Volume): void {
  strikeVolume(book, id);
  const whole = driveUseOf(layout) === 'whole';
  for (const { drive, extent } of legs) {
    const holders = book.byDrive.get(drive) ?? new Map<VolumeId, TakenExtent>();
    book.byDrive.set(drive, holders.set(id, { extent, whole }));
  }
  book.byVolume.set(
    id,
    legs.map(({ drive }) => drive),
  );
}

export function strikeVolume({ byDrive, byVolume }: ExtentBook, volume: VolumeId): void {
  for (const drive of byVolume.get(volume) ?? []) {
    const holders = byDrive.get(drive);
    holders?.delete(volume);
    if (holders?.size === 0) byDrive.delete(drive);
  }
  byVolume.delete(volume);
}

/** What volumes hold of a drive, but for one that is looked at itself. */
export const takenOf =
  ({ byDrive }: ExtentBook, except?: VolumeId): TakenOf =>
  (drive) =>
    [...(byDrive.get(drive) ?? [])].flatMap(([volume, taken]) => (volume === except ? [] : [taken]));
