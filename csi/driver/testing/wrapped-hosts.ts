import type { EnclosureName } from '../../../core/model/ids.ts';
import type { EnclosureHost, EnclosureHosts, EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';

/** What happens round every command to a host; observing is no command. */
export type Around = <Value>(
  enclosure: EnclosureName,
  command: keyof EnclosureHost,
  work: () => Promise<EnclosureOutcome<Value>>,
) => Promise<EnclosureOutcome<Value>>;

export const wrappedHosts = (hosts: EnclosureHosts, around: Around): EnclosureHosts => ({
  names: () => hosts.names(),
  answers: (name) => hosts.answers(name),
  of: (name) => {
    const host = hosts.of(name);
    return {
      observe: () => host.observe(),
      cutLeg: (command) => around(name, 'cutLeg', () => host.cutLeg(command)),
      copyLeg: (command) => around(name, 'copyLeg', () => host.copyLeg(command)),
      growLeg: (command) => around(name, 'growLeg', () => host.growLeg(command)),
      exportLeg: (command) => around(name, 'exportLeg', () => host.exportLeg(command)),
      withdrawExport: (command) => around(name, 'withdrawExport', () => host.withdrawExport(command)),
      releaseLeg: (command) => around(name, 'releaseLeg', () => host.releaseLeg(command)),
      adoptDrive: (command) => around(name, 'adoptDrive', () => host.adoptDrive(command)),
      wipeDrive: (command) => around(name, 'wipeDrive', () => host.wipeDrive(command)),
    };
  },
});
