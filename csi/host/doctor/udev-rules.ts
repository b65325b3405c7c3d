import { LEG_TYPE_GUID } from '../../system/format.ts';
import { RECORDED_NAME_DIGITS } from '../linux/device-names.ts';

const digits = (count: number): string => '[0-9a-f]'.repeat(count);

/** As superblocks have it. udev's patterns have no counts. */
const NAME = digits(RECORDED_NAME_DIGITS);
const CONTAINER = `stowage-${[8, 4, 4, 4, 12].map(digits).join('-')}`;

/**
 * What udev is told about the devices of volumes: the text of the file at `UDEV_RULES_PATH`, but for the newline at its
 * end. Whoever installs the two as they are has what `--fix` installs, on a host and in its initramfs.
 *
 * A leg is "not ready", on which condition mdadm's rules skip a device: no incremental assembly, and so no last-resort
 * timer, whatever AUTO, HOMEHOST and ARRAY say. Arrays and containers are never made unready, since systemd unmounts what
 * lies on a device that becomes so. They hold a type that nobody knows instead: the rules of LVM, md, btrfs and bcache go
 * by it, and those of bcache look for themselves where there is none.
 *
 * None of them is watched: udev would look at a device, and start programs, each time one that writes to it is done.
 *
 * `SYMLINK=` drops the links that were added before. Whoever writes to a volume chooses its label and UUID, and links of
 * md outrank those of disks: a volume with the label of the host's root would be mounted in its place.
 */
export const UDEV_RULES = [
  '# Written by the doctor of Stowage: the legs, arrays and containers of volumes are for Stowage alone.',
  'SUBSYSTEM!="block", GOTO="stowage_end"',
  'ACTION=="remove", GOTO="stowage_end"',
  '',
  '# Legs: no array is put together from those that happen to be seen.',
  `ENV{ID_FS_TYPE}=="linux_raid_member", ENV{ID_FS_LABEL}=="${NAME}", ENV{SYSTEMD_READY}="0", ENV{UDISKS_IGNORE}="1", OPTIONS+="nowatch"`,
  `ENV{ID_PART_ENTRY_TYPE}=="${LEG_TYPE_GUID}", OPTIONS+="nowatch"`,
  '',
  '# Arrays with their partitions, and containers: nobody looks inside, and they take no name from what they hold.',
  `KERNEL=="md*", ENV{MD_NAME}=="${NAME}", SYMLINK="", GOTO="stowage_array"`,
  `KERNEL=="dm-*", ENV{DM_NAME}=="${CONTAINER}", SYMLINK="mapper/$env{DM_NAME}", GOTO="stowage_volume"`,
  '# kubelet holds each block volume by a loop device, which would show the same.',
  'KERNEL=="loop*", ATTR{loop/backing_file}=="*/plugins/kubernetes.io/csi/volumeDevices/*", SYMLINK="disk/by-diskseq/$env{DISKSEQ}", GOTO="stowage_volume"',
  'GOTO="stowage_end"',
  '',
  'LABEL="stowage_array"',
  'ENV{MD_DEVNAME}=="?*", ENV{DEVTYPE}=="disk", SYMLINK+="md/$env{MD_DEVNAME}"',
  'ENV{MD_DEVNAME}=="?*", ENV{DEVTYPE}=="partition", SYMLINK+="md/$env{MD_DEVNAME}p%n"',
  'LABEL="stowage_volume"',
  'ENV{ID_FS_TYPE}="stowage_volume", ENV{UDISKS_IGNORE}="1", OPTIONS+="nowatch"',
  'LABEL="stowage_end"',
].join('\n');

/** After the rules that find out what a device holds, before those that act on it: 64-md-raid-assembly, 69-lvm. */
export const UDEV_RULES_FILE = '63-stowage.rules';
export const UDEV_RULES_FOLDER = '/etc/udev/rules.d';
/** A host's own file, in place of one of that name that a package brings; udev takes it up by `udevadm control --reload`. */
export const UDEV_RULES_PATH = `${UDEV_RULES_FOLDER}/${UDEV_RULES_FILE}`;
