import { initiatorOf } from '../../export-address.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { DevicePath, LegToConnect } from '../node-host.ts';
import { makeRecords, NO_OBJECTS, removeNodeRecord } from './iscsi-records.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { complaintOf, runTool } from './run-tool.ts';

/** An iSCSI session of this node. */
interface IscsiSession {
  readonly target: string;
  readonly initiator: string | undefined;
  readonly state: string | undefined;
  /** Kernel names of its disks with LUN 0, such as `sdb`. */
  readonly disks: readonly string[];
}

const SESSIONS = '/sys/class/iscsi_session';

/** iscsiadm's statuses. Source: iscsiadm(8), exit status. */
const SESSION_EXISTS = 15;
const LOGIN_REFUSED = 24;

/** A login is tried again and again while the portal does not answer. */
const LOGIN_MILLISECONDS = 60_000;

/** Unit serial number: where LIO keeps what the agent named the leg. Source: SPC-4, 7.8.15. */
const SERIAL_PAGE = 'vpd_pg80';
const PAGE_HEADER_BYTES = 4;
const MOST_PAGE_BYTES = 256;

export async function iscsiSessions(system: System): Promise<readonly IscsiSession[]> {
  const names = (await system.list(SESSIONS)) ?? [];
  const found = await Promise.all(names.map((name) => readSession(system, `${SESSIONS}/${name}`)));
  return found.filter((session) => session !== undefined);
}

/**
 * Logs in to a leg. Errors: already-exists (logged in as another initiator), unsupported (another device answers),
 * unavailable.
 */
export async function connectIscsiLeg(parts: LinuxParts, leg: LegToConnect): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const { target } = leg.address;
  if (!(await sessionWith(system, target))) {
    const records = await makeRecords(system, leg);
    if (records.kind === 'error') return records;
    const entered = await login(system, leg);
    if (entered.kind === 'error') return entered;
  }
  const session = await untilFound(parts, () => sessionWith(system, target));
  if (!session) return failed('unavailable', `${target} was logged in to, and its session went away`);
  const { iqn } = initiatorOf(leg.publication);
  if (session.initiator !== iqn) {
    const now = session.initiator ?? 'unknown';
    return failed('already-exists', `${target} is logged in to as ${now}, not ${iqn}; log out of it`);
  }
  if (session.state !== 'LOGGED_IN') return failed('unavailable', `${target} does not answer; it is being tried again`);
  const disk = await untilFound(parts, () => presentDisk(system, target));
  if (disk === undefined) return failed('unavailable', `${target} is logged in to and shows no disk yet`);
  return identified(system, disk, leg);
}

/** Logs out and forgets the target. */
export async function disconnectIscsi(system: System, target: string): Promise<DriverOutcome<undefined>> {
  const args = ['--mode', 'node', '--targetname', target, '--logout'];
  const left = await runTool(system, { program: 'iscsiadm', args, timeout: LOGIN_MILLISECONDS }, [0, NO_OBJECTS]);
  return left.kind === 'error' ? left : removeNodeRecord(system, target);
}

/** Makes the kernel look at the size of a disk again. */
export const rescanIscsi = (system: System, disk: string): Promise<void> =>
  system.writeText(`/sys/class/block/${disk}/device/rescan`, '1');

async function login(system: System, { leg, address }: LegToConnect): Promise<DriverOutcome<undefined>> {
  const args = ['--mode', 'node', '--targetname', address.target, '--login'];
  const result = await system.run({ program: 'iscsiadm', args, timeout: LOGIN_MILLISECONDS });
  switch (result.status) {
    case 0:
    case SESSION_EXISTS:
      return ok(undefined);
    case LOGIN_REFUSED:
      return failed(
        'unavailable',
        `${address.address} refuses the CHAP secret of leg ${leg}; publish the volume again`,
      );
    default:
      return failed(
        'unavailable',
        `leg ${leg} cannot be reached at ${address.address}: ${complaintOf('iscsiadm', result)}`,
      );
  }
}

async function identified(
  system: System,
  disk: string,
  { leg, address }: LegToConnect,
): Promise<DriverOutcome<DevicePath>> {
  const path = `/sys/class/block/${disk}/device/${SERIAL_PAGE}`;
  const page = await system.readBytes(path, { offset: 0n, length: MOST_PAGE_BYTES });
  const serial = new TextDecoder().decode(page.subarray(PAGE_HEADER_BYTES)).replace(/[\0 ]+$/, '');
  if (serial === leg) return ok(`/dev/${disk}` as DevicePath);
  return failed('unsupported', `${address.target} shows "${serial}", not leg ${leg}; it is not touched`);
}

async function presentDisk(system: System, target: string): Promise<string | undefined> {
  for (const disk of (await sessionWith(system, target))?.disks ?? []) {
    if ((await system.kindOf(`/dev/${disk}`)) === 'device') return disk;
  }
  return undefined;
}

const sessionWith = async (system: System, target: string): Promise<IscsiSession | undefined> =>
  (await iscsiSessions(system)).find((session) => session.target === target);

async function readSession(system: System, folder: string): Promise<IscsiSession | undefined> {
  const target = await system.readText(`${folder}/targetname`);
  if (target === undefined) return undefined;
  return {
    target,
    initiator: await system.readText(`${folder}/initiatorname`),
    state: await system.readText(`${folder}/state`),
    disks: await disksBelow(system, `${folder}/device`),
  };
}

/** `device/targetH:C:T/H:C:T:L/block/NAME`. */
async function disksBelow(system: System, device: string): Promise<readonly string[]> {
  const disks: string[] = [];
  for (const target of ((await system.list(device)) ?? []).filter((name) => name.startsWith('target'))) {
    const units = (await system.list(`${device}/${target}`)) ?? [];
    for (const unit of units.filter((name) => /^\d+:\d+:\d+:0$/.test(name))) {
      disks.push(...((await system.list(`${device}/${target}/${unit}/block`)) ?? []));
    }
  }
  return disks;
}
