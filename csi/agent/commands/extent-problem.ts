import { formatGiB } from '../../../core/model/capacity.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../../../core/model/format.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { EnclosureErrorCode } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import type { Failure } from '../../outcome.ts';
import type { FoundDrive } from '../discovery/found-drive.ts';
import type { LegPartition } from '../disk/drive-layout.ts';

interface TakenSpace {
  readonly legs: readonly LegPartition[];
  /** Bytes that jobs are writing. */
  readonly reserved: readonly Extent[];
}

/** Why a leg cannot lie there; `undefined` where it can. */
export function extentProblem(
  { id, capacityBytes }: FoundDrive,
  { legs, reserved }: TakenSpace,
  extent: Extent,
): Failure<EnclosureErrorCode> | undefined {
  const limit = FIRST_EXTENT_GIB + partitionableGiB(capacityBytes);
  const whole = Number.isSafeInteger(extent.start) && Number.isSafeInteger(extent.length);
  if (!whole || extent.length < 1 || extent.start < FIRST_EXTENT_GIB || extent.start + extent.length > limit) {
    const room = `from ${formatGiB(FIRST_EXTENT_GIB)} to ${String(limit)} GiB`;
    return failed('outside-drive', `drive ${id} can be cut ${room}, in whole GiB; not ${spoken(extent)}`);
  }
  const leg = legs.find((other) => overlap(other.extent, extent));
  if (leg) {
    const where = `leg ${leg.leg} of volume ${leg.volume}${leg.wiping ? ', which is being wiped' : ''}`;
    return failed('overlap', `${spoken(extent)} of drive ${id} overlaps ${where} at ${spoken(leg.extent)}`);
  }
  return reserved.some((other) => overlap(other, extent))
    ? failed('overlap', `${spoken(extent)} of drive ${id} overlaps what another leg is growing into`)
    : undefined;
}

const overlap = (one: Extent, other: Extent): boolean =>
  one.start < other.start + other.length && other.start < one.start + one.length;

export const sameExtent = (one: Extent, other: Extent): boolean =>
  one.start === other.start && one.length === other.length;

const spoken = ({ start, length }: Extent): string => `${String(length)} GiB from ${String(start)}`;
