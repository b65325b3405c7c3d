/**
 * On-disk format v1, as far as space is concerned: what a drive and a leg lose to metadata.
 * A drive carries a GPT whose partitions start and end on GiB boundaries; every leg is one partition;
 * md and LUKS2 headers live inside the leg.
 */
import { gib, gibFloor } from './capacity.ts';
import type { GiB } from './capacity.ts';

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
