import type { GiB } from './capacity.ts';
import type { BandwidthDomainName, DomainName, EnclosureName, LevelName, StorageGroupName } from './ids.ts';
import type { DriveProtocol, DriveState, MediaType, Transport } from './inventory.ts';

/**
 * How much a drive has been written, by what it reports: `fresh` below 50 % of what its maker rates it for, `worn` below
 * 80 %, `worn-out` from there on. A drive moves on twice in its life, so that classes, and what rules say of them, last.
 */
export const WEAR_CLASSES = ['fresh', 'worn', 'worn-out', 'unknown'] as const;
export type WearClass = (typeof WEAR_CLASSES)[number];

const WORN_PERCENT = 50;
const WORN_OUT_PERCENT = 80;

/** The class of a drive that says that it is used up by so many percent; `unknown` for one that says nothing. */
export function wearClassOf(percentageUsed: number | undefined): WearClass {
  if (percentageUsed === undefined) return 'unknown';
  if (percentageUsed < WORN_PERCENT) return 'fresh';
  return percentageUsed < WORN_OUT_PERCENT ? 'worn' : 'worn-out';
}

/**
 * Drives that no rule can tell apart: same box, same kind, same tags. A drive rule runs once per class. Free space and
 * wear in percent are not part of it, because they change by themselves.
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
  readonly wearClass: WearClass;
}
