import type { DomainId, DriveId, EnclosureName } from '../../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../../core/model/inventory.ts';
import type { Store, Write } from '../../../store/store.ts';
import { failed, ok } from '../../outcome.ts';
import type { DriveStanding, EnclosureOutcome } from './enclosure-host.ts';
import { simulatedStanding } from './simulated-drives.ts';
import { standingProblem } from './standing-problem.ts';
import type { SimulatedLeg, SimulatedLegs } from './simulated-legs.ts';

/** An enclosure as it is declared now, with what stands on its drives. */
export interface SimulatedBox {
  readonly store: Store;
  readonly legs: SimulatedLegs;
  readonly enclosure: Enclosure;
  /** Whose enclosure it is. */
  readonly domain: DomainId;
}

/** What a command does: what to write, all together with its fence, and what to answer. */
export type Effect<Value> = EnclosureOutcome<{ readonly writes: readonly Write[]; readonly value: Value }>;

export const unchanged = ok({ writes: [], value: undefined });

export const differs = (what: string) => failed('differs', `${what} exists already, and otherwise than asked`);

export const unknownEnclosure = (name: EnclosureName) =>
  failed('unknown-enclosure', `no enclosure ${name} is declared`);

/** A drive with everything on it. */
export interface SimulatedDrive {
  readonly drive: Drive;
  readonly legs: readonly SimulatedLeg[];
  readonly standing: DriveStanding;
}

/** Errors: unknown-drive. */
export async function driveOf(box: SimulatedBox, id: DriveId): Promise<EnclosureOutcome<SimulatedDrive>> {
  const drive = box.enclosure.drives.find((candidate) => candidate.id === id);
  if (!drive) return failed('unknown-drive', `enclosure ${box.enclosure.name} holds no drive ${id}`);
  return ok(await lookAt(box, drive));
}

/** Errors: unknown-drive, foreign-drive, unknown-data, drive-in-use. */
export async function usableDriveOf(box: SimulatedBox, id: DriveId): Promise<EnclosureOutcome<SimulatedDrive>> {
  const found = await driveOf(box, id);
  if (found.kind === 'error') return found;
  return standingProblem(id, found.value.standing) ?? found;
}

export async function lookAt({ store, legs, domain }: SimulatedBox, drive: Drive): Promise<SimulatedDrive> {
  const onDrive = await legs.onDrive(drive.id);
  const standing = await simulatedStanding(store, drive.id, { domain, hasLegs: onDrive.length > 0 });
  return { drive, legs: onDrive, standing };
}

/** The legs of the domain; what lies on a drive of another one is not ours to tell. */
export async function legsOf(box: SimulatedBox): Promise<readonly SimulatedLeg[]> {
  const drives = await Promise.all(box.enclosure.drives.map((drive) => lookAt(box, drive)));
  return drives.flatMap(({ legs, standing }) => (standing.kind === 'owned' ? legs : []));
}
