import type { EnclosureHost, EnclosureHosts, EnclosureOutcome } from '../../csi/backends/composable/enclosure-host.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Observation } from './observation.ts';

type Parts = Pick<Observation, 'metrics' | 'tracing'>;

/** The hosts of enclosures, with each command timed and traced. */
export const observedHosts = (hosts: EnclosureHosts, parts: Parts): EnclosureHosts => ({
  ...hosts,
  of: (enclosure) => observedHost(hosts.of(enclosure), enclosure, parts),
});

function observedHost(host: EnclosureHost, enclosure: EnclosureName, { metrics, tracing }: Parts): EnclosureHost {
  const timed = async <Value>(command: keyof EnclosureHost, ask: () => Promise<EnclosureOutcome<Value>>) => {
    const began = performance.now();
    const outcome = await ask();
    metrics.commanded(command, outcome.kind === 'ok' ? 'ok' : outcome.code, (performance.now() - began) / 1000);
    return outcome;
  };
  const around = <Value>(command: keyof EnclosureHost, ask: () => Promise<EnclosureOutcome<Value>>) =>
    tracing.span(
      {
        name: `agent ${command}`,
        kind: 'client',
        attributes: { 'stowage.enclosure': enclosure },
        failure: (outcome) => (outcome.kind === 'ok' ? undefined : outcome.code),
      },
      () => timed(command, ask),
    );
  return {
    observe: () => around('observe', () => host.observe()),
    cutLeg: (command) => around('cutLeg', () => host.cutLeg(command)),
    copyLeg: (command) => around('copyLeg', () => host.copyLeg(command)),
    growLeg: (command) => around('growLeg', () => host.growLeg(command)),
    exportLeg: (command) => around('exportLeg', () => host.exportLeg(command)),
    withdrawExport: (command) => around('withdrawExport', () => host.withdrawExport(command)),
    releaseLeg: (command) => around('releaseLeg', () => host.releaseLeg(command)),
    adoptDrive: (command) => around('adoptDrive', () => host.adoptDrive(command)),
    wipeDrive: (command) => around('wipeDrive', () => host.wipeDrive(command)),
  };
}
