import type { GiB } from './capacity.ts';
import type { BackendName, LegId, PublicationId, VolumeId } from './ids.ts';
import type { Transport } from './inventory.ts';
import type { VolumeEncryption } from './volume-encryption.ts';

/** What CSI's volume_content_source names. A snapshot has the id of the record that it is kept as. */
export interface ContentSource {
  readonly kind: 'snapshot' | 'volume';
  readonly id: VolumeId;
}

/** What legs were filled with: the data of the legs of another volume, as they were at one moment. */
export interface CopiedData {
  /** Usable size of the volume that it was copied from. */
  readonly size: GiB;
  /** What its container is opened by; left out where there is none. */
  readonly openedBy?: ContainerKey;
}

/** Whose key opens a container: a copy bears the key of the volume that made it. */
export interface ContainerKey extends VolumeEncryption {
  readonly volume: VolumeId;
  /** It names the secret. */
  readonly backend: BackendName;
}

export interface VolumeOrigin {
  readonly source: ContentSource;
  /** Left out where the source held nothing yet: then the volume begins empty as well. */
  readonly data?: CopiedData;
}

/** One leg that is still to be filled from another, which stays the same until it is. */
export interface LegCopy {
  readonly into: LegId;
  readonly from: LegId;
  /** How the source is exported to the host of the other leg; left out where one host holds both. */
  readonly exported?: { readonly publication: PublicationId; readonly transport: Transport };
  /** `withdrawing`: it is filled, and what was exported for it goes. */
  readonly phase: 'copying' | 'withdrawing';
}

/** What makes a record a snapshot: it has legs as a volume has, and nobody publishes, grows or stages it. */
export interface SnapshotMark {
  /** ISO 8601: since when nothing could write to the volume. */
  readonly takenAt: string;
}
