import { gib } from '../model/capacity.ts';
import type { LegView, PlacementView } from '../model/constraints.ts';
import type { PoolName } from '../model/ids.ts';
import type { Extent, PlacedLeg, Placement } from '../model/volume.ts';
import type { DriveSpace } from './drive-space.ts';
import { seatOf, usedDrive } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { isWhole } from './layout-options.ts';
import { poolHolds } from './pools.ts';

/**
 * A placement as rules see it. Its legs count as taken, whether they are taken yet or not, so that a candidate and the
 * volume that it becomes look alike. Legs on drives that the configuration no longer has are left out.
 */
export function placementView(
  index: InventoryIndex,
  { backend, layout, size, legs }: Pick<Placement, 'backend' | 'layout' | 'size' | 'legs'>,
): PlacementView {
  const seen = legs.flatMap((leg) => legView(index, leg, isWhole(layout)));
  return {
    backend,
    layout,
    size,
    legs: seen,
    get pools() {
      return poolsOf(index, { backend, legs: seen });
    },
  };
}

function legView(index: InventoryIndex, { drive, extent, stranded }: PlacedLeg, whole: boolean): LegView[] {
  const found = seatOf(index, drive);
  if (!found) return [];
  const { drives } = found.cohort;
  const space = usedDrive(index, drive)?.space ?? [];
  const left = whole ? gib(0) : gib(drives.partitionable - extent.length - takenBesides(space, extent));
  return [{ drive, drives, extent: extent.length, stranded, left }];
}

/** GiB of a drive that other legs have. */
const takenBesides = (space: DriveSpace, own: Extent): number =>
  space.reduce((sum, { start, length }) => (start === own.start ? sum : sum + length), 0);

/** The pools of the backend that every leg lies in. */
const poolsOf = (
  { configuration }: InventoryIndex,
  { backend, legs }: Pick<PlacementView, 'backend' | 'legs'>,
): readonly PoolName[] =>
  configuration.backends
    .filter(({ name }) => name === backend)
    .flatMap(({ pools }) => pools.filter((pool) => legs.every(({ drives }) => poolHolds(pool, drives))))
    .map(({ name }) => name);
