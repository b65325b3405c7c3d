import type { DriveId, EnclosureName, LegId, VolumeId } from '../../core/model/ids.ts';

/** What a person took upon himself because the driver cannot prove that it does no harm. Kept for good. */
export type Decision = { readonly at: string; readonly by: string } & Decided;

export type Decided =
  | { readonly kind: 'drop-leg'; readonly volume: VolumeId; readonly leg: LegId }
  | { readonly kind: 'adopt-drive'; readonly enclosure: EnclosureName; readonly drive: DriveId }
  | { readonly kind: 'wipe-drive'; readonly enclosure: EnclosureName; readonly drive: DriveId };

export interface DropLeg {
  readonly volume: VolumeId;
  readonly leg: LegId;
  /** Who decides it. */
  readonly by: string;
}

export interface DriveChoice {
  readonly enclosure: EnclosureName;
  readonly drive: DriveId;
  /** Who decides it. */
  readonly by: string;
}
