import type { LegId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { DECISION_PREFIX } from '../../store/keys.ts';
import { failed } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { publicationsOf, rememberVolume } from './driver-state.ts';
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
 * already is dropped; one that is being rebuilt may be, however its partner fares. Errors: not-found, unsupported (nothing
 * would be left), in-use (a node has the volume), busy.
 */
export async function dropLeg(
  context: DriverContext,
  { volume: id, leg, by }: DropLeg,
): Promise<DriverOutcome<undefined>> {
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
  const holder = publicationsOf(context.state, id).find(({ phase }) => phase === 'published');
  if (holder) return failed('in-use', goesOnWithIt(volume, leg, holder));
  const decision = recordOf(context, by, { kind: 'drop-leg', volume: id, leg }, { kind: 'done' });
  await context.journal.commit(putVolume(without), decision);
  rememberVolume(context.state, without);
  return { kind: 'ok', value: undefined };
}

/** What a leg that is given up gets afterwards, nobody has given up: not while a node may write to it and not know. */
const goesOnWithIt = ({ name }: Volume, leg: LegId, { node }: Publication): string =>
  `volume ${name} is published to node ${node}, which may be writing to leg ${leg}, and tells of it by itself where it ` +
  'lost it; end whatever uses the volume there, so that it is taken away from the node, and drop the leg then';

const whyNot = (use: 'unused' | 'in-use' | 'stopped'): string =>
  use === 'unused'
    ? 'no node has used it yet, so it holds nothing; delete it and make a new one'
    : 'no other leg has its data for certain: its partner is dropped, or still being rebuilt';
