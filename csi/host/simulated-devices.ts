import { createHash } from 'node:crypto';
import type { LegId, NodeName, VolumeId } from '../../core/model/ids.ts';
import type { SimulatedFabric } from '../simulation/fabric.ts';
import type { LegContent, LegContents } from '../simulation/leg-contents.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { VolumeKey } from '../volume-key.ts';
import type { ArrayOfLegs, DevicePath, NodeHost } from './node-host.ts';
import type { PublishedLeg } from './publication-directory.ts';
import type { SimulatedState } from './simulated-state.ts';

export interface SimulatedParts {
  readonly node: NodeName;
  readonly state: SimulatedState;
  readonly contents: LegContents;
  readonly fabric: SimulatedFabric;
}

type DeviceSteps = Pick<
  NodeHost,
  | 'connectLeg'
  | 'disconnectLeg'
  | 'assembleArray'
  | 'growArray'
  | 'stopArray'
  | 'unlock'
  | 'growEncryption'
  | 'lock'
  | 'makeFilesystem'
>;

const FOLDER = '/dev/simulated/';
const legDevice = (leg: LegId): DevicePath => `${FOLDER}leg-${leg}` as DevicePath;
const arrayDevice = (volume: VolumeId): DevicePath => `${FOLDER}md-${volume}` as DevicePath;
const containerDevice = (volume: VolumeId): DevicePath => `${FOLDER}luks-${volume}` as DevicePath;
const legOf = (device: DevicePath): LegId => device.slice(`${FOLDER}leg-`.length) as LegId;
export const volumeOf = (device: DevicePath): VolumeId =>
  device.slice(device.indexOf('-', FOLDER.length) + 1) as VolumeId;

/** Legs, arrays, containers and filesystems of a simulated node. */
export const simulatedDevices = (parts: SimulatedParts): DeviceSteps => ({
  connectLeg: (leg) => connectLeg(parts, leg),
  disconnectLeg: (leg) => disconnectLeg(parts, leg),
  assembleArray: (array) => assembleArray(parts, array),
  growArray: async ({ volume, size }) =>
    changeContent(parts, volume, (content) => ok(content.size >= size ? content : { ...content, size })),
  stopArray: (volume) => stopArray(parts, volume),
  unlock: (container) => unlock(parts, container),
  growEncryption: async (volume) =>
    (await parts.state.containers.get(volume)) ? ok(undefined) : gone(containerDevice(volume)),
  lock: (volume) => lock(parts, volume),
  makeFilesystem: ({ device, fsType }) =>
    changeContent(parts, volumeOf(device), (content) => {
      if (content.filesystem !== undefined && content.filesystem !== fsType) {
        return failed('unsupported', `${device} holds ${content.filesystem}, not ${fsType}; it is never made anew`);
      }
      return ok({ ...content, filesystem: fsType });
    }),
});

/** What the array of a device holds, from its first member. Errors: not-staged. */
export async function contentOf(parts: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<LegContent>> {
  const first = (await parts.state.arrays.get(volume))?.members[0];
  const content = first && (await parts.contents.read(first));
  return content ? ok(content) : failed('not-staged', `${arrayDevice(volume)} is not assembled on this node`);
}

async function connectLeg(
  { state, fabric, node }: SimulatedParts,
  { leg, address }: PublishedLeg,
): Promise<DriverOutcome<DevicePath>> {
  const connected = await state.legs.get(leg);
  if (connected && connected.address.target !== address.target) {
    return failed('already-exists', `leg ${leg} is connected as ${connected.address.target}, not ${address.target}`);
  }
  if ((await fabric.reach(address, node)) !== leg) {
    return failed('unavailable', `${address.target} at ${address.address} does not let node ${node} in`);
  }
  await state.legs.put(leg, { leg, address });
  return ok(legDevice(leg));
}

async function disconnectLeg({ state }: SimulatedParts, leg: LegId): Promise<DriverOutcome<undefined>> {
  const user = (await state.arrays.all()).find(({ members }) => members.includes(leg));
  if (user) return failed('in-use', `leg ${leg} is a member of ${arrayDevice(user.volume)}`);
  await state.legs.remove(leg);
  return ok(undefined);
}

async function assembleArray(
  { state, contents }: SimulatedParts,
  { volume, layout, size, members }: ArrayOfLegs,
): Promise<DriverOutcome<DevicePath>> {
  const legs = members.map(legOf);
  const found = await Promise.all(legs.map((leg) => contents.read(leg)));
  // Superblocks are written with the first member last: without it, the array was never used.
  const unmade = found[0] === undefined;
  const fits = (content: LegContent | undefined, position: number): boolean =>
    content ? content.volume === volume && content.position === position : unmade;
  const stranger = legs.find((_, position) => !fits(found[position], position));
  if (stranger !== undefined) {
    return failed('unsupported', `leg ${stranger} is not that member of volume ${volume}; the array is not touched`);
  }
  if (unmade) await contents.write(new Map(legs.map((leg, position) => [leg, { volume, layout, position, size }])));
  await state.arrays.put(volume, { volume, members: legs });
  return ok(arrayDevice(volume));
}

async function stopArray({ state }: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  if (await state.containers.get(volume)) return busy(arrayDevice(volume));
  if (await isMounted(state, arrayDevice(volume))) return busy(arrayDevice(volume));
  await state.arrays.remove(volume);
  return ok(undefined);
}

async function unlock(
  parts: SimulatedParts,
  { volume, key }: { readonly volume: VolumeId; readonly key: VolumeKey },
): Promise<DriverOutcome<DevicePath>> {
  const keyDigest = createHash('sha256').update(key.reveal()).digest('hex');
  const opened = await changeContent(parts, volume, (content) => {
    if (content.keyDigest === keyDigest) return ok(content);
    if (content.keyDigest !== undefined) return failed('unsupported', `the key does not open ${arrayDevice(volume)}`);
    if (content.filesystem === undefined) return ok({ ...content, keyDigest });
    return failed('unsupported', `${arrayDevice(volume)} holds ${content.filesystem} and is not encrypted`);
  });
  if (opened.kind === 'error') return opened;
  await parts.state.containers.put(volume, { volume });
  return ok(containerDevice(volume));
}

async function lock({ state }: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  if (await isMounted(state, containerDevice(volume))) return busy(containerDevice(volume));
  await state.containers.remove(volume);
  return ok(undefined);
}

/** Changes what the array holds, on every member. */
async function changeContent(
  parts: SimulatedParts,
  volume: VolumeId,
  change: (content: LegContent) => DriverOutcome<LegContent>,
): Promise<DriverOutcome<undefined>> {
  const before = await contentOf(parts, volume);
  if (before.kind === 'error') return before;
  const after = change(before.value);
  if (after.kind === 'error') return after;
  const members = (await parts.state.arrays.get(volume))?.members ?? [];
  await parts.contents.write(new Map(members.map((leg, position) => [leg, { ...after.value, position }])));
  return ok(undefined);
}

const isMounted = async (state: SimulatedState, device: DevicePath): Promise<boolean> =>
  (await state.mounts.all()).some((mount) => mount.device === device);

const busy = (device: DevicePath): DriverFailure => failed('in-use', `${device} is in use on this node`);

const gone = (device: DevicePath): DriverFailure => failed('not-staged', `${device} is not open on this node`);
