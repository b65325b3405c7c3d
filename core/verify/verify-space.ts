/** Whether legs lie inside their drives, on space that nobody else has, and are as many and as large as they must be. */
import { FIRST_EXTENT_GIB, LEG_METADATA_GIB, partitionableGiB } from '../model/format.ts';
import type { DriveId } from '../model/ids.ts';
import type { Extent, Layout, PlacedLeg, Placement } from '../model/volume.ts';
import { violation } from './violation.ts';
import type { Violation } from './violation.ts';

/** An extent that a volume already holds. */
export interface TakenExtent {
  readonly extent: Extent;
  readonly whole: boolean;
}

/** What others hold of a drive. */
export type TakenOf = (drive: DriveId) => readonly TakenExtent[];

export const isSlice = (layout: Layout): boolean => layout === 'slice' || layout === 'mirrored-slice';

export const isInside = ({ extent }: PlacedLeg, capacityBytes: bigint): boolean =>
  extent.start >= FIRST_EXTENT_GIB &&
  extent.start + extent.length <= FIRST_EXTENT_GIB + partitionableGiB(capacityBytes);

export function verifyOwnership(takenOf: TakenOf, placement: Pick<Placement, 'layout' | 'legs'>): readonly Violation[] {
  const whole = !isSlice(placement.layout);
  const violations: Violation[] = [];
  placement.legs.forEach((leg, at) => {
    if (placement.legs.slice(0, at).some((other) => other.drive === leg.drive)) {
      violations.push(violation('same-drive-twice', `two legs on drive ${leg.drive}`));
    }
    for (const other of takenOf(leg.drive)) {
      if (whole || other.whole)
        violations.push(violation('shared-whole-drive', `drive ${leg.drive} has another owner`));
      else if (overlaps(leg.extent, other.extent))
        violations.push(violation('overlap', `${extentText(leg)} has another owner`));
    }
  });
  return violations;
}

const overlaps = (a: Extent, b: Extent): boolean => a.start < b.start + b.length && b.start < a.start + a.length;

const LEGS: Readonly<Record<Layout, (legs: number) => boolean>> = {
  single: (legs) => legs === 1,
  slice: (legs) => legs === 1,
  mirror: (legs) => legs === 2,
  'mirrored-slice': (legs) => legs === 2,
  'striped-mirror': (legs) => legs >= 4 && legs % 2 === 0,
};

export function verifyShape(placement: Pick<Placement, 'layout' | 'legs' | 'size'>): readonly Violation[] {
  const count = placement.legs.length;
  if (!LEGS[placement.layout](count)) {
    return [violation('leg-count', `a ${placement.layout} has no ${String(count)} legs`)];
  }
  const stripes = placement.layout === 'striped-mirror' ? count / 2 : 1;
  const usable = Math.min(...placement.legs.map((leg) => leg.extent.length - LEG_METADATA_GIB)) * stripes;
  if (usable >= placement.size) return [];
  return [violation('too-small', `the legs hold ${String(usable)} GiB of ${String(placement.size)}`)];
}

export const extentText = (leg: PlacedLeg): string =>
  `${String(leg.extent.start)}+${String(leg.extent.length)} GiB of drive ${leg.drive}`;
