import { bookVolume, openAccounts, unbookVolume } from '../../core/accounts/accounts.ts';
import type { Accounts } from '../../core/accounts/accounts.ts';
import type { EnclosureReport, EnclosureReports } from '../../core/model/drive-report.ts';
import type { EnclosureName, VolumeId } from '../../core/model/ids.ts';
import type { InTurns } from '../../core/model/turns.ts';
import type { Volume } from '../../core/model/volume.ts';
import { indexInTurns, occupy, vacate } from '../../core/placement/inventory-index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { reclassify } from '../../core/placement/reclassify.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import type { AskedRules } from './asked-rules.ts';
import { driveUseOf } from './drive-use.ts';

/**
 * A configuration that is to run, made ready turn by turn beside the one that does. What hosts tell meanwhile and what
 * becomes of volumes that are in it already, it is told as well: when it takes over, it is as if it had just been made.
 */
export interface Successor {
  readonly active: ActiveConfiguration;
  readonly index: InventoryIndex;
  readonly accounts: Accounts;
  /** Volumes that are in both, as they are there. */
  readonly entered: Map<VolumeId, Volume>;
  /** Rules that have answered for every class of drives in the index. */
  asked: AskedRules;
}

/** Where a successor is made ready. */
interface Scene {
  readonly reports: EnclosureReports;
  successor: Successor | undefined;
}

/**
 * Drives that nobody has anything of yet. From the step on in which it has heard of all the reports there are, the
 * successor is told of others.
 */
export function* prepareSuccessor(scene: Scene, active: ActiveConfiguration): InTurns<Successor> {
  const heard = new Map(scene.reports);
  const index = yield* indexInTurns(active.configuration, heard);
  for (;;) {
    const news = [...scene.reports].filter(([enclosure, report]) => heard.get(enclosure) !== report);
    if (news.length === 0) {
      scene.successor = { active, index, accounts: openAccounts(index), entered: new Map(), asked: new WeakSet() };
      return scene.successor;
    }
    for (const [enclosure, report] of news) {
      yield;
      reclassify(index, enclosure, report);
      heard.set(enclosure, report);
    }
  }
}

/** Enters all volumes, those as well that come while it does. */
export function* enterVolumes(successor: Successor, volumes: ReadonlyMap<VolumeId, Volume>): InTurns<void> {
  for (const volume of volumes.values()) {
    enter(successor, volume);
    yield;
  }
}

function enter({ index, accounts, entered }: Successor, volume: Volume): void {
  const before = entered.get(volume.id);
  if (before?.legs !== volume.legs) {
    if (before) vacate(index, before.legs);
    occupy(index, volume.legs, driveUseOf(volume.layout));
  }
  bookVolume(accounts, volume);
  entered.set(volume.id, volume);
}

export function tellOfReport(successor: Successor, enclosure: EnclosureName, report: EnclosureReport): void {
  reclassify(successor.index, enclosure, report);
  successor.asked = new WeakSet();
}

/** One that is not entered yet is entered as it is by then. */
export function tellOfVolume(successor: Successor, volume: Volume): void {
  if (successor.entered.has(volume.id)) enter(successor, volume);
}

export function tellOfEnd({ index, accounts, entered }: Successor, id: VolumeId): void {
  const before = entered.get(id);
  if (!before) return;
  vacate(index, before.legs);
  unbookVolume(accounts, id);
  entered.delete(id);
}
