import { DECISION_PREFIX, decisionKey } from '../../store/keys.ts';
import type { Write } from '../../store/store.ts';
import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { rememberVolume } from './driver-state.ts';
import { dropLegs, isDropped } from './integrity.ts';
import { putVolume } from './journal.ts';
import { decisionRecord } from './records.ts';
import type { Decided, Decision, DriveChoice, DropLeg } from './decisions.ts';

/** In the order in which they were taken. */
export const listDecisions = async ({ journal }: DriverContext): Promise<readonly Decision[]> =>
  (await journal.store.list(DECISION_PREFIX)).map((entry) => decisionRecord.read(entry));

/**
 * Gives a leg up: the volume starts without it from now on, and writes that only it holds are lost. One that is dropped
 * already is dropped; one that is being rebuilt always may be. Errors: not-found, unsupported (nothing would be left), busy.
 */
export function dropLeg(context: DriverContext, { volume: id, leg, by }: DropLeg): Promise<DriverOutcome<undefined>> {
  return context.locks.run(`volume ${id}`, async () => {
    const volume = context.state.volumes.get(id);
    if (!volume || volume.phase.kind === 'releasing') return failed('not-found', `there is no volume ${id}`);
    if (!volume.legs.some((own) => own.id === leg)) {
      return failed('not-found', `volume ${volume.name} has no leg ${leg}; stowage volume describe shows those it has`);
    }
    if (isDropped(volume, leg)) return { kind: 'ok', value: undefined };
    const without = volume.integrity.use === 'unused' ? undefined : dropLegs(volume, [leg]);
    if (!without)
      return failed(
        'unsupported',
        `volume ${volume.name} cannot go on without leg ${leg}: ${whyNot(volume.integrity.use)}`,
      );
    await context.journal.commit(putVolume(without), record(context, by, { kind: 'drop-leg', volume: id, leg }));
    rememberVolume(context.state, without);
    return { kind: 'ok', value: undefined };
  });
}

const whyNot = (use: 'unused' | 'in-use' | 'stopped'): string =>
  use === 'unused'
    ? 'no node has used it yet, so it holds nothing; delete it and make a new one'
    : 'no other leg has its data for certain: its partner is dropped, or still being rebuilt';

/** Takes a drive of another domain over. Errors: those of DriveHosts. */
export async function adoptDrive(context: DriverContext, choice: DriveChoice): Promise<DriverOutcome<undefined>> {
  const { by, ...drive } = choice;
  await context.journal.commit(record(context, by, { kind: 'adopt-drive', ...drive }));
  return seen(context, choice, await context.backend.drives.adopt({ ...choice, epoch: context.journal.epoch }));
}

/** Destroys what a drive holds, unless that is a volume's. Errors: those of DriveHosts. */
export async function wipeDrive(context: DriverContext, choice: DriveChoice): Promise<DriverOutcome<undefined>> {
  const { by, ...drive } = choice;
  const user = [...context.state.volumes.values()].find(({ legs }) => legs.some((leg) => leg.drive === drive.drive));
  if (user) {
    return failed(
      'in-use',
      `drive ${drive.drive} holds a leg of volume ${user.name}; delete the volume, or drain the drive`,
    );
  }
  await context.journal.commit(record(context, by, { kind: 'wipe-drive', ...drive }));
  return seen(context, choice, await context.backend.drives.wipe({ ...choice, epoch: context.journal.epoch }));
}

/** Whoever is told that it is done finds the drive ready to be placed on. */
async function seen(
  { observe }: DriverContext,
  { enclosure }: DriveChoice,
  decided: DriverOutcome<undefined>,
): Promise<DriverOutcome<undefined>> {
  if (decided.kind === 'ok') await observe(enclosure);
  return decided;
}

function record({ outside }: DriverContext, by: string, decided: Decided): Write {
  const at = outside.now().toISOString();
  return decisionRecord.put(decisionKey(at, outside.newId()), { at, by, ...decided });
}
