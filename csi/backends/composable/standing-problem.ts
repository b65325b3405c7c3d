import type { DriveId } from '../../../core/model/ids.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';
import type { DriveStanding, EnclosureErrorCode } from './enclosure-host.ts';

/** Why a drive takes no commands; `undefined` where it does. */
export function standingProblem(drive: DriveId, standing: DriveStanding): Failure<EnclosureErrorCode> | undefined {
  switch (standing.kind) {
    case 'blank':
    case 'owned':
      return undefined;
    case 'foreign':
      return failed('foreign-drive', `drive ${drive} belongs to domain ${standing.domain}; adopt or wipe it`);
    case 'unknown-data':
      return unknownData(drive, standing.found);
    case 'in-use':
      return driveInUse(drive, standing.by);
    case 'unreadable':
      return unreadable(drive, standing.why);
  }
}

export const unknownData = (drive: DriveId, found: string): Failure<'unknown-data'> =>
  failed(
    'unknown-data',
    `drive ${drive} holds ${found}; put it right, or wipe the drive if nobody needs what is on it`,
  );

export const unreadable = (drive: DriveId, why: string): Failure<'unavailable'> =>
  failed('unavailable', `drive ${drive} cannot be read (${why}); look at the drive and its cabling`);

export const driveInUse = (drive: DriveId, by: string): Failure<'drive-in-use'> =>
  failed('drive-in-use', `drive ${drive} is used by its host: ${by}; stop that first`);
