import type { DriveDecision, DriveHosts } from '../../driver/drive-hosts.ts';
import { failed } from '../../services/outcome.ts';
import type { DriverErrorCode, DriverOutcome } from '../../services/outcome.ts';
import type { EnclosureErrorCode, EnclosureHosts, EnclosureOutcome } from './enclosure-host.ts';

/** Drives by the hosts of their enclosures. */
export const composableDrives = (hosts: EnclosureHosts): DriveHosts => ({
  answering: () => hosts.names(),
  observe: (enclosure) => hosts.of(enclosure).observe(),
  adopt: async ({ enclosure, ...command }) =>
    asDecided({ enclosure, ...command }, await hosts.of(enclosure).adoptDrive(command)),
  wipe: async ({ enclosure, ...command }) =>
    asDecided({ enclosure, ...command }, await hosts.of(enclosure).wipeDrive(command)),
});

const asDecided = ({ enclosure }: DriveDecision, outcome: EnclosureOutcome<undefined>): DriverOutcome<undefined> =>
  outcome.kind === 'ok' ? outcome : failed(codeOf(outcome.code), `enclosure ${enclosure}: ${outcome.message}`);

function codeOf(code: EnclosureErrorCode): DriverErrorCode {
  switch (code) {
    case 'unknown-enclosure':
    case 'unknown-drive':
    case 'unknown-leg':
      return 'not-found';
    case 'exported':
    case 'drive-in-use':
      return 'in-use';
    case 'foreign-drive':
    case 'unknown-data':
    case 'differs':
    case 'outside-drive':
    case 'overlap':
    case 'no-portal':
      return 'unsupported';
    case 'stale':
    case 'unavailable':
      return 'unavailable';
  }
}
