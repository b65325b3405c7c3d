import { gib } from '../model/capacity.ts';
import { FIRST_EXTENT_GIB } from '../model/format.ts';
import type { DriveId } from '../model/ids.ts';
import type { Extent, PlacedLeg } from '../model/volume.ts';
import { growthRoom, occupy, vacate } from '../placement/inventory-index.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import type { TakenLegs } from '../placement/virtual-drives.ts';

/** What lies on each drive, in step with an index. */
export interface Ledger {
  readonly index: InventoryIndex;
  /** The legs on a drive, in order of start. */
  legsOn(drive: DriveId): readonly PlacedLeg[];
  take(taken: TakenLegs): void;
  release(taken: TakenLegs): void;
  /** The free runs of a drive that has legs, in order of start; none of one that has none, or that is taken whole. */
  holesOf(drive: DriveId): readonly Extent[];
  /** Keeps what is free of a drive from being taken, until the answer is called. */
  block(leg: Pick<PlacedLeg, 'drive' | 'enclosure'>): () => void;
}

interface UsedDrive {
  readonly use: TakenLegs['use'];
  readonly legs: readonly PlacedLeg[];
}

/** @param taken what lies on the index already */
export function openLedger(index: InventoryIndex, taken: Iterable<TakenLegs>): Ledger {
  const drives = new Map<DriveId, UsedDrive>();
  const add = ({ legs, use }: TakenLegs): void => {
    for (const leg of legs) {
      const others = drives.get(leg.drive)?.legs ?? [];
      drives.set(leg.drive, { use, legs: [...others, leg].sort((a, b) => a.extent.start - b.extent.start) });
    }
  };
  const remove = ({ legs, use }: TakenLegs): void => {
    for (const { drive, extent } of legs) {
      const rest = (drives.get(drive)?.legs ?? []).filter((other) => other.extent.start !== extent.start);
      if (rest.length > 0) drives.set(drive, { use, legs: rest });
      else drives.delete(drive);
    }
  };
  for (const each of taken) add(each);
  const holesOf = (drive: DriveId): readonly Extent[] => {
    const used = drives.get(drive);
    return used?.use === 'sliced' ? holesBetween(index, used.legs) : [];
  };
  return {
    index,
    legsOn: (drive) => drives.get(drive)?.legs ?? [],
    take: (legs) => {
      occupy(index, legs.legs, legs.use);
      add(legs);
    },
    release: (legs) => {
      vacate(index, legs.legs);
      remove(legs);
    },
    holesOf,
    block: ({ drive, enclosure }) => {
      const fill = (extent: Extent): PlacedLeg => ({ drive, enclosure, extent, stranded: gib(0) });
      const isBlank = !drives.has(drive);
      const fillers = isBlank ? [fill({ start: FIRST_EXTENT_GIB, length: gib(1) })] : holesOf(drive).map(fill);
      occupy(index, fillers, isBlank ? 'whole' : 'sliced');
      return () => {
        vacate(index, fillers);
      };
    },
  };
}

function holesBetween(index: InventoryIndex, legs: readonly PlacedLeg[]): readonly Extent[] {
  const holes: Extent[] = [];
  let from: number = FIRST_EXTENT_GIB;
  for (const { extent } of legs) {
    if (extent.start > from) holes.push({ start: gib(from), length: gib(extent.start - from) });
    from = extent.start + extent.length;
  }
  const last = legs.at(-1);
  const room = last ? growthRoom(index, last) : 0;
  return room > 0 ? [...holes, { start: gib(from), length: gib(room) }] : holes;
}
