import { levelsOf } from '../model/levels.ts';
import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { Configuration } from '../model/configuration.ts';
import type { EnclosureReport, EnclosureReports } from '../model/drive-report.ts';
import type { BackendName, DriveId, EnclosureName, LevelName } from '../model/ids.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { classesOf } from './drive-classes.ts';
import type { ClassedDrives } from './drive-classes.ts';
import { bestHole, holesOf, roomBehind, withExtent, withoutExtent } from './drive-space.ts';
import type { DriveSpace, Hole } from './drive-space.ts';
import { ownersOfStorageGroups } from './pools.ts';

/**
 * Drives that nothing but their free space tells apart. Searches look at cohorts, not drives: 100,000 drives in 2,000
 * boxes are some 4,000 cohorts. Their ids are sorted, so that the first free drive is the same on every machine.
 */
export interface Cohort extends ClassedDrives {
  /** Position in {@link InventoryIndex.cohorts}. */
  ordinal: number;
  readonly backend: BackendName | undefined;
  /** The domain at each of {@link InventoryIndex.levels}, as a small number; -1 where it is not known. */
  readonly domains: readonly number[];
  /** Indexes into `ids` of drives with no leg on them, ascending. */
  readonly blank: number[];
  /** Drives with legs, by index into `ids`. */
  readonly used: Map<number, UsedDrive>;
}

/** `whole` drives belong to one leg, whatever it leaves over; `sliced` ones take more. */
interface UsedDrive {
  readonly use: 'whole' | 'sliced';
  readonly space: DriveSpace;
}

interface DriveAddress {
  readonly cohort: Cohort;
  readonly index: number;
}

/**
 * The drives of a configuration, what their hosts told of them, and what volumes have taken of them. The one mutable
 * thing in core: it changes by {@link occupy}, {@link vacate} and {@link reclassify} alone, and always equals an index
 * built from scratch.
 */
export interface InventoryIndex {
  readonly configuration: Configuration;
  /** Topology levels coarse to fine, then `storageGroup`, then `enclosure`. */
  readonly levels: readonly LevelName[];
  /** Those of one enclosure lie together. */
  cohorts: readonly Cohort[];
  readonly addresses: Map<DriveId, DriveAddress>;
  /** Domains of all levels together: what a cohort's `domains` stay below. */
  readonly domainCount: number;
}

const NO_REPORTS: EnclosureReports = new Map();

/** Builds the index. Grows linearly with the drives. */
export function buildInventoryIndex(configuration: Configuration, reports = NO_REPORTS): InventoryIndex {
  const owners = ownersOfStorageGroups(configuration);
  const levels = levelsOf(configuration);
  const ordinals = new Map<string, number>();
  const cohorts: Cohort[] = [];
  const addresses = new Map<DriveId, DriveAddress>();
  for (const enclosure of configuration.enclosures) {
    for (const classed of classesOf(enclosure, reports.get(enclosure.name))) {
      const cohort = blankCohort(classed, {
        ordinal: cohorts.length,
        backend: owners.get(enclosure.storageGroup),
        domains: domainOrdinals(classed, levels, ordinals),
      });
      cohorts.push(cohort);
      addDrives(addresses, cohort);
    }
  }
  return { configuration, levels, cohorts, addresses, domainCount: ordinals.size };
}

/** Written out field by field: objects that a spread makes are several times slower to read, and searches read all. */
const blankCohort = (
  { drives, hindrance, ids }: ClassedDrives,
  { ordinal, backend, domains }: Pick<Cohort, 'ordinal' | 'backend' | 'domains'>,
): Cohort => ({
  ordinal,
  drives,
  hindrance,
  backend,
  domains,
  ids,
  blank: ids.map((_, at) => at),
  used: new Map(),
});

function addDrives(addresses: InventoryIndex['addresses'], cohort: Cohort): void {
  cohort.ids.forEach((id, index) => addresses.set(id, { cohort, index }));
}

/**
 * Goes by what the host of an enclosure tells now; what volumes have taken of its drives stays taken. Grows with the
 * drives of the enclosure and the cohorts of all. Nothing changes where the configuration has no such enclosure.
 */
export function reclassify(index: InventoryIndex, name: EnclosureName, report: EnclosureReport): void {
  const enclosure = index.configuration.enclosures.find((declared) => declared.name === name);
  const before = index.cohorts.filter(({ drives }) => drives.enclosure === name);
  const [first] = before;
  if (!enclosure || !first) return;
  // Backend and domains are the enclosure's: every cohort of it has the same.
  const after = classesOf(enclosure, report).map((classed) => blankCohort(classed, first));
  for (const cohort of after) addDrives(index.addresses, cohort);
  for (const { ids, used } of before) {
    for (const [at, drive] of used) keepUsed(index, ids[at], drive);
  }
  const from = first.ordinal;
  index.cohorts = [...index.cohorts.slice(0, from), ...after, ...index.cohorts.slice(from + before.length)];
  index.cohorts.forEach((cohort, ordinal) => (cohort.ordinal = ordinal));
}

