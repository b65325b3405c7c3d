import type { Command } from '../../system/system.ts';
import type { DevicePath } from '../node-host.ts';

/** Behind the superblock, which takes the second 4 KiB, come bitmap and bad block log. */
const BEHIND_SUPERBLOCK_BYTES = 8192;
const CLEARED_BYTES = 2 ** 20;

/**
 * Makes a member of an array blank. The superblock goes last: mdadm leaves what lies behind it, and a leg with that and
 * no superblock would pass for one that holds unknown data.
 */
export const clearingSuperblock = (device: DevicePath): readonly Command[] => [
  zeroing(device, BEHIND_SUPERBLOCK_BYTES, CLEARED_BYTES - BEHIND_SUPERBLOCK_BYTES),
  { program: 'mdadm', args: ['--zero-superblock', device] },
];

export const zeroing = (device: DevicePath, offset: number, length: number): Command => ({
  program: 'blkdiscard',
  args: ['--force', '--zeroout', `--offset=${String(offset)}`, `--length=${String(length)}`, device],
});
