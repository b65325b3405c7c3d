import type { EnclosureReport } from '../model/drive-report.ts';
import type { DriveId, EnclosureName } from '../model/ids.ts';
import { drain } from '../model/turns.ts';
import { classesOf } from './drive-classes.ts';
import type { ClassedDrives } from './drive-classes.ts';
import { holesOf } from './drive-space.ts';
import { enter, leave } from './index/admission.ts';
import { adoptUsed, blankSpace } from './index/cohort-space.ts';
import type { UsedDrive } from './index/cohort-space.ts';
import { cohortsIn, copyLayout, fitsLayout, seat } from './index/layout.ts';
import type { EnclosureSite } from './index/sites.ts';
import { cohortsOf, layoutFor, ownSpace, seatAll, seatOf, spaceOf } from './inventory-index.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';

/**
 * Goes by what the host of an enclosure tells now; what volumes have taken of its drives stays taken. Grows with the
 * drives of the enclosure. Nothing changes where the configuration has no such enclosure, or its drives are told apart
 * as before.
 */
export function reclassify(index: InventoryIndex, name: EnclosureName, report: EnclosureReport): void {
  const site = index.sites.byName.get(name);
  if (!site) return;
  const classes = classesOf(site.enclosure, report);
  const before = cohortsIn(index.layout, site.rank);
  if (isSame(before, classes)) return;
  if (fitsLayout(index.layout, classes)) reseat(index, site, before, classes);
  else widen(index, site, classes);
}

const isSame = (before: readonly ClassedDrives[], after: readonly ClassedDrives[]): boolean =>
  before.length === after.length &&
  before.every(({ key, ids }, at) => {
    const other = after[at];
    return key === other?.key && ids.length === other.ids.length && ids.every((id, index) => id === other.ids[index]);
  });

function reseat(
  index: InventoryIndex,
  site: EnclosureSite,
  before: readonly Cohort[],
  classes: readonly ClassedDrives[],
): void {
  const used = usedDrivesOf(index, before);
  for (const cohort of before) {
    for (const admission of index.keeper.all()) leave(admission, cohort, spaceOf(index, cohort));
    index.spaces[cohort.position] = undefined;
  }
  if (index.layoutOwner !== index.owner) {
    index.layout = copyLayout(index.layout);
    index.layoutOwner = index.owner;
  }
  const after = seat(index.layout, site, classes, index.numbers);
  for (const cohort of after) index.spaces[cohort.position] = blankSpace(index.owner, cohort.ids.length);
  keepUsed(index, used);
  for (const cohort of after) {
    for (const admission of index.keeper.all()) enter(admission, cohort, spaceOf(index, cohort));
  }
}

/** More classes than an enclosure has places for: everybody moves, and nothing that was remembered holds. */
function widen(index: InventoryIndex, site: EnclosureSite, classes: readonly ClassedDrives[]): void {
  const all = index.sites.list.map((each) => (each === site ? classes : cohortsIn(index.layout, each.rank)));
  const used = usedDrivesOf(index, cohortsOf(index));
  index.layout = layoutFor(index.sites, all);
  index.layoutOwner = index.owner;
  index.keeper.forgetAll();
  drain(seatAll(index, all));
  keepUsed(index, used);
}

type UsedDrives = readonly (readonly [DriveId, UsedDrive])[];

const usedDrivesOf = (index: InventoryIndex, cohorts: readonly Cohort[]): UsedDrives =>
  cohorts.flatMap((cohort) =>
    [...spaceOf(index, cohort).used].flatMap(([at, used]) => {
      const id = cohort.ids[at];
      return id === undefined ? [] : [[id, used] as const];
    }),
  );

function keepUsed(index: InventoryIndex, drives: UsedDrives): void {
  for (const [id, used] of drives) {
    const found = seatOf(index, id);
    if (!found) continue;
    const { cohort, at } = found;
    const holes = used.use === 'sliced' ? holesOf(used.space, cohort.drives.partitionable) : [];
    adoptUsed(ownSpace(index, cohort), at, used, holes);
  }
}
