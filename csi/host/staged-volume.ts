import type { IoLimits } from '../../core/model/attributes.ts';
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
 * leaves behind can be finished or undone; never holds keys, CHAP secrets or mount flags.
 */
export interface StagedVolume {
  readonly volume: VolumeId;
  readonly publication: PublicationId;
  readonly stagingPath: string;
  readonly accessMode: AccessMode;
  readonly use: VolumeUse;
  readonly phase: StagingPhase;
  /** Of the node when all this was begun: what a kernel holds does not outlive it. */
  readonly bootId: string;
  /** In array order; every one may be connected. */
  readonly legs: readonly LegId[];
  /** Legs that the driver may have recorded as dropped, or as rebuilding. */
  readonly dropped: readonly LegId[];
  readonly encrypted: boolean;
  /** What everything above the legs is known to have grown to here; `undefined` where it has not grown here. */
  readonly grownTo: GiB | undefined;
  /** What its device may be limited to here. Left out: it never was. */
  readonly limits?: IoLimits;
  /** Target paths that may exist. */
  readonly targets: readonly Target[];
}

type StagingPhase =
  | { readonly kind: 'staging' }
  | { readonly kind: 'staged'; readonly device: DevicePath }
  /** The legs that were in sync once nothing wrote any more; `undefined` where that is not known. */
  | { readonly kind: 'unstaging'; readonly inSync: readonly LegId[] | undefined };

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
  all(): Promise<readonly StagedVolume[]>;
}

const record = recordFormat<StagedVolume>('staged volumes', 1);
const PREFIX = 'node/volume/';
const keyOf = (volume: VolumeId): string => PREFIX + volume;

/** Callers hold the volume's lock, so records are written without conditions. */
export function stagedVolumesIn(store: Store): StagedVolumes {
  return {
    get: async (volume) => {
      const entry = await store.get(keyOf(volume));
      return entry && record.read(entry);
    },
    put: (staged) => writeAll(store, [record.put(keyOf(staged.volume), staged)]),
    remove: (volume) => writeAll(store, [{ kind: 'delete', key: keyOf(volume) }]),
    all: async () => (await store.list(PREFIX)).map((entry) => record.read(entry)),
  };
}
