import type { DriveId, EnclosureName } from './ids.ts';
import type { Drive, MediaType } from './inventory.ts';

/** A drive as the host of its enclosure found it, as far as placement is concerned. */
export interface ReportedDrive {
  readonly mediaType: MediaType;
  readonly capacityBytes: bigint;
  /** Of the writes that its maker rates it for, in percent; more than 100 beyond them. `undefined` where it does not say. */
  readonly percentageUsed: number | undefined;
  /** Whose it is. Only `blank` and `owned` drives take legs. */
  readonly standing: { readonly kind: 'blank' | 'owned' | StandingHindrance };
}

/** What the host of an enclosure last told of its drives. One that is missing was not found. */
export type EnclosureReport = ReadonlyMap<DriveId, ReportedDrive>;

/** An enclosure that is missing has not told yet: it goes by its declaration alone. */
export type EnclosureReports = ReadonlyMap<EnclosureName, EnclosureReport>;

type StandingHindrance =
  /** Labelled by another domain. */
  | 'foreign'
  | 'unknown-data'
  /** Ours, with legs of volumes that the store does not know: adopted, or older than a store that was restored. */
  | 'unknown-legs'
  /** Used by the host itself. */
  | 'in-use'
  /** It answers its host with errors, or not at all. */
  | 'unreadable';

/** Why a declared drive takes no new legs, by what its host told. */
export type DriveHindrance =
  | 'not-found'
  | StandingHindrance
  /** An HDD that is declared an SSD, or the other way round: what may lie on it depends on who is right. */
  | 'other-media';

/** What was found otherwise than declared. A `smaller` drive is used as far as it goes. */
export type DriveDifference = DriveHindrance | 'smaller';

/** How a declared drive differs from what its host told; nothing where the host has not told. */
export function differencesOf(drive: Drive, report: EnclosureReport | undefined): readonly DriveDifference[] {
  if (!report) return [];
  const found = report.get(drive.id);
  if (!found) return ['not-found'];
  const standing = hindranceOf(found);
  return [
    ...(standing === undefined ? [] : [standing]),
    ...(found.mediaType === drive.mediaType ? [] : ['other-media' as const]),
    ...(found.capacityBytes < drive.capacityBytes ? ['smaller' as const] : []),
  ];
}

function hindranceOf({ standing }: ReportedDrive): DriveHindrance | undefined {
  switch (standing.kind) {
    case 'blank':
    case 'owned':
      return undefined;
    case 'foreign':
    case 'unknown-data':
    case 'unknown-legs':
    case 'in-use':
    case 'unreadable':
      return standing.kind;
  }
}
