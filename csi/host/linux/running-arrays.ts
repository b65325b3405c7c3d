import type { VolumeId } from '../../../core/model/ids.ts';
import type { System } from '../../system/system.ts';
import { parseSuperblock } from './superblocks.ts';

/** An md array as the kernel runs it. */
export interface RunningArray {
  /** The kernel's name, such as `md127`. */
  readonly name: string;
  /** Whether it takes reads and writes. */
  readonly active: boolean;
  readonly raidDisks: number;
  readonly members: readonly RunningMember[];
}

export interface RunningMember {
  /** The kernel's name, such as `nvme1n1`; of a device that went away, the name it had. */
  readonly device: string;
  /** `undefined` for one without a place, as a spare before it is used. */
  readonly slot: number | undefined;
  readonly state: 'in-sync' | 'rebuilding' | 'faulty';
}

/** Source: Documentation/admin-guide/md.rst, array_state. */
const ACTIVE_STATES = new Set(['read-auto', 'clean', 'active', 'write-pending', 'active-idle']);

export const arrayFolder = (name: string): string => `/sys/block/${name}/md`;

/** The arrays whose md UUID is the volume's; more than one where udev put them together from parts. */
export async function runningArrays(system: System, volume: VolumeId): Promise<readonly RunningArray[]> {
  const arrays: RunningArray[] = [];
  for (const { name, uuid } of await allArrays(system)) {
    if (uuid === volume) arrays.push(await readArray(system, name));
  }
  return arrays;
}

/** Every array of this host, ours or not, by the name of the kernel and its UUID as ours are written. */
export async function allArrays(system: System): Promise<readonly { readonly name: string; readonly uuid: string }[]> {
  const names = ((await system.list('/sys/block')) ?? []).filter((name) => name.startsWith('md'));
  const found = await Promise.all(names.map(async (name) => ({ name, uuid: await uuidOf(system, name) })));
  return found.flatMap(({ name, uuid }) => (uuid === undefined ? [] : [{ name, uuid }]));
}

/**
 * The kernel knows the UUID of an array from when it is started. One that an interrupted making or udev left half put
 * together holds its legs all the same; their superblocks tell whose it is.
 */
async function uuidOf(system: System, name: string): Promise<string | undefined> {
  const folder = arrayFolder(name);
  if ((await system.readText(`${folder}/array_state`)) !== 'inactive') return system.readText(`${folder}/uuid`);
  for (const { device } of (await readArray(system, name)).members) {
    const { stdout } = await system.run({ program: 'mdadm', args: ['--examine', `/dev/${device}`] });
    const digits = parseSuperblock(stdout)?.arrayUuid.replaceAll(':', '');
    const groups = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(digits ?? '');
    if (groups) return groups.slice(1).join('-');
  }
  return undefined;
}

async function readArray(system: System, name: string): Promise<RunningArray> {
  const folder = arrayFolder(name);
  const entries = ((await system.list(folder)) ?? []).filter((entry) => entry.startsWith('dev-'));
  const members = await Promise.all(entries.map((entry) => readMember(system, folder, entry)));
  return {
    name,
    active: ACTIVE_STATES.has((await system.readText(`${folder}/array_state`)) ?? ''),
    raidDisks: Number.parseInt((await system.readText(`${folder}/raid_disks`)) ?? '0', 10),
    members,
  };
}

async function readMember(system: System, folder: string, entry: string): Promise<RunningMember> {
  const states = ((await system.readText(`${folder}/${entry}/state`)) ?? 'faulty').split(',');
  const slot = await system.readText(`${folder}/${entry}/slot`);
  return {
    device: entry.slice('dev-'.length),
    slot: slot !== undefined && /^\d+$/.test(slot) ? Number(slot) : undefined,
    state: states.includes('faulty') ? 'faulty' : states.includes('in_sync') ? 'in-sync' : 'rebuilding',
  };
}
