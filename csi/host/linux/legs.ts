import type { LegId } from '../../../core/model/ids.ts';
import { exportNamed } from '../../export-address.ts';
import { failed } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { DevicePath, LegToConnect } from '../node-host.ts';
import { userOf } from './block-devices.ts';
import { connectIscsiLeg, disconnectIscsi, iscsiSessions, rescanIscsi } from './iscsi-legs.ts';
import { recordedTargets, removeInterface } from './iscsi-records.ts';
import type { LinuxParts } from './linux-parts.ts';
import { connectNvmeLeg, disconnectNvme, nvmeSubsystems, rescanNvme } from './nvme-legs.ts';

/** An export that this node is connected to, or still holds records of. */
interface ConnectedExport {
  readonly leg: LegId;
  readonly target: string;
  readonly protocol: 'nvme' | 'iscsi';
  /** Kernel names of the devices it shows. */
  readonly devices: readonly string[];
}

/** Errors: already-exists (the leg is connected as another export), unsupported, unavailable. */
export async function connectLeg(parts: LinuxParts, leg: LegToConnect): Promise<DriverOutcome<DevicePath>> {
  const { address } = leg;
  const others = (await exportsOf(parts.system, leg.leg)).filter(({ target }) => target !== address.target);
  const other = others.find(({ devices }) => devices.length > 0) ?? others[0];
  if (other) {
    return failed(
      'already-exists',
      `leg ${leg.leg} is connected as ${other.target}, not ${address.target}; disconnect it`,
    );
  }
  switch (address.transport) {
    case 'iscsi':
      return connectIscsiLeg(parts, leg);
    case 'nvmetcp':
    case 'roce':
      return connectNvmeLeg(parts, leg);
  }
}

/** Whatever the leg is connected as. Errors: in-use. */
export async function disconnectLeg({ system }: LinuxParts, leg: LegId): Promise<DriverOutcome<undefined>> {
  for (const { target, protocol, devices } of await exportsOf(system, leg)) {
    for (const device of devices) {
      const user = await userOf(system, device);
      if (user !== undefined)
        return failed('in-use', `leg ${leg} (${device}) is used by ${user}; take that down first`);
    }
    const gone = await (protocol === 'nvme' ? disconnectNvme(system, target) : disconnectIscsi(system, target));
    if (gone.kind === 'error') return gone;
  }
  return removeInterface(system, leg);
}

/** Every leg this node is connected to, each once. */
export async function connectedLegs(system: System): Promise<readonly LegId[]> {
  return [...new Set((await connectedExports(system)).map(({ leg }) => leg))];
}

/** Makes the kernel see that a leg has grown. */
export const rescanLeg = (system: System, device: string): Promise<void> =>
  device.startsWith('nvme') ? rescanNvme(system, device) : rescanIscsi(system, device);

const exportsOf = async (system: System, leg: LegId): Promise<readonly ConnectedExport[]> =>
  (await connectedExports(system)).filter((connected) => connected.leg === leg);

async function connectedExports(system: System): Promise<readonly ConnectedExport[]> {
  const subsystems = await nvmeSubsystems(system);
  const sessions = await iscsiSessions(system);
  const targets = await recordedTargets(system);
  const withoutSession = targets.filter((target) => !sessions.some((session) => session.target === target));
  return [
    ...subsystems.flatMap(({ nqn, namespaces }) => ours(nqn, 'nvme', namespaces)),
    ...sessions.flatMap(({ target, disks }) => ours(target, 'iscsi', disks)),
    ...withoutSession.flatMap((target) => ours(target, 'iscsi', [])),
  ];
}

function ours(target: string, protocol: 'nvme' | 'iscsi', devices: readonly string[]): readonly ConnectedExport[] {
  const named = exportNamed(target);
  return named ? [{ leg: named.leg, target, protocol, devices }] : [];
}
