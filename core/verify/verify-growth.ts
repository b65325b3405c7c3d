import type { DriveId } from '../model/ids.ts';
import type { PlacedLeg, Volume } from '../model/volume.ts';
import type { FoundDrive, Ground } from './ground.ts';
import { extentText, isInside, verifyOwnership, verifyShape } from './verify-space.ts';
import type { TakenOf } from './verify-space.ts';
import { violation } from './violation.ts';
import type { Violation } from './violation.ts';

/**
 * Every rule that the growth of a volume breaks: its legs stay where they are, hold the new size, and take nothing from
 * others.
 */
export function verifyGrowth(
  { drives }: Ground,
  before: Pick<Volume, 'legs'>,
  after: Pick<Volume, 'layout' | 'legs' | 'size'>,
  takenOf: TakenOf,
): readonly Violation[] {
  return [
    ...after.legs.flatMap((leg, at) => verifyGrown(drives, before.legs[at], leg)),
    ...verifyOwnership(takenOf, after),
    ...verifyShape(after),
  ];
}

function verifyGrown(
  drives: ReadonlyMap<DriveId, FoundDrive>,
  before: PlacedLeg | undefined,
  leg: PlacedLeg,
): readonly Violation[] {
  const stays =
    before?.drive === leg.drive &&
    before.extent.start === leg.extent.start &&
    before.extent.length <= leg.extent.length;
  const found = drives.get(leg.drive);
  return [
    ...(stays ? [] : [violation('moved', `${extentText(leg)} is not where the leg was`)]),
    ...(found && isInside(leg, found.drive.capacityBytes)
      ? []
      : [violation('outside-drive', `${extentText(leg)} lies outside what partitions may cover`)]),
  ];
}
