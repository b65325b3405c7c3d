import type { LegId, NodeName, VolumeId } from '../../core/model/ids.ts';
import { failed } from '../services/outcome.ts';
import type { DriverFailure } from '../services/outcome.ts';
import type { SimulatedFabric } from '../simulation/fabric.ts';
import type { LegContents } from '../simulation/leg-contents.ts';
import type { SimulatedPaths } from '../simulation/paths.ts';
import type { DevicePath } from './node-host.ts';
import type { SimulatedState } from './simulated-state.ts';

export interface SimulatedParts {
  readonly node: NodeName;
  readonly state: SimulatedState;
  readonly contents: LegContents;
  readonly fabric: SimulatedFabric;
  readonly paths: SimulatedPaths;
}

const FOLDER = '/dev/simulated/';
export const legDevice = (leg: LegId): DevicePath => `${FOLDER}leg-${leg}` as DevicePath;
export const arrayDevice = (volume: VolumeId): DevicePath => `${FOLDER}md-${volume}` as DevicePath;
export const containerDevice = (volume: VolumeId): DevicePath => `${FOLDER}luks-${volume}` as DevicePath;
export const legOf = (device: DevicePath): LegId => device.slice(`${FOLDER}leg-`.length) as LegId;
export const volumeOf = (device: DevicePath): VolumeId =>
  device.slice(device.indexOf('-', FOLDER.length) + 1) as VolumeId;

export const isMounted = async (state: SimulatedState, device: DevicePath): Promise<boolean> =>
  (await state.mounts.all()).some((mount) => mount.device === device);

export const busy = (device: DevicePath): DriverFailure => failed('in-use', `${device} is in use on this node`);
