import { sameLimits } from '../../../core/model/attributes.ts';
import type { Publication } from '../../../core/model/volume.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { DriverContext } from '../context.ts';
import { rememberVolume } from '../driver-state.ts';
import { putVolume } from '../journal.ts';
import { limitsOf, modified } from '../modified-volume.ts';
import type { Plan, Work } from './plan.ts';

export interface Modifying extends Work {
  /** To the node that is to make the change; `undefined` where no node has the volume. */
  readonly publication: Publication | undefined;
}

/**
 * Changes what a volume may take. Its node asks every few seconds what it is to keep, and tells what it keeps: the
 * driver sends it nothing.
 */
export const MODIFY: Plan<Modifying> = {
  kind: 'modify',
  subject: ({ volume }) => volume.id,
  steps: [
    {
      kind: 'effect',
      name: 'limit-on-node',
      // Hosts of drives know nothing of it.
      left: ({ volume, publication }) => (publication ? volume.legs : []),
      run: limitedOnNode,
    },
    {
      kind: 'record',
      name: 'record-attributes',
      run: async (context, work) => {
        const volume = modified(work.volume);
        await context.journal.commit(putVolume(volume));
        rememberVolume(context.state, volume);
        return ok({ ...work, volume });
      },
    },
  ],
};

/** A node that has not told since this driver started is asked as one that has not made the change. */
function limitedOnNode({ state }: DriverContext, work: Modifying): Promise<DriverOutcome<Modifying>> {
  const { volume, publication } = work;
  if (!publication) return Promise.resolve(ok(work));
  const told = state.limited.get(publication.id);
  if (!told || !sameLimits(told.limits, limitsOf(volume))) {
    return Promise.resolve(
      failed(
        'unavailable',
        `volume ${volume.name} is being changed: node ${publication.node} has not said yet that it keeps to the new limits`,
      ),
    );
  }
  if (told.why === undefined) return Promise.resolve(ok(work));
  return Promise.resolve(
    failed('unsupported', `node ${publication.node} cannot limit volume ${volume.name}: ${told.why}`),
  );
}
