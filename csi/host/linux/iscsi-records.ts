import type { LegId } from '../../../core/model/ids.ts';
import { initiatorOf } from '../../export-address.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { LegToConnect } from '../node-host.ts';
import { runTool } from './run-tool.ts';

/** Where open-iscsi keeps its records: Debian's place, and everybody else's. */
const DATABASES = ['/etc/iscsi', '/var/lib/iscsi'];

/** A node record is a file below its target's folder, or one folder further down where the portal group is known. */
const RECORD_DEPTH = 2;

/** iscsiadm: no records found. */
export const NO_OBJECTS = 21;

/** How a leg is logged in to. */
const SETTINGS = {
  'node.startup': 'manual',
  'node.conn[0].startup': 'manual',
  'node.session.scan': 'auto',
  'node.session.queue_depth': '64',
  'node.session.cmds_max': '128',
  // Seconds until a dead connection is noticed, and until its writes fail and md goes on without the leg.
  'node.conn[0].timeo.noop_out_interval': '5',
  'node.conn[0].timeo.noop_out_timeout': '5',
  'node.session.timeo.replacement_timeout': '5',
};

/** The interface record of a leg: by it each publication logs in as an initiator of its own. */
const interfaceOf = (leg: LegId): string => `stowage-${leg}`;

/** Makes the records by which a leg is logged in to, with the CHAP secret in a file that root alone can read. */
export async function makeRecords(system: System, leg: LegToConnect): Promise<DriverOutcome<undefined>> {
  const made = await makeInterface(system, leg);
  return made.kind === 'error' ? made : makeNodeRecord(system, leg);
}

/** Targets that node records name. */
export async function recordedTargets(system: System): Promise<readonly string[]> {
  const lists = await Promise.all(DATABASES.map((database) => system.list(`${database}/nodes`)));
  return [...new Set(lists.flatMap((names) => names ?? []))];
}

/** Also what iscsiadm does not take for a record: a crash may have left the draft of one, with its CHAP secret. */
export async function removeNodeRecord(system: System, target: string): Promise<DriverOutcome<undefined>> {
  const args = ['--mode', 'node', '--targetname', target, '--op', 'delete'];
  const removed = await runTool(system, { program: 'iscsiadm', args }, [0, NO_OBJECTS]);
  if (removed.kind === 'error') return removed;
  for (const database of DATABASES) await removeFolder(system, `${database}/nodes/${target}`, RECORD_DEPTH);
  return ok(undefined);
}

async function removeFolder(system: System, folder: string, depth: number): Promise<void> {
  const names = await system.list(folder);
  if (!names) return;
  for (const name of names) {
    const path = `${folder}/${name}`;
    if ((await system.kindOf(path)) !== 'directory') await system.removeFile(path);
    else if (depth > 1) await removeFolder(system, path, depth - 1);
  }
  await system.removeDirectory(folder);
}

export async function removeInterface(system: System, leg: LegId): Promise<DriverOutcome<undefined>> {
  if ((await interfaceText(system, leg)) === undefined) return ok(undefined);
  const args = ['--mode', 'iface', '--interface', interfaceOf(leg), '--op', 'delete'];
  const removed = await runTool(system, { program: 'iscsiadm', args });
  return removed.kind === 'error' ? removed : ok(undefined);
}

/** A record with these settings, each on a line of its own; every other line stays as it is. */
export function withSettings(record: string, settings: Readonly<Record<string, string>>): string {
  const wanted = new Map(Object.entries(settings));
  const lines = record.split('\n').map((line) => {
    const name = settingNamed(line);
    const value = wanted.get(name);
    wanted.delete(name);
    return value === undefined ? line : `${name} = ${value}`;
  });
  const missing = [...wanted].map(([name, value]) => `${name} = ${value}`);
  const end = lines.lastIndexOf('# END RECORD');
  return lines.toSpliced(end === -1 ? lines.length : end, 0, ...missing).join('\n');
}

const settingNamed = (line: string): string => /^(\S+) = /.exec(line)?.[1] ?? '';

async function makeInterface(system: System, { leg, publication }: LegToConnect): Promise<DriverOutcome<undefined>> {
  const { iqn } = initiatorOf(publication);
  if ((await interfaceText(system, leg))?.split('\n').includes(`iface.initiatorname = ${iqn}`)) return ok(undefined);
  const mode = ['--mode', 'iface', '--interface', interfaceOf(leg)];
  const made = await runTool(system, { program: 'iscsiadm', args: [...mode, '--op', 'new'] });
  if (made.kind === 'error') return made;
  const args = [...mode, '--op', 'update', '--name', 'iface.initiatorname', '--value', iqn];
  const named = await runTool(system, { program: 'iscsiadm', args });
  return named.kind === 'error' ? named : ok(undefined);
}

async function makeNodeRecord(system: System, { leg, address, chap }: LegToConnect): Promise<DriverOutcome<undefined>> {
  const { target } = address;
  if ((await recordFile(system, target)) === undefined) {
    const portal = `${address.address.includes(':') ? `[${address.address}]` : address.address}:${String(address.port)}`;
    const args = ['--mode', 'node', '--targetname', target, '--portal', portal, '--interface', interfaceOf(leg)];
    const made = await runTool(system, { program: 'iscsiadm', args: [...args, '--op', 'new'] });
    if (made.kind === 'error') return made;
  }
  const file = await recordFile(system, target);
  const record = file === undefined ? undefined : await system.readText(file);
  if (file === undefined || record === undefined) {
    return failed('unavailable', `iscsiadm keeps its record of ${target} in none of ${DATABASES.join(' and ')}`);
  }
  // By iscsiadm the secret would be an argument, which every process of the host can read.
  const wanted = withSettings(record, { ...SETTINGS, ...authentication(chap) });
  if (wanted !== record) await system.replaceFile(file, `${wanted}\n`);
  return ok(undefined);
}

const authentication = (chap: LegToConnect['chap']): Readonly<Record<string, string>> =>
  chap
    ? {
        'node.session.auth.authmethod': 'CHAP',
        'node.session.auth.username': chap.user,
        'node.session.auth.password': chap.reveal(),
      }
    : { 'node.session.auth.authmethod': 'None' };

async function interfaceText(system: System, leg: LegId): Promise<string | undefined> {
  for (const database of DATABASES) {
    const text = await system.readText(`${database}/ifaces/${interfaceOf(leg)}`);
    if (text !== undefined) return text;
  }
  return undefined;
}

async function recordFile(system: System, target: string): Promise<string | undefined> {
  for (const database of DATABASES) {
    const file = await firstFile(system, `${database}/nodes/${target}`, RECORD_DEPTH);
    if (file !== undefined) return file;
  }
  return undefined;
}

async function firstFile(system: System, folder: string, depth: number): Promise<string | undefined> {
  for (const name of (await system.list(folder)) ?? []) {
    const path = `${folder}/${name}`;
    const kind = await system.kindOf(path);
    if (kind === 'file') return path;
    const below = kind === 'directory' && depth > 1 ? await firstFile(system, path, depth - 1) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}
