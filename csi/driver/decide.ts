import { DECISION_PREFIX } from '../../store/keys.ts';
import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { rememberVolume } from './driver-state.ts';
import { dropLegs, isDropped } from './integrity.ts';
import { putVolume } from './journal.ts';
import { decisionRecord } from './records.ts';
import { recordOf } from './decide-about-drive.ts';
import type { Decision, DropLeg } from './decisions.ts';

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
    const decision = recordOf(context, by, { kind: 'drop-leg', volume: id, leg }, { kind: 'done' });
    await context.journal.commit(putVolume(without), decision);
    rememberVolume(context.state, without);
    return { kind: 'ok', value: undefined };
  });
}

const whyNot = (use: 'unused' | 'in-use' | 'stopped'): string =>
  use === 'unused'
    ? 'no node has used it yet, so it holds nothing; delete it and make a new one'
    : 'no other leg has its data for certain: its partner is dropped, or still being rebuilt';
