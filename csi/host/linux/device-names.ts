import type { VolumeId } from '../../../core/model/ids.ts';
import type { DevicePath } from '../node-host.ts';

/** md's name of an array: the volume id without dashes, since md takes 32 bytes. */
export const arrayName = (volume: VolumeId): string => volume.replaceAll('-', '');

/** Of an array's name, that many digits go into its superblock: mdadm ends it with a zero byte. */
export const RECORDED_NAME_DIGITS = 31;

export const arrayPath = (volume: VolumeId): DevicePath => `/dev/md/${arrayName(volume)}` as DevicePath;

/** The volume id as mdadm writes a UUID: four groups of eight digits. */
export const arrayUuid = (volume: VolumeId): string => (arrayName(volume).match(/.{8}/g) ?? []).join(':');

/** The device mapper's name of an opened container. */
export const containerName = (volume: VolumeId): string => `stowage-${volume}`;

export const containerPath = (volume: VolumeId): DevicePath => `/dev/mapper/${containerName(volume)}` as DevicePath;

const CONTAINER = /^stowage-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ARRAY_PATH = /^\/dev\/md\/([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** `undefined` where the container is none of ours. */
export const volumeOfContainer = (name: string): VolumeId | undefined =>
  CONTAINER.exec(name)?.[1] as VolumeId | undefined;

/** The volume whose array or container a path names; `undefined` for any other path. */
export function volumeOfDevice(device: DevicePath): VolumeId | undefined {
  const array = ARRAY_PATH.exec(device);
  if (array) return array.slice(1).join('-') as VolumeId;
  return device.startsWith('/dev/mapper/') ? volumeOfContainer(device.slice('/dev/mapper/'.length)) : undefined;
}