function keepUsed({ addresses }: InventoryIndex, id: DriveId | undefined, drive: UsedDrive): void {
  const address = id === undefined ? undefined : addresses.get(id);
  if (!address) return;
  address.cohort.used.set(address.index, drive);
  removeSorted(address.cohort.blank, address.index);
}

/**
 * Takes the extents of the legs. Legs on drives that the configuration no longer has take nothing.
 * @throws Error when an extent overlaps another: a bug, never an input
 */
export function occupy(index: InventoryIndex, legs: readonly PlacedLeg[], use: 'whole' | 'sliced'): void {
  for (const leg of legs) {
    const address = index.addresses.get(leg.drive);
    if (!address) continue;
    const { cohort, index: at } = address;
    const before = cohort.used.get(at);
    if (before && (before.use === 'whole' || use === 'whole')) {
      throw new Error(`drive ${leg.drive} already belongs to another leg`);
    }
    cohort.used.set(at, { use, space: withExtent(before?.space ?? [], leg.extent) });
    if (!before) removeSorted(cohort.blank, at);
  }
}

/** Gives the extents of the legs back. */
export function vacate(index: InventoryIndex, legs: readonly PlacedLeg[]): void {
  for (const leg of legs) {
    const address = index.addresses.get(leg.drive);
    const used = address?.cohort.used.get(address.index);
    if (!address || !used) continue;
    const space = withoutExtent(used.space, leg.extent);
    if (space.length > 0) {
      address.cohort.used.set(address.index, { use: used.use, space });
    } else {
      address.cohort.used.delete(address.index);
      insertSorted(address.cohort.blank, address.index);
    }
  }
}

/** The free GiB directly behind a leg, which it can grow into. 0 for a drive that the configuration no longer has. */
export function growthRoom(index: InventoryIndex, leg: PlacedLeg): GiB {
  const address = index.addresses.get(leg.drive);
  const used = address?.cohort.used.get(address.index);
  if (!address || !used) return gib(0);
  return roomBehind(used.space, address.cohort.drives.partitionable, leg.extent);
}

/** A place for one slice: on an already sliced drive where one fits, so that whole drives stay whole. */
export interface SliceSite {
  readonly drive: number;
  readonly hole: Hole;
  readonly opensDrive: boolean;
}

/** The places for slices of `length` GiB in a cohort, best first, at most one a drive and at most `limit`. */
export function sliceSites(cohort: Cohort, length: GiB, limit: number): readonly SliceSite[] {
  const sites: SliceSite[] = [];
  for (const [drive, { use, space }] of cohort.used) {
    const hole = use === 'sliced' ? bestHole(space, cohort.drives.partitionable, length) : undefined;
    if (hole) sites.push({ drive, hole, opensDrive: false });
  }
  sites.sort((a, b) => a.hole.length - b.hole.length || a.drive - b.drive);
  for (const drive of cohort.blank.slice(0, Math.max(0, limit - sites.length))) {
    const hole = bestHole([], cohort.drives.partitionable, length);
    if (hole) sites.push({ drive, hole, opensDrive: true });
  }
  return sites.slice(0, limit);
}

/** GiB of every free hole of a cohort: blank drives and, where slices may go, what is left of sliced ones. */
export function freeHoles(cohort: Cohort, slices: boolean): readonly GiB[] {
  const whole = cohort.blank.map(() => cohort.drives.partitionable);
  if (!slices) return whole;
  const parts: GiB[] = [];
  for (const { use, space } of cohort.used.values()) {
    if (use === 'sliced') parts.push(...holesOf(space, cohort.drives.partitionable).map((hole) => hole.length));
  }
  return [...whole, ...parts];
}

function domainOrdinals({ drives }: ClassedDrives, levels: readonly LevelName[], known: Map<string, number>): number[] {
  return levels.map((level) => {
    const domain = drives.domains.get(level);
    if (domain === undefined) return -1;
    const key = `${level}/${domain}`;
    const ordinal = known.get(key) ?? known.size;
    known.set(key, ordinal);
    return ordinal;
  });
}

function insertSorted(list: number[], value: number): void {
  const at = list.findIndex((other) => other > value);
  list.splice(at === -1 ? list.length : at, 0, value);
}

function removeSorted(list: number[], value: number): void {
  const at = list.indexOf(value);
  if (at !== -1) list.splice(at, 1);
}
