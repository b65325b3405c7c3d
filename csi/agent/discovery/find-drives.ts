import type { DriveId } from '../../../core/model/ids.ts';
import type { DriveProtocol } from '../../../core/model/inventory.ts';
import type { System } from '../../system/system.ts';
import { listBlockDevices } from './block-devices.ts';
import type { BlockDevice } from './block-devices.ts';
import { identityOf } from './drive-identity.ts';
import type { FoundDrive, UnidentifiedDrive } from './found-drive.ts';
import { rotationSpeedOf } from './rotation-speed.ts';

export interface FoundDrives {
  /** In the order of their ids. */
  readonly drives: readonly FoundDrive[];
  readonly unidentified: readonly UnidentifiedDrive[];
}

/**
 * The drives of this host: whole, local, fixed, and with an identity of their own.
 * @throws AgentError, SystemError
 */
export async function findDrives(system: System): Promise<FoundDrives> {
  const devices = (await listBlockDevices(system)).filter(isFixedDisk);
  const looked = await Promise.all(devices.map((device) => lookAt(system, device)));
  const drives = looked.flatMap((seen) => (seen.kind === 'drive' ? [seen.drive] : []));
  const nameless = looked.flatMap((seen) => (seen.kind === 'unidentified' ? [seen.device] : []));
  const { single, shared } = partedByUniqueness(drives);
  return { drives: single, unidentified: [...nameless, ...shared.map(sharedIdentity)] };
}

type Seen =
  | { readonly kind: 'drive'; readonly drive: FoundDrive }
  | { readonly kind: 'unidentified'; readonly device: UnidentifiedDrive }
  /** Drives of other hosts, that this one reaches over a network: not its to give away. */
  | { readonly kind: 'remote' };

/** What the kernel also calls disks: memory, files, networks and stacks upon other disks. */
const NO_DRIVES = /^(?:ram|zram|loop|md|dm-|nbd|rbd|drbd|sr|fd|zd|bcache|mtdblock)/;

const isFixedDisk = ({ kernelName, bytes, removable }: BlockDevice): boolean =>
  /^[a-z0-9]{1,32}$/.test(kernelName) && !NO_DRIVES.test(kernelName) && bytes > 0n && !removable;

function lookAt(system: System, device: BlockDevice): Promise<Seen> {
  if (/^nvme\d+n\d+$/.test(device.kernelName)) return lookAtNamespace(system, device);
  if (/^sd[a-z]+$/.test(device.kernelName)) return lookAtScsiDisk(system, device);
  return Promise.resolve(unidentified(device, 'it is neither a SCSI, SATA nor NVMe drive'));
}

const REMOTE_SCSI = new Set(['iscsi', 'fc', 'fcoe', 'srp']);

async function lookAtScsiDisk(system: System, device: BlockDevice): Promise<Seen> {
  const folder = `/sys/block/${device.kernelName}/device`;
  if (REMOTE_SCSI.has(device.transport)) return { kind: 'remote' };
  if (device.transport === 'usb') return unidentified(device, 'it hangs on USB, which drives of an enclosure do not');
  const id = await identityOf(system, device.kernelName);
  if (id === undefined) return unidentified(device, 'it tells no World Wide Name, so it cannot be known again');
  const vendor = ((await system.readText(`${folder}/vendor`)) ?? '').trim();
  const protocol = device.transport === 'sata' || vendor === 'ATA' ? 'SATA' : 'SAS';
  return { kind: 'drive', drive: await describe(system, device, id, protocol) };
}

async function lookAtNamespace(system: System, device: BlockDevice): Promise<Seen> {
  if (!(await isLocalNamespace(system, `/sys/block/${device.kernelName}/device`))) return { kind: 'remote' };
  const id = await identityOf(system, device.kernelName);
  if (id === undefined)
    return unidentified(device, 'it tells neither an EUI-64 nor an NGUID, so it cannot be known again');
  return { kind: 'drive', drive: await describe(system, device, id, 'NVMe') };
}

/** A namespace hangs on one controller, or on a subsystem with the controllers of all its paths. */
async function isLocalNamespace(system: System, folder: string): Promise<boolean> {
  const own = await system.readText(`${folder}/transport`);
  if (own !== undefined) return own.trim() === 'pcie';
  const controllers = ((await system.list(folder)) ?? []).filter((name) => /^nvme\d+$/.test(name));
  const transports = await Promise.all(controllers.map((name) => system.readText(`${folder}/${name}/transport`)));
  return transports.length > 0 && transports.every((transport) => transport?.trim() === 'pcie');
}

async function describe(
  system: System,
  device: BlockDevice,
  id: DriveId,
  protocol: DriveProtocol,
): Promise<FoundDrive> {
  const queue = `/sys/block/${device.kernelName}/queue`;
  const read = (name: string) => system.readText(`${queue}/${name}`).then(numberIn);
  const [sector, zeroes, discard] = await Promise.all([
    read('logical_block_size'),
    read('write_zeroes_max_bytes'),
    read('discard_max_bytes'),
  ]);
  return {
    id,
    mediaType: device.rotational ? 'HDD' : 'SSD',
    protocol,
    rotationSpeedRPM: device.rotational ? await rotationSpeedOf(system, device.kernelName) : 0,
    capacityBytes: device.bytes,
    model: device.model,
    serialNumber: device.serialNumber,
    kernelName: device.kernelName,
    device: `/dev/${device.kernelName}`,
    sectorBytes: sector === 0 ? SECTOR_BYTES : sector,
    zeroesFast: !device.rotational && zeroes > 0,
    discards: discard > 0,
    usedBy: device.usedBy,
  };
}

/** What nearly every drive has, where the kernel does not say. */
const SECTOR_BYTES = 512;

/** 0 where the kernel does not say. */
const numberIn = (text: string | undefined): number => (/^\d{1,15}$/.test(text?.trim() ?? '') ? Number(text) : 0);

function partedByUniqueness(drives: readonly FoundDrive[]) {
  const groups = new Map<DriveId, FoundDrive[]>();
  for (const drive of drives) groups.set(drive.id, [...(groups.get(drive.id) ?? []), drive]);
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
  return {
    single: sorted.flatMap((group) => (group.length === 1 ? group : [])),
    shared: sorted.filter((group) => group.length > 1),
  };
}

const unidentified = ({ kernelName, model, serialNumber }: BlockDevice, reason: string): Seen => ({
  kind: 'unidentified',
  device: { kernelName, model, serialNumber, reason },
});

/** Two paths to one drive would be taken for two drives by the kernel's partitions and exports: neither is used. */
function sharedIdentity(paths: readonly FoundDrive[]): UnidentifiedDrive {
  const names = paths.map(({ kernelName }) => kernelName).join(', ');
  const [first] = paths;
  return {
    kernelName: names,
    model: first?.model ?? '',
    serialNumber: first?.serialNumber ?? '',
    reason: `${names} all are ${first?.id ?? 'one drive'}: several paths to one drive, or a copy; leave one of them`,
  };
}
