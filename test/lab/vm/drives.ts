import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../lab-error.ts';

export type DriveKind = 'hdd' | 'ssd' | 'nvme';

/** A drive to put into a VM. */
export interface DriveOptions {
  readonly kind: DriveKind;
  /** GiB; the image is sparse. */
  readonly gib: number;
  /** Unique within the VM, such as `ssd-0`; its identity, the same in every run, follows from it. */
  readonly id: string;
}

/** A drive in a VM. */
export interface Drive extends DriveOptions {
  /** The sparse image on the build machine. */
  readonly image: string;
  readonly serial: string;
  /** WWN or EUI-64, 16 hex digits. */
  readonly identity: string;
  /** Stable inside the VM: a link below /dev/disk/by-id that udev makes. */
  readonly path: string;
}

/** Makes the images of drives that have none yet. */
export async function makeDrives(folder: string, host: string, wanted: readonly DriveOptions[]): Promise<Drive[]> {
  return Promise.all(
    wanted.map(async (each) => {
      const drive = describe(folder, host, each);
      const file = await open(drive.image, 'a');
      await file.truncate(each.gib * 2 ** 30);
      await file.close();
      return drive;
    }),
  );
}

const STATE_DISK_BYTES = 2 ** 30;

/** Makes the disk below the root of a host, with an empty file system. @throws LabError `not-prepared` */
export async function makeStateDisk(folder: string): Promise<string> {
  const image = join(folder, 'state.img');
  const file = await open(image, 'wx');
  await file.truncate(STATE_DISK_BYTES);
  await file.close();
  const eager = ['-E', 'lazy_itable_init=0,lazy_journal_init=0', '-N', '65536', '-J', 'size=16'];
  const made = spawnSync('mkfs.ext4', ['-q', '-F', '-m', '0', ...eager, image]);
  if (made.status !== 0) throw new LabError('not-prepared', `mkfs.ext4: ${made.stderr.toString()}`);
  return image;
}

function describe(folder: string, host: string, options: DriveOptions): Drive {
  const hash = createHash('sha256').update(`${host} ${options.id}`).digest('hex');
  // NAA 5, and an EUI-64 of a locally administered company id.
  const identity = options.kind === 'nvme' ? `0a${hash.slice(0, 14)}` : `5${hash.slice(0, 15)}`;
  const link = options.kind === 'nvme' ? `nvme-eui.${identity}` : `wwn-0x${identity}`;
  return {
    ...options,
    image: join(folder, `${options.id}.img`),
    serial: `LAB${hash.slice(0, 12).toUpperCase()}`,
    identity,
    path: `/dev/disk/by-id/${link}`,
  };
}

/** The part of QEMU's command line that puts the drives into the machine, for any number of each kind. */
export function driveArguments(drives: readonly Drive[]): string[] {
  const scsi = drives.some(({ kind }) => kind !== 'nvme') ? ['-device', 'virtio-scsi-pci,id=scsi'] : [];
  return [...scsi, ...drives.flatMap((drive, at) => argumentsOf(drive, `drive${String(at)}`))];
}

function argumentsOf(drive: Drive, node: string): string[] {
  // Flushes need not reach the medium: what QEMU has written is the build machine's, and survives QEMU.
  const backend = ['-drive', `file=${drive.image},if=none,id=${node},format=raw,discard=unmap,cache=unsafe`];
  const wwn = `0x${drive.identity}`;
  switch (drive.kind) {
    case 'hdd':
    case 'ssd': {
      const rate = drive.kind === 'hdd' ? 7200 : 1;
      const identity = `serial=${drive.serial},wwn=${wwn},rotation_rate=${String(rate)}`;
      return [...backend, '-device', `scsi-hd,bus=scsi.0,drive=${node},${identity}`];
    }
    case 'nvme': {
      const controller = ['-device', `nvme,id=${node}-controller,serial=${drive.serial}`];
      return [...backend, ...controller, '-device', `nvme-ns,bus=${node}-controller,drive=${node},eui64=${wwn}`];
    }
  }
}
