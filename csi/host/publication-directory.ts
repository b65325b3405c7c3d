import type { GiB } from '../../core/model/capacity.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { ExportAddress } from '../export-address.ts';
import type { VolumeKey } from '../volume-key.ts';

/** Where a node plug-in learns what a publication handle stands for. */
export interface PublicationDirectory {
  /**
   * `undefined` where the publication is not live: never made, or withdrawn.
   * @throws CsiError `no-key` where the key of an encrypted volume cannot be derived now
   */
  lookup(publication: PublicationId): Promise<PublishedLegs | undefined>;
}

/** All that a node needs to bring up a volume that is published to it. */
export interface PublishedLegs {
  readonly publication: PublicationId;
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly layout: Layout;
  /** Usable size. */
  readonly size: GiB;
  /** For mount volumes whose capability names none. */
  readonly fsType: FsType;
  /** In array order; pairs adjacent. All of them are needed. */
  readonly legs: readonly PublishedLeg[];
  /** `undefined` where the volume is not encrypted. */
  readonly key: VolumeKey | undefined;
}

export interface PublishedLeg {
  readonly leg: LegId;
  readonly address: ExportAddress;
}
