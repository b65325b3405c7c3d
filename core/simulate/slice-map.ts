import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { DriveId } from '../model/ids.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { useOf } from './ground.ts';
import type { SimulatedLeg, SimulatedVolume } from './ground.ts';
import type { Ledger } from './ledger.ts';

/** A leg of a sliced volume, and the volume as it is now. */
export interface Slice {
  readonly volume: SimulatedVolume;
  readonly at: number;
  readonly leg: SimulatedLeg;
}

/** Which slices lie on which drive, and how large the holes between them are. */
export interface SliceMap {
  /** Drives that are cut into slices. */
  drives(): readonly DriveId[];
  /** Those with the least on them first. */
  emptiestFirst(): readonly DriveId[];
  on(drive: DriveId): readonly Slice[];
  isBlank(drive: DriveId): boolean;
  /** GiB of the largest free run on any of the drives. */
  largestHole(): GiB;
  /** Slices that would leave a hole larger than that, the largest first. */
  betweenHoles(largest: GiB): readonly Slice[];
  /** Once the ledger has the one place and not the other. */
  move(slice: Slice, to: PlacedLeg): void;
}

export function sliceMap(ledger: Ledger, volumes: readonly SimulatedVolume[]): SliceMap {
  const current = new Map(volumes.map((volume) => [volume.name, volume]));
  const byDrive = new Map<DriveId, { readonly name: string; readonly at: number }[]>();
  const largest = new Map<DriveId, number>();
  const put = (drive: DriveId, name: string, at: number): void => {
    byDrive.set(drive, [...(byDrive.get(drive) ?? []), { name, at }]);
  };
  const measure = (drive: DriveId): void => {
    if (!byDrive.has(drive)) largest.delete(drive);
    else largest.set(drive, Math.max(0, ...ledger.holesOf(drive).map(({ length }) => length)));
  };
  for (const { name, layout, legs } of volumes) {
    if (useOf(layout) === 'sliced')
      legs.forEach(({ drive }, at) => {
        put(drive, name, at);
      });
  }
  for (const drive of byDrive.keys()) measure(drive);
  const on = (drive: DriveId): readonly Slice[] =>
    (byDrive.get(drive) ?? []).flatMap(({ name, at }) => {
      const volume = current.get(name);
      const leg = volume?.legs[at];
      return volume && leg ? [{ volume, at, leg }] : [];
    });
  const usedOf = (drive: DriveId): number => on(drive).reduce((sum, { leg }) => sum + leg.extent.length, 0);
  return {
    drives: () => [...byDrive.keys()],
    emptiestFirst: () =>
      [...byDrive.keys()]
        .map((drive) => ({ drive, used: usedOf(drive) }))
        .sort((a, b) => a.used - b.used || (a.drive < b.drive ? -1 : 1))
        .map(({ drive }) => drive),
    on,
    isBlank: (drive) => ledger.legsOn(drive).length === 0,
    largestHole: () => gib([...largest.values()].reduce((most, length) => Math.max(most, length), 0)),
    betweenHoles: (than) =>
      [...byDrive.keys()]
        .flatMap((drive) => on(drive).map((slice) => ({ slice, hole: holeWithout(ledger, slice) })))
        .filter(({ hole, slice }) => hole > than && ledger.legsOn(slice.leg.drive).length > 1)
        .sort((a, b) => b.hole - a.hole || (a.slice.volume.name < b.slice.volume.name ? -1 : 1))
        .map(({ slice }) => slice),
    move: ({ volume, at, leg }, to) => {
      const now = current.get(volume.name) ?? volume;
      current.set(volume.name, { ...now, legs: now.legs.with(at, { ...to, current: leg.current }) });
      const rest = (byDrive.get(leg.drive) ?? []).filter((other) => other.name !== volume.name || other.at !== at);
      if (rest.length > 0) byDrive.set(leg.drive, rest);
      else byDrive.delete(leg.drive);
      put(to.drive, volume.name, at);
      measure(leg.drive);
      measure(to.drive);
    },
  };
}

/** The free run that there would be without the slice. */
function holeWithout(ledger: Ledger, { leg }: Slice): number {
  const { start, length } = leg.extent;
  const around = ledger
    .holesOf(leg.drive)
    .filter((hole) => hole.start + hole.length === start || hole.start === start + length);
  return around.reduce<number>((sum, hole) => sum + hole.length, length);
}
