import type { LegId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { ArrayEvent } from '../host/publication-directory.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { livePublication, rememberVolume } from './driver-state.ts';
import { afterRecovered, afterReturning, afterStarting, afterStopped, dropLegs, isDropped } from './integrity.ts';
import { putVolume } from './journal.ts';
import { volumeKey } from './locked-calls.ts';

/** Writes down what a node tells of its array, and answers once that is durable. */
export async function reportArray(
  context: DriverContext,
  id: Publication['id'],
  event: ArrayEvent,
): Promise<DriverOutcome<undefined>> {
  const live = livePublication(context.state, id);
  if (!live) return notLive(id);
  return context.locks.whenFree(volumeKey(live.volume), async () => {
    // Since it was found, it may have been withdrawn.
    const publication = livePublication(context.state, id);
    const volume = publication && context.state.volumes.get(publication.volume);
    if (!publication || !volume) return notLive(id);
    const told = afterEvent(volume, publication, event);
    if (told.kind === 'error') return told;
    if (told.value !== volume) {
      await context.journal.commit(putVolume(told.value));
      rememberVolume(context.state, told.value);
    }
    return ok(undefined);
  });
}

function afterEvent(volume: Volume, publication: Publication, event: ArrayEvent): DriverOutcome<Volume> {
  switch (event.kind) {
    case 'starting':
      return ok(volume.integrity.use === 'in-use' ? volume : afterStarting(volume));
    case 'made':
      return ok(volume.made ? volume : { ...volume, made: true });
    case 'stopped':
      return orTooFew(afterStopped(volume, event.inSync), volume, 'stop');
    case 'dropped':
      return orTooFew(dropLegs(volume, event.legs), volume, 'go on');
    case 'returning':
      return takingBack(volume, publication, event.legs) ?? ok(afterReturning(volume, event.legs));
    case 'recovered':
      return recovered(volume, publication, event.legs);
  }
}

const orTooFew = (told: Volume | undefined, { name }: Volume, what: string): DriverOutcome<Volume> =>
  told ? ok(told) : failed('unsupported', `volume ${name} cannot ${what} without these legs: no other has their data`);

function recovered(volume: Volume, publication: Publication, legs: readonly LegId[]): DriverOutcome<Volume> {
  const refusal = takingBack(volume, publication, legs);
  if (refusal) return refusal;
  const dropped = legs.find((leg) => isDropped(volume, leg));
  if (dropped === undefined) return ok(afterRecovered(volume, legs));
  return failed('unsupported', `leg ${dropped} of volume ${volume.name} is dropped; tell first that it is returning`);
}

/** Why nothing is taken back: only a leg that the node can reach is rebuilt there, and only in an array that runs. */
function takingBack(volume: Volume, { exports }: Publication, legs: readonly LegId[]): DriverFailure | undefined {
  const beyond = legs.find((leg) => !exports.some((exported) => exported.leg === leg));
  if (beyond !== undefined)
    return failed('unsupported', `leg ${beyond} of volume ${volume.name} is not exported there`);
  if (volume.integrity.use === 'in-use') return undefined;
  return failed('unsupported', `the array of volume ${volume.name} is not running, so nothing is rebuilt in it`);
}

const notLive = (id: Publication['id']) =>
  failed('not-found', `publication ${id} is not live; publish the volume again`);
