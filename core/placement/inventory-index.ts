import { levelsOf } from '../model/levels.ts';
import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { Configuration } from '../model/configuration.ts';
import type { EnclosureReports } from '../model/drive-report.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import { drain } from '../model/turns.ts';
import type { InTurns } from '../model/turns.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { classesOf } from './drive-classes.ts';
import type { ClassedDrives } from './drive-classes.ts';
import { roomBehind } from './drive-space.ts';
import type { Cohort } from './index/cohort.ts';
import { blankSpace, copyOf, giveExtentBack, takeExtent } from './index/cohort-space.ts';
import type { CohortSpace, UsedDrive } from './index/cohort-space.ts';
import { emptyLayout, seat } from './index/layout.ts';
import type { CohortLayout, DriveNumbers } from './index/layout.ts';
import { Loads } from './index/loads.ts';
import { sitesOf } from './index/sites.ts';
import type { Sites } from './index/sites.ts';
import { ReachBook } from './reach.ts';
import { StockKeeper } from './index/stock-keeper.ts';

export type { Cohort } from './index/cohort.ts';
export type { CohortSpace } from './index/cohort-space.ts';

/**
 * The drives of a configuration, what their hosts told of them, and what volumes have taken of them. The one mutable
 * thing in core: it changes by {@link occupy}, {@link vacate} and {@link reclassify} alone, and always equals an index
 * built from scratch.
 */
export interface InventoryIndex {
  readonly configuration: Configuration;
  /** Topology levels coarse to fine, then `storageGroup`, then `enclosure`. */
  readonly levels: readonly LevelName[];
  readonly sites: Sites;
  readonly numbers: DriveNumbers;
  readonly reach: ReachBook;
  layout: CohortLayout;
  /** By position, as in the layout. */
  spaces: (CohortSpace | undefined)[];
  /** Who may change layout and spaces in place. Whatever else belongs to another index: it is copied first. */
  owner: object;
  layoutOwner: object;
  readonly keeper: StockKeeper;
  /** By run of the tree, and by domain. */
  readonly runLoads: Loads;
  readonly domainLoads: Loads;
  /** By depth of the tree: what the search remembers of the best place so far. */
  readonly fewest: Int32Array;
}

const NO_REPORTS: EnclosureReports = new Map();

/** Builds the index. Grows linearly with the drives. */
export const buildInventoryIndex = (configuration: Configuration, reports = NO_REPORTS): InventoryIndex =>
  drain(indexInTurns(configuration, reports));

/** The same, an enclosure at a time. */
export function* indexInTurns(configuration: Configuration, reports: EnclosureReports): InTurns<InventoryIndex> {
  const levels = levelsOf(configuration);
  const sites = sitesOf(configuration, levels);
  const classes: (readonly ClassedDrives[])[] = [];
  for (const { enclosure } of sites.list) {
    yield;
    classes.push(classesOf(enclosure, reports.get(enclosure.name)));
  }
  const numbers = yield* numberDrives(sites);
  const owner = {};
  const index: InventoryIndex = {
    configuration,
    levels,
    sites,
    numbers,
    reach: new ReachBook(configuration.topology),
    layout: layoutFor(sites, classes),
    spaces: [],
    owner,
    layoutOwner: owner,
    keeper: new StockKeeper(),
    runLoads: new Loads(sites.tree.runEnd.length),
    domainLoads: new Loads(sites.domainCount),
    fewest: new Int32Array(sites.tree.runAt.length),
  };
  yield* seatAll(index, classes);
  return index;
}

function* numberDrives({ list }: Sites): InTurns<DriveNumbers> {
  const numbers = new Map<DriveId, number>();
  for (const { enclosure } of list) {
    for (const { id } of enclosure.drives) numbers.set(id, numbers.size);
    yield;
  }
  return numbers;
}

export const layoutFor = (sites: Sites, classes: readonly (readonly ClassedDrives[])[]): CohortLayout =>
  emptyLayout(
    sites.list.length,
    sites.driveCount,
    classes.reduce((most, each) => Math.max(most, each.length), 0),
  );

