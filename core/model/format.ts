/**
 * On-disk format v1, as far as space is concerned: what a drive and a leg lose to metadata.
 * A drive carries a GPT whose partitions start and end on GiB boundaries; every leg is one partition;
 * md and LUKS2 headers live inside the leg.
 */
import { gib, gibFloor } from './capacity.ts';
import type { GiB } from './capacity.ts';

/** Entries of the GPT: what Linux takes of one drive at most. The first is the owner label's. */
export const PARTITION_TABLE_LENGTH = 256;

/** The owner label lies in the second MiB of the drive and takes one. */
export const LABEL_OFFSET_BYTES = 2 ** 20;
export const LABEL_BYTES = 2 ** 20;

/** The first GiB holds the GPT and the owner label. */
export const FIRST_EXTENT_GIB = gib(1);

/** The backup GPT sits behind the last partition. */
const BACKUP_GPT_BYTES = 2n ** 20n;

/** md's and LUKS2's headers take some MiB; partitions count in GiB, so a leg pays a whole one. */
export const LEG_METADATA_GIB = gib(1);

/** GiB of a drive that partitions may cover, counted from {@link FIRST_EXTENT_GIB}. Never negative. */
export function partitionableGiB(capacityBytes: bigint): GiB {
  if (capacityBytes <= BACKUP_GPT_BYTES) return gib(0);
  return gib(Math.max(0, gibFloor(capacityBytes - BACKUP_GPT_BYTES) - FIRST_EXTENT_GIB));
}

/** The extent that a leg needs for `usable` GiB of data. */
export const extentFor = (usable: GiB): GiB => gib(usable + LEG_METADATA_GIB);

/** The data that an extent holds. Never negative. */
export const usableOf = (extent: GiB): GiB => gib(Math.max(0, extent - LEG_METADATA_GIB));

/** Where data begin in a member of an array: behind superblock and bitmap, with room for a reshape. */
export const ARRAY_DATA_OFFSET_MIB = 128;

/** The same in KiB. */
export const FIRST_DATA_KIB = ARRAY_DATA_OFFSET_MIB * 1024;

export const KIB_PER_GIB = 2 ** 20;

/** md RAID10's chunk. */
export const ARRAY_CHUNK_KIB = 512;

/** A LUKS2 header: two copies of metadata, and the key slots. */
export const ENCRYPTION_HEADER_MIB = 16;

/** What an array is made of, as far as its size is concerned. */
export interface ArrayShape {
  /** Usable size, above encryption. */
  readonly size: GiB;
  readonly encrypted: boolean;
  /** Pairs of a striped mirror; 1 for every other layout. */
  readonly stripes: number;
}

/**
 * KiB of each member that hold data, a whole number of chunks. The array is exactly as large as was asked for, or by
 * less than a chunk per stripe larger.
 */
export function componentKiB({ size, encrypted, stripes }: ArrayShape): number {
  const usable = size * 2 ** 20 + (encrypted ? ENCRYPTION_HEADER_MIB * 1024 : 0);
  return Math.ceil(usable / stripes / ARRAY_CHUNK_KIB) * ARRAY_CHUNK_KIB;
}
