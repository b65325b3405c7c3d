import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { Configuration } from '../model/configuration.ts';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../model/format.ts';
import type { DriveId } from '../model/ids.ts';
import type { Backend, Drive, Enclosure, Pool } from '../model/inventory.ts';
import type { Extent, Placement } from '../model/volume.ts';
import { ownersOfStorageGroups } from '../placement/pools.ts';
import { useOf } from './ground.ts';

/** How much of what is free on the sliced drives of a pool lies in holes that its usual slice does not fit into. */
export interface Fragmentation {
  /** GiB of a slice, metadata included: as many slices of the pool are longer as are shorter. */
  readonly median: GiB;
  /** GiB that are free on sliced drives. */
  readonly free: GiB;
  /** GiB of that in holes shorter than the median. */
  readonly tooShort: GiB;
  /** Of what is free, rounded; 0 where nothing is. */
  readonly percent: number;
}

type Sliced = Pick<Placement, 'layout' | 'legs'>;

/** The figure of each pool; `undefined` of one that holds no slice. Grows with drives and legs. */
export function fragmentationOf(
  configuration: Configuration,
  volumes: readonly Sliced[],
): (backend: Backend, pool: Pool) => Fragmentation | undefined {
  const extents = extentsByDrive(volumes);
  const owners = ownersOfStorageGroups(configuration);
  return (backend, pool) => {
    const drives = configuration.enclosures
      .filter(({ storageGroup }) => owners.get(storageGroup) === backend.name)
      .flatMap((enclosure) => enclosure.drives.filter((drive) => holds(pool, enclosure, drive)));
    const sliced = drives.flatMap(({ id, capacityBytes }) => {
      const taken = extents.get(id);
      return taken ? [{ taken, holes: holesOf(taken, partitionableGiB(capacityBytes)) }] : [];
    });
    const lengths = sliced.flatMap(({ taken }) => taken.map(({ length }) => length)).sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)];
    return median === undefined
      ? undefined
      : figureOf(
          median,
          sliced.flatMap(({ holes }) => holes),
        );
  };
}

function extentsByDrive(volumes: readonly Sliced[]): ReadonlyMap<DriveId, readonly Extent[]> {
  const byDrive = new Map<DriveId, Extent[]>();
  for (const { layout, legs } of volumes) {
    if (useOf(layout) === 'whole') continue;
    for (const { drive, extent } of legs) {
      const known = byDrive.get(drive);
      if (known) known.push(extent);
      else byDrive.set(drive, [extent]);
    }
  }
  return byDrive;
}

const holds = ({ storageGroups, requiredTags }: Pool, { storageGroup }: Enclosure, { tags }: Drive): boolean =>
  (storageGroups === undefined || storageGroups.has(storageGroup)) && requiredTags.every((tag) => tags.includes(tag));

function holesOf(taken: readonly Extent[], partitionable: GiB): readonly number[] {
  const holes: number[] = [];
  let from: number = FIRST_EXTENT_GIB;
  for (const { start, length } of [...taken].sort((a, b) => a.start - b.start)) {
    if (start > from) holes.push(start - from);
    from = start + length;
  }
  const rest = FIRST_EXTENT_GIB + partitionable - from;
  return rest > 0 ? [...holes, rest] : holes;
}

function figureOf(median: GiB, holes: readonly number[]): Fragmentation {
  const sum = (lengths: readonly number[]): GiB => gib(lengths.reduce((total, length) => total + length, 0));
  const free = sum(holes);
  const tooShort = sum(holes.filter((length) => length < median));
  return { median, free, tooShort, percent: free === 0 ? 0 : Math.round((100 * tooShort) / free) };
}
