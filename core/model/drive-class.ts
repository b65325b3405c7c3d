import type { GiB } from './capacity.ts';
import type { BandwidthDomainName, DomainName, EnclosureName, LevelName, StorageGroupName } from './ids.ts';
import type { DriveProtocol, DriveState, MediaType, Transport } from './inventory.ts';

/**
 * Drives that no rule can tell apart: same box, same kind, same tags. A drive rule runs once per class. Free space is
 * not part of it, because it changes by itself.
 */
export interface DriveClass {
  readonly enclosure: EnclosureName;
  readonly storageGroup: StorageGroupName;
  /** Every level known for the enclosure, `storageGroup` and `enclosure` among them. */
  readonly domains: ReadonlyMap<LevelName, DomainName>;
  readonly bandwidthDomain: BandwidthDomainName | undefined;
  readonly transports: ReadonlySet<Transport>;
  readonly mediaType: MediaType;
  readonly protocol: DriveProtocol;
  readonly rotationSpeedRPM: number;
  readonly capacityBytes: bigint;
  /** What partitions may cover. */
  readonly partitionable: GiB;
  readonly tags: readonly string[];
  readonly state: DriveState;
}
