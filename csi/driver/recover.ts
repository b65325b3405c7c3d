import type { VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { publicationsOf } from './driver-state.ts';
import {
  finishCreate,
  finishExports,
  finishFencing,
  finishGrow,
  finishPublish,
  finishRelease,
  finishUnpublish,
} from './effects.ts';
import { missingLegs } from './exposure.ts';

/** Volumes with an effect that has begun and is not finished: what the phase of a record says. */
export function unfinishedVolumes({ state }: DriverContext): readonly VolumeId[] {
  return [...state.volumes.values()]
    .filter(
      (volume) =>
        volume.phase.kind !== 'ready' ||
        volume.unfenced.length > 0 ||
        publicationsOf(state, volume.id).some((publication) => isUnfinished(volume, publication)),
    )
    .map(({ id }) => id);
}

const isUnfinished = (volume: Volume, publication: Publication): boolean =>
  publication.phase !== 'published' || missingLegs(volume, publication).length > 0;

/**
 * Goes on with whatever is unfinished on a volume, under the lock of the volume. What is not reached stays journaled,
 * and keeps nothing else from being finished. Answers with the first failure.
 */
export function resume(context: DriverContext, id: VolumeId): Promise<DriverOutcome<undefined>> {
  return context.locks.run(`volume ${id}`, async () => {
    const steps = [fencing, publications, phase];
    let failure: DriverOutcome<undefined> | undefined;
    for (const step of steps) {
      // Each step leaves another volume behind.
      const volume = context.state.volumes.get(id);
      if (!volume) break;
      const done = await step(context, volume);
      if (done.kind === 'error') failure ??= done;
    }
    return failure ?? ok(undefined);
  });
}

type Step = (context: DriverContext, volume: Volume) => Promise<DriverOutcome<undefined>>;

const fencing: Step = (context, volume) => finishFencing(context, volume);

const phase: Step = async (context, volume) => {
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
};

/** There is one at a time: a volume is published to one node, and taken from it before it goes to another. */
const publications: Step = async (context, volume) => {
  const [publication] = publicationsOf(context.state, volume.id);
  switch (publication?.phase) {
    case undefined:
      return ok(undefined);
    case 'publishing':
      return asDone(await finishPublish(context, volume, publication));
    case 'unpublishing':
      return finishUnpublish(context, volume, publication);
    case 'published':
      return finishExports(context, volume, publication);
  }
};

const asDone = (outcome: DriverOutcome<unknown>): DriverOutcome<undefined> =>
  outcome.kind === 'error' ? outcome : ok(undefined);
