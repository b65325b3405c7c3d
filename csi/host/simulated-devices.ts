import { createHash } from 'node:crypto';
import type { LegId, VolumeId } from '../../core/model/ids.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { neverMadeAnew } from './never-made-anew.ts';
import type {
  CopiedContainer,
  DevicePath,
  EncryptedVolume,
  LegToConnect,
  MadeBefore,
  NewFilesystem,
  NodeHost,
} from './node-host.ts';
import type { VolumeKey } from '../volume-key.ts';
import type { PublishedEncryption } from './publication-directory.ts';
import { readBlock, writeBlock } from './simulated-blocks.ts';
import { arrayDevice, busy, containerDevice, isMounted, legDevice, volumeOf } from './simulated-parts.ts';
import type { SimulatedParts } from './simulated-parts.ts';

type DeviceSteps = Pick<
  NodeHost,
  | 'connectLeg'
  | 'disconnectLeg'
  | 'takeOverContainer'
  | 'unlock'
  | 'growEncryption'
  | 'lock'
  | 'takeOverFilesystem'
  | 'makeFilesystem'
>;

/** Legs, containers and filesystems of a simulated node. */
export const simulatedDevices = (parts: SimulatedParts): DeviceSteps => ({
  connectLeg: (leg) => connectLeg(parts, leg),
  disconnectLeg: (leg) => disconnectLeg(parts, leg),
  takeOverContainer: (container) => takeOverContainer(parts, container),
  unlock: (container) => unlock(parts, container),
  growEncryption: async ({ volume }) =>
    (await parts.state.containers.get(volume))
      ? ok(undefined)
      : failed('not-staged', `${containerDevice(volume)} is not open on this node`),
  lock: (volume) => lock(parts, volume),
  // Filesystems of this simulation have no identity.
  takeOverFilesystem: () => Promise.resolve(ok(undefined)),
  makeFilesystem: (request) => makeFilesystem(parts, request),
});

async function connectLeg(
  { state, fabric, node }: SimulatedParts,
  { leg, address }: LegToConnect,
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
  const user = (await state.arrays.all()).find(({ members }) =>
    members.some((member) => member.leg === leg && member.state !== 'out'),
  );
  if (user) return failed('in-use', `leg ${leg} is a member of ${arrayDevice(user.volume)}`);
  await state.legs.remove(leg);
  return ok(undefined);
}

/** What the header of a container says: a digest in place of key slots, and the token. */
const headerOf = ({ key, salt, keyGeneration }: PublishedEncryption): string =>
  JSON.stringify({ keyDigest: digestOf(key), salt, keyGeneration });

async function unlock(
  parts: SimulatedParts,
  { volume, encryption, made: before }: EncryptedVolume & MadeBefore,
): Promise<DriverOutcome<DevicePath>> {
  const header = headerOf(encryption);
  const found = await readBlock(parts, volume, 'container');
  if (found.kind === 'error') return found;
  if (found.value !== undefined && found.value !== header) {
    return failed('unsupported', `the key does not open ${arrayDevice(volume)}`);
  }
  if (found.value === undefined && before) return neverMadeAnew(volume, `${arrayDevice(volume)} reads`);
  if (found.value === undefined) {
    const made = await makeContainer(parts, volume, header);
    if (made.kind === 'error') return made;
  }
  await parts.state.containers.put(volume, { volume });
  return ok(containerDevice(volume));
}

/** Errors: unsupported. */
async function takeOverContainer(
  parts: SimulatedParts,
  { volume, encryption, copiedKey }: CopiedContainer,
): Promise<DriverOutcome<undefined>> {
  const header = headerOf(encryption);
  const found = await readBlock(parts, volume, 'container');
  if (found.kind === 'error') return found;
  if (found.value === header) return ok(undefined);
  if (found.value === undefined || digestIn(found.value) !== digestOf(copiedKey)) {
    return failed('unsupported', `the key of what was copied does not open ${arrayDevice(volume)}`);
  }
  return writeBlock(parts, volume, { address: 'container', text: header });
}

const digestOf = (key: VolumeKey): string => createHash('sha256').update(key.reveal()).digest('hex');

const digestIn = (header: string): string => (JSON.parse(header) as { readonly keyDigest: string }).keyDigest;

async function makeContainer(
  parts: SimulatedParts,
  volume: VolumeId,
  header: string,
): Promise<DriverOutcome<undefined>> {
  const filesystem = await readBlock(parts, volume, 'filesystem');
  if (filesystem.kind === 'error') return filesystem;
  if (filesystem.value !== undefined) {
    return failed('unsupported', `${arrayDevice(volume)} holds ${filesystem.value} and is not encrypted`);
  }
  return writeBlock(parts, volume, { address: 'container', text: header });
}

async function lock({ state }: SimulatedParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  if (await isMounted(state, containerDevice(volume))) return busy(containerDevice(volume));
  await state.containers.remove(volume);
  return ok(undefined);
}

async function makeFilesystem(
  parts: SimulatedParts,
  { device, fsType, made }: NewFilesystem,
): Promise<DriverOutcome<undefined>> {
  const volume = volumeOf(device);
  const container = await readBlock(parts, volume, 'container');
  if (container.kind === 'error') return container;
  if (container.value !== undefined && device === arrayDevice(volume)) {
    return failed('unsupported', `${device} holds an encrypted container, not ${fsType}; it is never made anew`);
  }
  const filesystem = await readBlock(parts, volume, 'filesystem');
  if (filesystem.kind === 'error') return filesystem;
  if (filesystem.value === fsType) return ok(undefined);
  if (filesystem.value === undefined) {
    if (made) return neverMadeAnew(volume, `${device} reads`);
    return writeBlock(parts, volume, { address: 'filesystem', text: fsType });
  }
  return failed('unsupported', `${device} holds ${filesystem.value}, not ${fsType}; it is never made anew`);
}
