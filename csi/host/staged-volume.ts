import type { GiB } from '../../core/model/capacity.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { AccessMode } from '../../core/model/volume.ts';
import type { Store } from '../../store/store.ts';
import { recordFormat, writeAll } from '../records.ts';
import type { VolumeCapability } from '../services/driver-port.ts';
import type { DevicePath } from './node-host.ts';

/**
 * What this node has done, or is about to do, for one volume. Written before the first step, so that whatever a crash
 * leaves behind can be finished or undone; never holds keys or mount flags.
 */
export interface StagedVolume {
  readonly volume: VolumeId;
  readonly publication: PublicationId;
  readonly stagingPath: string;
  readonly accessMode: AccessMode;
  readonly use: VolumeUse;
  readonly phase: StagingPhase;
  /** Every leg that may be connected. */
  readonly legs: readonly LegId[];
  readonly encrypted: boolean;
  readonly size: GiB;
  /** Target paths that may exist. */
  readonly targets: readonly Target[];
}

type StagingPhase =
  | { readonly kind: 'staging' }
  | { readonly kind: 'staged'; readonly device: DevicePath }
  | { readonly kind: 'unstaging' };

export type VolumeUse = { readonly kind: 'mount'; readonly fsType: FsType } | { readonly kind: 'block' };

export interface Target {
  readonly path: string;
  readonly readonly: boolean;
}

/** Whether a capability asks for what is staged. One that names no filesystem takes any. */
export const sameUse = (use: VolumeUse, capability: VolumeCapability): boolean =>
  use.kind === 'mount'
    ? capability.kind === 'mount' && (capability.fsType ?? use.fsType) === use.fsType
    : capability.kind === 'block';

export interface StagedVolumes {
  get(volume: VolumeId): Promise<StagedVolume | undefined>;
  put(staged: StagedVolume): Promise<void>;
  remove(volume: VolumeId): Promise<void>;
}

const record = recordFormat<StagedVolume>('staged volumes', 1);
const keyOf = (volume: VolumeId): string => `node/volume/${volume}`;

/** Callers hold the volume's lock, so records are written without conditions. */
export function stagedVolumesIn(store: Store): StagedVolumes {
  return {
    get: async (volume) => {
      const entry = await store.get(keyOf(volume));
      return entry && record.read(entry);
    },
    put: (staged) => writeAll(store, [record.put(keyOf(staged.volume), staged)]),
    remove: (volume) => writeAll(store, [{ kind: 'delete', key: keyOf(volume) }]),
  };
}
