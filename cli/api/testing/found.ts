import { gib } from '../../../core/model/capacity.ts';
import type { DriveId, EnclosureName, LegId, VolumeId } from '../../../core/model/ids.ts';
import type { ObservedDrive, ObservedLeg } from '../../../csi/backends/composable/enclosure-host.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { Volume } from '../../../core/model/volume.ts';
import type { EnclosureInventory } from '../../../csi/driver/drive-hosts.ts';
import { volumeOf } from './fixture.ts';

/** An id of a drive that the schema takes. */
export const driveId = (number: number): DriveId => `wwn-0x${number.toString(16).padStart(16, '0')}` as DriveId;

/** A blank disk of 18 TB as one is, not as its maker rounds it. */
export const foundDrive = (number: number, change: Partial<ObservedDrive> = {}): ObservedDrive => ({
  id: driveId(number),
  mediaType: 'HDD',
  protocol: 'SAS',
  rotationSpeedRPM: 7200,
  capacityBytes: 18_000_207_937_536n,
  percentageUsed: undefined,
  model: 'ST18000NM004J',
  serialNumber: `ZR5${String(number).padStart(5, '0')}`,
  standing: { kind: 'blank' },
  ...change,
});

export const foundLeg = (number: number, drive: number): ObservedLeg => ({
  leg: `leg-${String(number)}` as LegId,
  volume: 'volume-of-somebody' as VolumeId,
  drive: driveId(drive),
  extent: { start: gib(1), length: gib(11) },
});

export const foundEnclosure = (
  name: string,
  drives: readonly ObservedDrive[],
  legs: readonly ObservedLeg[] = [],
): EnclosureInventory => ({ name: name as EnclosureName, observed: ok({ drives, legs, exports: [] }) });

export const silentEnclosure = (name: string, reason: string): EnclosureInventory => ({
  name: name as EnclosureName,
  observed: failed('unavailable', reason),
});

/** A volume of two legs, leg-a in box-1 and leg-b in box-2. */
export function mirrorOf(name: string, change: Partial<Volume> = {}): Volume {
  const volume = volumeOf(name, { layout: 'mirrored-slice', ...change });
  const [leg] = volume.legs;
  if (!leg) throw new Error('the fixture has a leg');
  const legs = [
    { ...leg, id: 'leg-a' as LegId },
    { ...leg, id: 'leg-b' as LegId, drive: 'eui.box-2-1' as DriveId, enclosure: 'box-2' as EnclosureName },
  ];
  return { ...volume, legs };
}
