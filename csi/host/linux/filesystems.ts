import type { FsType } from '../../../core/model/class.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { Command, System } from '../../system/system.ts';
import { neverMadeAnew } from '../never-made-anew.ts';
import type { DevicePath, NewFilesystem } from '../node-host.ts';
import { volumeOfDevice } from './device-names.ts';
import type { LinuxParts } from './linux-parts.ts';
import { mountAt } from './mount-table.ts';
import { complaintOf, LONG_MILLISECONDS, runTool } from './run-tool.ts';
import { readSignature } from './signatures.ts';

/** e2fsck: nothing wrong, or mended. Source: e2fsck(8), exit code. */
const MENDED = [0, 1];

/** Where the superblock says that mkfs.xfs has not ended. Source: XFS Algorithms & Data Structures, sb_inprogress. */
const XFS_IN_PROGRESS_OFFSET = 126n;

/**
 * Makes a filesystem whose UUID is the volume's id. What a making that was cut off leaves is either not seen at all, so
 * it is made anew: mkfs.ext4 writes the superblock that blkid looks at last. Or it says so itself: mkfs.xfs marks its
 * superblock as in progress, and no kernel mounts it. Anything else is never made anew; an ext4 that e2fsck cannot mend
 * stays as it is. Errors: unsupported (the device holds something else, or has lost what it held).
 */
export async function makeFilesystem(
  { system }: LinuxParts,
  { device, fsType, made }: NewFilesystem,
): Promise<DriverOutcome<undefined>> {
  const signature = await readSignature(system, device);
  if (signature.kind === 'error') return signature;
  const volume = volumeOfDevice(device);
  if (volume === undefined) return failed('internal', `${device} is no device of a volume`);
  if (signature.value.kind === 'blank') {
    return made ? neverMadeAnew(volume, `${device} reads`) : make(system, mkfs(fsType, volume, device));
  }
  const { type, uuid } = signature.value;
  if (type !== fsType) return failed('unsupported', `${device} holds ${type}, not ${fsType}; it is never made anew`);
  if (type === 'xfs' && uuid === volume && !made && (await isHalfMade(system, device))) {
    const command = mkfs(fsType, volume, device);
    return make(system, { ...command, args: ['-f', ...command.args] });
  }
  return ok(undefined);
}

/** Mends what a crash left of an ext4 before it is mounted; XFS does so while mounting. Errors: unavailable. */
export async function repairFilesystem(
  system: System,
  device: DevicePath,
  fsType: FsType,
): Promise<DriverOutcome<undefined>> {
  switch (fsType) {
    case 'xfs':
      return ok(undefined);
    case 'ext4': {
      const checked = await system.run({ program: 'e2fsck', args: ['-p', device], timeout: LONG_MILLISECONDS });
      if (MENDED.includes(checked.status)) return ok(undefined);
      return failed(
        'unavailable',
        `${device} is damaged; run e2fsck -f on it by hand: ${complaintOf('e2fsck', checked)}`,
      );
    }
  }
}

/** To the size of its device; one that is as large stays. Errors: not-staged. */
export async function growFilesystem({ system }: LinuxParts, path: string): Promise<DriverOutcome<undefined>> {
  const mount = await mountAt(system, path);
  if (!mount) return failed('not-staged', `nothing is mounted at ${path}`);
  const command =
    mount.fsType === 'xfs' ? { program: 'xfs_growfs', args: [path] } : { program: 'resize2fs', args: [mount.source] };
  return make(system, command);
}

/** Nothing is discarded: what is blank is, and on slow devices that takes hours. */
function mkfs(fsType: FsType, uuid: string, device: DevicePath): Command {
  switch (fsType) {
    case 'ext4':
      // No blocks are kept for root: the volume is its user's alone.
      return { program: 'mkfs.ext4', args: ['-q', '-m', '0', '-E', 'nodiscard', '-U', uuid, device] };
    case 'xfs':
      return { program: 'mkfs.xfs', args: ['-q', '-K', '-m', `uuid=${uuid}`, device] };
  }
}

async function make(system: System, command: Command): Promise<DriverOutcome<undefined>> {
  const made = await runTool(system, { ...command, timeout: LONG_MILLISECONDS });
  return made.kind === 'error' ? made : ok(undefined);
}

const isHalfMade = async (system: System, device: DevicePath): Promise<boolean> =>
  (await system.readBytes(device, { offset: XFS_IN_PROGRESS_OFFSET, length: 1 }))[0] === 1;
