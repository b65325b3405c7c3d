import type { DriveHosts } from '../../driver/drive-hosts.ts';
import type { EnclosureHosts } from './enclosure-host.ts';

/** Drives by the hosts of their enclosures. */
export const composableDrives = (hosts: EnclosureHosts): DriveHosts => ({
  answering: () => hosts.names(),
  answers: (enclosure) => hosts.answers(enclosure),
  observe: (enclosure) => hosts.of(enclosure).observe(),
  adopt: ({ enclosure, ...command }) => hosts.of(enclosure).adoptDrive(command),
  wipe: ({ enclosure, ...command }) => hosts.of(enclosure).wipeDrive(command),
});
