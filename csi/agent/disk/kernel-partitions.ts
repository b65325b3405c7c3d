import { BYTES_PER_GIB } from '../../../core/model/capacity.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { settleDevices } from './sfdisk.ts';

/** A partition as the kernel knows it, which may lag behind the table. */
interface KernelPartition {
  /** Such as `/dev/sda2`. */
  readonly device: string;
  readonly start: bigint;
  readonly length: bigint;
}

/** sysfs counts so, whatever the drive's own sectors are. */
const SYSFS_SECTOR_BYTES = 512n;

/** How often udev may come in between. */
const ATTEMPTS = 3;

/**
 * Makes the kernel know a partition as the table has it, also while it is in use, and answers its device.
 * @throws AgentError `not-read-back`; SystemError
 */
export async function ensureKernelPartition(
  system: System,
  kernelName: string,
  { number, extent }: { readonly number: number; readonly extent: Extent },
): Promise<string> {
  const start = BigInt(extent.start) * BYTES_PER_GIB;
  const length = BigInt(extent.length) * BYTES_PER_GIB;
  for (let attempt = 0; ; attempt += 1) {
    const known = await kernelPartition(system, kernelName, number);
    if (known?.start === start && known.length === length) return known.device;
    if (attempt === ATTEMPTS) break;
    if (attempt > 0) await settleDevices(system);
    const verbs = !known ? ['--add'] : known.start === start ? ['--update'] : ['--delete', '--add'];
    for (const verb of verbs) await partx(system, kernelName, verb, number);
    if (known?.start === start) await tellUdev(system, known.device);
  }
  throw new AgentError(
    'not-read-back',
    `the kernel does not take partition ${String(number)} of /dev/${kernelName} as the table has it: ` +
      `see what "partx --show /dev/${kernelName}" and the kernel's log say`,
  );
}

/**
 * The kernel says nothing when a partition grows. While the table was longer than the partition, udev found none that it
 * belongs to, and dropped its names [tried].
 */
async function tellUdev(system: System, device: string): Promise<void> {
  await system.writeText(`/sys/class/block/${device.slice('/dev/'.length)}/uevent`, 'change');
}

/** Makes the kernel forget a partition. @throws AgentError `not-read-back`; SystemError */
export async function dropKernelPartition(system: System, kernelName: string, number: number): Promise<void> {
  if (!(await kernelPartition(system, kernelName, number))) return;
  await partx(system, kernelName, '--delete', number);
  if (await kernelPartition(system, kernelName, number)) {
    throw new AgentError(
      'not-read-back',
      `something on this host holds partition ${String(number)} of /dev/${kernelName} open`,
    );
  }
}

/** The partitions that the kernel has of a drive, by number. */
export async function kernelPartitionNumbers(system: System, kernelName: string): Promise<readonly number[]> {
  const folders = await partitionFolders(system, kernelName);
  const numbers = await Promise.all(folders.map((folder) => numberOf(system, folder)));
  return numbers.filter((number) => number !== undefined).sort((one, other) => one - other);
}

/** Its exit status says little: what it did is read from sysfs [tried: 0 for a partition that is not there]. */
const partx = (system: System, kernelName: string, verb: string, number: number) =>
  system.run({ program: 'partx', args: [verb, '--nr', String(number), `/dev/${kernelName}`] });

async function kernelPartition(
  system: System,
  kernelName: string,
  number: number,
): Promise<KernelPartition | undefined> {
  for (const folder of await partitionFolders(system, kernelName)) {
    if ((await numberOf(system, folder)) !== number) continue;
    const [start, size] = await Promise.all([system.readText(`${folder}/start`), system.readText(`${folder}/size`)]);
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    return { device: `/dev/${name}`, start: bytesOf(start), length: bytesOf(size) };
  }
  return undefined;
}

async function partitionFolders(system: System, kernelName: string): Promise<readonly string[]> {
  const folder = `/sys/block/${kernelName}`;
  const names = (await system.list(folder)) ?? [];
  return names.filter((name) => name.startsWith(kernelName)).map((name) => `${folder}/${name}`);
}

async function numberOf(system: System, folder: string): Promise<number | undefined> {
  const text = (await system.readText(`${folder}/partition`))?.trim() ?? '';
  return /^\d{1,3}$/.test(text) ? Number(text) : undefined;
}

const bytesOf = (sectors: string | undefined): bigint =>
  /^\d{1,18}$/.test(sectors?.trim() ?? '') ? BigInt(sectors?.trim() ?? '') * SYSFS_SECTOR_BYTES : -1n;
