import { createHash } from 'node:crypto';
import path from 'node:path';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../../services/outcome.ts';
import type { VolumeStats } from '../../services/node-port.ts';
import { draftOf, SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import type { BindMount, BindSource, FilesystemMount } from '../node-host.ts';
import { deviceBytes, deviceNumber, kernelName } from './block-devices.ts';
import { repairFilesystem } from './filesystems.ts';
import type { LinuxParts } from './linux-parts.ts';
import { escapedField, mountAt } from './mount-table.ts';
import type { Mount } from './mount-table.ts';
import { LONG_MILLISECONDS, runTool } from './run-tool.ts';

/** More mounts on top of each other than anybody makes. */
const MOST_LAYERS = 16;

/** Errors: already-exists (something else is mounted there), not-staged (there is no such device). */
export async function mount({ system }: LinuxParts, request: FilesystemMount): Promise<DriverOutcome<undefined>> {
  const { device, path: folder, fsType } = request;
  const name = await kernelName(system, device);
  if (name === undefined) return failed('not-staged', `${device} is not there`);
  const mounted = await mountAt(system, folder);
  if (mounted) return mounted.device === (await deviceNumber(system, name)) ? ok(undefined) : taken(mounted);
  const repaired = await repairFilesystem(system, device, fsType);
  if (repaired.kind === 'error') return repaired;
  await makeFolders(system, folder);
  return mountByTable(system, request);
}

/** Leaves no table of flags either, whole or in part, which a mount that was cut off may have left. Errors: in-use. */
export async function unmount({ system }: LinuxParts, target: string): Promise<DriverOutcome<undefined>> {
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    if (!(await mountAt(system, target))) {
      const table = tableOf(target);
      for (const left of [table, draftOf(table)]) await system.removeFile(left);
      return ok(undefined);
    }
    const done = await runTool(system, { program: 'umount', args: [target], timeout: LONG_MILLISECONDS });
    if (done.kind === 'error') return failed('in-use', `${target} cannot be unmounted: ${done.message}`);
  }
  return failed('in-use', `more than ${String(MOST_LAYERS)} mounts lie on each other at ${target}`);
}

/**
 * A device that is shown read-only is so by its mount alone: whoever may open device nodes may write to it all the same,
 * since the kernel knows read-only devices, not read-only users of one. Errors: not-staged, already-exists.
 */
export async function bind(
  { system }: LinuxParts,
  { source, target, readonly }: BindMount,
): Promise<DriverOutcome<undefined>> {
  const shown = await shownBy(system, source);
  if (shown.kind === 'error') return shown;
  const before = await mountAt(system, target);
  if (before && !shown.value.isShownBy(before)) return taken(before);
  if (!before) {
    const made = await makeTarget(system, source.kind, target);
    if (made.kind === 'error') return made;
    const bound = await runTool(system, { program: 'mount', args: ['--bind', shown.value.path, target] });
    if (bound.kind === 'error') return bound;
  }
  // A bind is made as its source is; being read-only is a second step, which may have been missed.
  if ((before?.readonly ?? false) === readonly) return ok(undefined);
  const mode = readonly ? 'remount,bind,ro' : 'remount,bind,rw';
  const remounted = await runTool(system, { program: 'mount', args: ['-o', mode, target] });
  return remounted.kind === 'error' ? remounted : ok(undefined);
}

/** Errors: in-use. */
export async function unbind(parts: LinuxParts, target: string): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const unmounted = await unmount(parts, target);
  if (unmounted.kind === 'error') return unmounted;
  const kind = await system.kindOf(target);
  try {
    if (kind === 'directory') await system.removeDirectory(target);
    else if (kind !== 'none') await system.removeFile(target);
    return ok(undefined);
  } catch (error) {
    if (!(error instanceof SystemError) || error.errno !== 'ENOTEMPTY') throw error;
    return failed('in-use', `${target} holds files that were written while nothing was mounted there; move them away`);
  }
}

export const isShown = async ({ system }: LinuxParts, target: string): Promise<DriverOutcome<boolean>> =>
  ok((await mountAt(system, target)) !== undefined);

/** Errors: not-found. */
export async function usage({ system }: LinuxParts, of: BindSource): Promise<DriverOutcome<VolumeStats>> {
  const shown = await shownBy(system, of);
  if (shown.kind === 'error') return failed('not-found', shown.message);
  if (of.kind === 'filesystem') return ok(await system.filesystemUsage(of.path));
  const name = await kernelName(system, of.device);
  const total = name === undefined ? 0n : await deviceBytes(system, name);
  return ok({ bytes: { total, used: undefined, available: undefined }, inodes: undefined });
}

/** What a bind shows: from where, and whether a mount shows it already. Errors: not-staged. */
async function shownBy(
  system: System,
  source: BindSource,
): Promise<DriverOutcome<{ readonly path: string; readonly isShownBy: (mount: Mount) => boolean }>> {
  switch (source.kind) {
    case 'filesystem': {
      const mounted = await mountAt(system, source.path);
      if (!mounted) return failed('not-staged', `nothing is mounted at ${source.path}`);
      return ok({
        path: source.path,
        isShownBy: ({ device, root }) => device === mounted.device && root === mounted.root,
      });
    }
    case 'device': {
      const name = await kernelName(system, source.device);
      if (name === undefined) return failed('not-staged', `${source.device} is not there`);
      return ok({ path: `/dev/${name}`, isShownBy: ({ showsDevice }) => showsDevice === name });
    }
  }
}

/** One for each folder, so that what a crash leaves is found when the folder is unmounted. */
const tableOf = (folder: string): string =>
  `/run/stowage-mount-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;

/** Through a table of its own, since flags may be secret, and arguments can be read by every process of the host. */
async function mountByTable(
  system: System,
  { device, path: folder, fsType, flags }: FilesystemMount,
): Promise<DriverOutcome<undefined>> {
  const table = tableOf(folder);
  const fields = [device, folder, fsType, flags.length > 0 ? flags.join(',') : 'defaults'];
  await system.replaceFile(table, `${fields.map(escapedField).join(' ')} 0 0\n`);
  try {
    const command = { program: 'mount', args: ['--fstab', table, folder], timeout: LONG_MILLISECONDS };
    const mounted = await runTool(system, command);
    return mounted.kind === 'error' ? mounted : ok(undefined);
  } finally {
    await system.removeFile(table);
  }
}

/** A folder for a filesystem, a file for a device. Source: CSI spec, NodePublishVolumeRequest.target_path. */
async function makeTarget(system: System, kind: BindSource['kind'], target: string): Promise<DriverOutcome<undefined>> {
  const wanted = kind === 'filesystem' ? 'directory' : 'file';
  const found = await system.kindOf(target);
  if (found === wanted) return ok(undefined);
  if (found !== 'none') return failed('already-exists', `${target} exists and is not what a ${kind} is shown at`);
  if (wanted === 'directory') await system.makeDirectory(target);
  else await system.replaceFile(target, '');
  return ok(undefined);
}

async function makeFolders(system: System, folder: string): Promise<void> {
  const parent = path.dirname(folder);
  if (parent !== folder && (await system.kindOf(parent)) === 'none') await makeFolders(system, parent);
  await system.makeDirectory(folder);
}

const taken = ({ source, path: folder }: Mount): DriverFailure =>
  failed('already-exists', `${source} is mounted at ${folder}`);
