import type { System } from '../../system/system.ts';
import { mountTable } from './mount-table.ts';

const SECTOR_BYTES = 512n;

/** The kernel's name of a block device, such as `nvme1n1` or `md127`; `undefined` where a path leads to none. */
export async function kernelName(system: System, device: string): Promise<string | undefined> {
  const path = await system.realPath(device);
  return path?.startsWith('/dev/') ? path.slice('/dev/'.length) : undefined;
}

/** In bytes; 0 for a device that went away. */
export async function deviceBytes(system: System, name: string): Promise<bigint> {
  const sectors = await system.readText(`/sys/class/block/${name}/size`);
  return BigInt(/^\d+$/.exec(sectors ?? '')?.[0] ?? 0) * SECTOR_BYTES;
}

/** `major:minor`, as the mount table names a device. */
export const deviceNumber = (system: System, name: string): Promise<string | undefined> =>
  system.readText(`/sys/class/block/${name}/dev`);

/** The block devices that lie on this one. */
export const holdersOf = async (system: System, name: string): Promise<readonly string[]> =>
  (await system.list(`/sys/class/block/${name}/holders`)) ?? [];

/** What on this node uses a block device, in words; `undefined` where nothing does that can be seen. */
export async function userOf(system: System, name: string): Promise<string | undefined> {
  const holders = await holdersOf(system, name);
  if (holders.length > 0) return holders.join(', ');
  const number = await deviceNumber(system, name);
  const mounted = (await mountTable(system)).find((mount) => mount.device === number || mount.showsDevice === name);
  return mounted && `the mount at ${mounted.path}`;
}