export function* seatAll(index: InventoryIndex, classes: readonly (readonly ClassedDrives[])[]): InTurns<void> {
  const { layout, sites, numbers, owner } = index;
  index.spaces = new Array<CohortSpace | undefined>(layout.cohortAt.length).fill(undefined);
  for (const [at, site] of sites.list.entries()) {
    for (const { position, ids } of seat(layout, site, classes[at] ?? [], numbers)) {
      index.spaces[position] = blankSpace(owner, ids.length);
    }
    yield;
  }
}

/** A copy that shares what neither has changed since. What happens to one is never seen in the other. */
export function forkIndex(index: InventoryIndex): InventoryIndex {
  // From here on nothing that is there belongs to either.
  index.owner = {};
  index.layoutOwner = {};
  return {
    ...index,
    spaces: [...index.spaces],
    owner: {},
    layoutOwner: {},
    keeper: new StockKeeper(),
    runLoads: new Loads(index.sites.tree.runEnd.length),
    domainLoads: new Loads(index.sites.domainCount),
    fewest: new Int32Array(index.sites.tree.runAt.length),
  };
}

/** Every cohort, in the order of the tree. */
export const cohortsOf = ({ layout }: InventoryIndex): readonly Cohort[] =>
  layout.cohortAt.filter((cohort) => cohort !== undefined);

export const spaceOf = ({ spaces }: InventoryIndex, { position }: Cohort): CohortSpace => {
  const space = spaces[position];
  if (!space) throw new Error(`no cohort at ${String(position)}`);
  return space;
};

/** Where a drive is, among those that nothing tells from it. */
export interface DriveSeat {
  readonly cohort: Cohort;
  /** Index into the cohort's ids. */
  readonly at: number;
}

/** `undefined` for a drive that the configuration no longer has. */
export function seatOf({ numbers, layout }: InventoryIndex, drive: DriveId): DriveSeat | undefined {
  const number = numbers.get(drive);
  if (number === undefined) return undefined;
  const cohort = layout.cohortAt[layout.positionOf[number] ?? -1];
  return cohort && { cohort, at: layout.indexOf[number] ?? 0 };
}

/** What has been taken of a drive; `undefined` for a blank one, and for one that the configuration no longer has. */
export function usedDrive(index: InventoryIndex, drive: DriveId): UsedDrive | undefined {
  const found = seatOf(index, drive);
  return found && spaceOf(index, found.cohort).used.get(found.at);
}

/** Its space, of which nobody else has a part. */
export function ownSpace(index: InventoryIndex, cohort: Cohort): CohortSpace {
  const space = spaceOf(index, cohort);
  if (space.owner === index.owner) return space;
  const copy = copyOf(space, index.owner);
  index.spaces[cohort.position] = copy;
  return copy;
}

/**
 * Takes the extents of the legs. Legs on drives that the configuration no longer has take nothing.
 * @throws Error when an extent overlaps another: a bug, never an input
 */
export function occupy(index: InventoryIndex, legs: readonly PlacedLeg[], use: UsedDrive['use']): void {
  for (const { drive, extent } of legs) {
    const found = seatOf(index, drive);
    if (!found) continue;
    const { cohort, at } = found;
    const { partitionable } = cohort.drives;
    takeExtent(ownSpace(index, cohort), at, { extent, use, partitionable }, index.keeper.hearing(cohort));
  }
}

/** Gives the extents of the legs back. */
export function vacate(index: InventoryIndex, legs: readonly PlacedLeg[]): void {
  for (const { drive, extent } of legs) {
    const found = seatOf(index, drive);
    if (!found) continue;
    const { cohort, at } = found;
    const { partitionable } = cohort.drives;
    giveExtentBack(ownSpace(index, cohort), at, { extent, partitionable }, index.keeper.hearing(cohort));
  }
}

/** The free GiB directly behind a leg, which it can grow into. 0 for a drive that the configuration no longer has. */
export function growthRoom(index: InventoryIndex, leg: PlacedLeg): GiB {
  const found = seatOf(index, leg.drive);
  const used = found && spaceOf(index, found.cohort).used.get(found.at);
  return found && used ? roomBehind(used.space, found.cohort.drives.partitionable, leg.extent) : gib(0);
}
