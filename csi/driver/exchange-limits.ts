import { sameLimits } from '../../core/model/attributes.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { PublishedLimits, ToldLimits } from '../host/publication-directory.ts';
import { ok } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { livePublication } from './driver-state.ts';
import { volumeKey } from './locked-calls.ts';
import { limitsOf } from './modified-volume.ts';
import { finishModify } from './operations/go-on.ts';

/**
 * Hears what limits a node keeps, finishes changes that waited for it, and tells it which are others by now. Most of the
 * time nothing is: then it is a look at memory for each.
 */
export async function exchangeLimits(
  context: DriverContext,
  kept: readonly ToldLimits[],
): Promise<readonly PublishedLimits[]> {
  const others: PublishedLimits[] = [];
  for (const told of kept) {
    const live = livePublication(context.state, told.publication);
    const volume = live && context.state.volumes.get(live.volume);
    if (!volume) continue;
    context.state.limited.set(told.publication, told);
    const limits = limitsOf(volume);
    if (!sameLimits(limits, told.limits)) others.push({ publication: told.publication, limits });
    else if (volume.modification) await goOn(context, volume.id);
  }
  return others;
}

/** What fails stays journaled, and so does what is busy: the node tells the same in its next round. */
const goOn = (context: DriverContext, id: VolumeId): Promise<unknown> =>
  context.locks.run([volumeKey(id)], async () => {
    const volume = context.state.volumes.get(id);
    const done = volume ? await finishModify(context, volume) : ok(undefined);
    return done.kind === 'error' ? done : ok(undefined);
  });
