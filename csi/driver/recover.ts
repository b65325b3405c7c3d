import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { publicationsOf } from './driver-state.ts';
import { finishCreate, finishGrow, finishPublish, finishRelease, finishUnpublish } from './effects.ts';

/** Volumes with an effect that has begun and is not finished: what the phase of a record says. */
export function unfinishedVolumes({ state }: DriverContext): readonly VolumeId[] {
  return [...state.volumes.values()]
    .filter(
      (volume) =>
        volume.phase.kind !== 'ready' || publicationsOf(state, volume.id).some(({ phase }) => phase !== 'published'),
    )
    .map(({ id }) => id);
}

/** Goes on with whatever is unfinished on a volume, under the lock of the volume. What is not reached stays journaled. */
export function resume(context: DriverContext, id: VolumeId): Promise<DriverOutcome<undefined>> {
  return context.locks.run(`volume ${id}`, async () => {
    const volume = context.state.volumes.get(id);
    if (!volume) return ok(undefined);
    const publications = await resumePublications(context, volume);
    if (publications.kind === 'error') return publications;
    return resumePhase(context, volume);
  });
}

async function resumePhase(context: DriverContext, volume: Volume): Promise<DriverOutcome<undefined>> {
  switch (volume.phase.kind) {
    case 'creating':
      return asDone(await finishCreate(context, volume));
    case 'expanding':
      return asDone(await finishGrow(context, volume));
    case 'releasing':
      return finishRelease(context, volume);
    case 'ready':
      return ok(undefined);
  }
}

async function resumePublications(context: DriverContext, volume: Volume): Promise<DriverOutcome<undefined>> {
  for (const publication of publicationsOf(context.state, volume.id)) {
    const done = await resumePublication(context, volume, publication);
    if (done.kind === 'error') return done;
  }
  return ok(undefined);
}

async function resumePublication(
  context: DriverContext,
  volume: Volume,
  publication: ReturnType<typeof publicationsOf>[number],
): Promise<DriverOutcome<undefined>> {
  switch (publication.phase) {
    case 'publishing':
      return asDone(await finishPublish(context, volume, publication));
    case 'unpublishing':
      return finishUnpublish(context, volume, publication);
    case 'published':
      return ok(undefined);
  }
}

const asDone = (outcome: DriverOutcome<unknown>): DriverOutcome<undefined> =>
  outcome.kind === 'error' ? outcome : ok(undefined);
