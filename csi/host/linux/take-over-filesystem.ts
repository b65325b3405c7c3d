import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { CopiedFilesystem } from '../node-host.ts';
import { kernelName, userOf } from './block-devices.ts';
import { volumeOfDevice } from './device-names.ts';
import { repairFilesystem } from './filesystems.ts';
import type { LinuxParts } from './linux-parts.ts';
import { mount, unmount } from './mounts.ts';
import { LONG_MILLISECONDS, runTool } from './run-tool.ts';
import { readSignature } from './signatures.ts';

/**
 * The UUID of a filesystem becomes the volume's id: XFS is not mounted beside another with the same. May be cut off at
 * any moment and is repeated until the volume has been up. Errors: unsupported (the device holds no such filesystem),
 * unavailable.
 */
export async function takeOverFilesystem(
  parts: LinuxParts,
  copied: CopiedFilesystem,
): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const { device, fsType } = copied;
  const volume = volumeOfDevice(device);
  const name = await kernelName(system, device);
  if (volume === undefined || name === undefined) return failed('not-staged', `${device} is not there`);
  const ended = await endReplay(parts, volume);
  if (ended.kind === 'error') return ended;
  // It is mounted for its users once it has been taken over.
  if ((await userOf(system, name)) !== undefined) return ok(undefined);
  const signature = await readSignature(system, device);
  if (signature.kind === 'error') return signature;
  if (signature.value.kind === 'blank' || signature.value.type !== fsType) {
    const holds = signature.value.kind === 'blank' ? 'nothing' : signature.value.type;
    return failed('unsupported', `${device} holds a copy of ${holds}, not of ${fsType}; nothing is made over it`);
  }
  switch (fsType) {
    case 'xfs':
      return takeOverXfs(parts, copied, volume);
    case 'ext4':
      return takeOverExt4(system, copied, volume);
  }
}

/** Where a log was being replayed when that was cut off. */
export const endReplay = (parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> =>
  unmount(parts, replayFolder(volume));

const replayFolder = (volume: VolumeId): string => `/run/stowage-replay/${volume}`;

/** XFS replays its log while it is mounted, and is not renamed before. */
async function takeOverXfs(
  parts: LinuxParts,
  { device, fsType }: CopiedFilesystem,
  volume: VolumeId,
): Promise<DriverOutcome<undefined>> {
  // What it was copied from may be mounted here, and has the same UUID still.
  const mounted = await mount(parts, { device, path: replayFolder(volume), fsType, flags: ['nouuid'] });
  if (mounted.kind === 'error') return mounted;
  const ended = await endReplay(parts, volume);
  return ended.kind === 'error' ? ended : rename(parts.system, 'xfs_admin', ['-U', volume, device]);
}

async function takeOverExt4(
  system: System,
  { device, fsType }: CopiedFilesystem,
  volume: VolumeId,
): Promise<DriverOutcome<undefined>> {
  const mended = await repairFilesystem(system, device, fsType);
  if (mended.kind === 'error') return mended;
  // Else every checksum depends on the UUID, and half of them are wrong when it is cut off. Without checksums it refuses.
  await system.run({ program: 'tune2fs', args: ['-O', 'metadata_csum_seed', device] });
  return rename(system, 'tune2fs', ['-U', volume, device]);
}

async function rename(system: System, program: string, args: readonly string[]): Promise<DriverOutcome<undefined>> {
  const renamed = await runTool(system, { program, args, timeout: LONG_MILLISECONDS });
  return renamed.kind === 'error' ? renamed : ok(undefined);
}
