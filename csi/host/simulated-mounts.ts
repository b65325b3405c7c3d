import { gibToBytes } from '../../core/model/capacity.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { VolumeStats } from '../services/node-port.ts';
import type { SimulatedPaths } from '../simulation/paths.ts';
import type { BindMount, BindSource, DevicePath, FilesystemMount, NodeHost } from './node-host.ts';
import { superblockOf } from './simulated-blocks.ts';
import { volumeOf } from './simulated-parts.ts';
import type { SimulatedParts } from './simulated-parts.ts';
import type { SimulatedMount } from './simulated-state.ts';

type MountSteps = Pick<NodeHost, 'mount' | 'growFilesystem' | 'unmount' | 'bind' | 'unbind' | 'isShown' | 'usage'>;

/** ext4's default ratio. */
const BYTES_PER_INODE = 16384n;

/**
 * Mounts of a simulated node. Their paths are made and taken away, empty; that something is mounted there is only
 * recorded.
 */
export const simulatedMounts = (parts: SimulatedParts): MountSteps => ({
  mount: (request) => mount(parts, request),
  growFilesystem: async (path) => ((await parts.state.mounts.get(path)) ? ok(undefined) : notMounted(path)),
  unmount: async (path) => {
    await parts.state.mounts.remove(path);
    return ok(undefined);
  },
  bind: (request) => bind(parts, request),
  unbind: (target) => unbind(parts, target),
  isShown: async (target) => ok(await isShown(parts, target)),
  usage: (of) => usage(parts, of),
});

async function mount({ state, paths }: SimulatedParts, request: FilesystemMount): Promise<DriverOutcome<undefined>> {
  const { path, device, fsType } = request;
  const mounted = await state.mounts.get(path);
  if (mounted && mounted.device !== device) return taken(path, mounted);
  await paths.makeFolders(path);
  await state.mounts.put(path, { kind: 'filesystem', path, device, fsType });
  return ok(undefined);
}

async function bind(parts: SimulatedParts, { source, target, readonly }: BindMount): Promise<DriverOutcome<undefined>> {
  const device = await deviceOf(parts, source);
  if (device.kind === 'error') return device;
  const mounted = await parts.state.mounts.get(target);
  if (mounted && mounted.device !== device.value) return taken(target, mounted);
  const made = await makeTarget(parts.paths, source, target);
  if (made.kind === 'error') return made;
  await parts.state.mounts.put(target, { kind: 'bind', path: target, device: device.value, readonly });
  return ok(undefined);
}

async function unbind({ state, paths }: SimulatedParts, target: string): Promise<DriverOutcome<undefined>> {
  const found = await paths.kindOf(target);
  if (found === 'folder' && !(await paths.removeEmptyFolder(target))) {
    return failed('in-use', `${target} holds files, which a simulated mount does not keep; move them away`);
  }
  if (found === 'file') await paths.removeFile(target);
  await state.mounts.remove(target);
  return ok(undefined);
}

/** On a real node, too, a mount goes with its path when somebody takes that away. */
const isShown = async ({ state, paths }: SimulatedParts, target: string): Promise<boolean> =>
  (await state.mounts.get(target)) !== undefined && (await paths.kindOf(target)) !== undefined;

async function usage(parts: SimulatedParts, of: BindSource): Promise<DriverOutcome<VolumeStats>> {
  const device = await deviceOf(parts, of);
  if (device.kind === 'error') return failed('not-found', device.message);
  const content = await superblockOf(parts, volumeOf(device.value));
  if (content.kind === 'error') return content;
  const total = gibToBytes(content.value.size);
  if (of.kind === 'device') return ok({ bytes: { total, used: undefined, available: undefined }, inodes: undefined });
  const inodes = total / BYTES_PER_INODE;
  return ok({
    bytes: { total, used: 0n, available: total },
    inodes: { total: inodes, used: 0n, available: inodes },
  });
}

/** The device behind what is to be shown. Errors: not-staged. */
async function deviceOf({ state }: SimulatedParts, source: BindSource): Promise<DriverOutcome<DevicePath>> {
  switch (source.kind) {
    case 'filesystem': {
      const mounted = await state.mounts.get(source.path);
      return mounted ? ok(mounted.device) : notMounted(source.path);
    }
    case 'device': {
      const array = await state.arrays.get(volumeOf(source.device));
      return array ? ok(source.device) : failed('not-staged', `${source.device} is not there`);
    }
  }
}

/** A folder for a filesystem, a file for a device. Source: CSI spec, NodePublishVolumeRequest.target_path. */
async function makeTarget(
  paths: SimulatedPaths,
  { kind }: BindSource,
  target: string,
): Promise<DriverOutcome<undefined>> {
  const wanted = kind === 'filesystem' ? 'folder' : 'file';
  const found = await paths.kindOf(target);
  if (found && found !== wanted) {
    return failed('already-exists', `${target} exists and is not what a ${kind} is shown at`);
  }
  if (found) return ok(undefined);
  await (wanted === 'folder' ? paths.makeFolder(target) : paths.makeFile(target));
  return ok(undefined);
}

const notMounted = (path: string): DriverFailure => failed('not-staged', `nothing is mounted at ${path}`);

const taken = (path: string, mounted: SimulatedMount): DriverFailure =>
  failed('already-exists', `${mounted.device} is mounted at ${path}`);
