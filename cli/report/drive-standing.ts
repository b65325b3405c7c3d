import type { DriveStanding } from '../../csi/backends/composable/enclosure-host.ts';
import { hardwareText } from './hardware-text.ts';

/** Whose a drive is, in a few words. */
export function standingText(standing: DriveStanding): string {
  switch (standing.kind) {
    case 'blank':
      return 'blank';
    case 'owned':
      return 'owned';
    case 'foreign':
      return `foreign (domain ${hardwareText(standing.domain)})`;
    case 'unknown-data':
      return `unknown data (${hardwareText(standing.found)})`;
    case 'in-use':
      return `in use (${hardwareText(standing.by)})`;
    case 'unreadable':
      return `unreadable (${hardwareText(standing.why)})`;
  }
}

/** Why a drive takes no legs, and what makes it take some; `undefined` where it does. */
export function whatHinders(standing: DriveStanding): string | undefined {
  switch (standing.kind) {
    case 'blank':
    case 'owned':
      return undefined;
    case 'foreign':
      return '"stowage drive adopt" takes it over with its data, "stowage drive wipe" destroys them';
    case 'unknown-data':
      return '"stowage drive wipe" destroys what is on it';
    case 'in-use':
      return 'free it on its host';
    case 'unreadable':
      return 'look at the drive and its cabling';
  }
}
