import type { Leg, LegExport, Publication, Volume } from '../../../core/model/volume.ts';
import { vacate } from '../../../core/placement/inventory-index.ts';
import { mapOk, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { fenceFor } from '../context.ts';
import type { DriverContext } from '../context.ts';
import { forgetVolume, publicationsOf, rememberPublication, rememberVolume } from '../driver-state.ts';
import { failureOf, valuesOf } from '../exposure.ts';
import { isDropped } from '../integrity.ts';
import { deleteVolume, putPublication, putVolume } from '../journal.ts';
import type { LegAnswers } from '../volume-backend.ts';
import { exportLegs } from './export-legs.ts';
import { COPY_LEGS, END_COPIES } from './copy-steps.ts';
import type { Plan, Work } from './plan.ts';
import { legsNotCut, legsNotGone } from './sight.ts';

const ofVolume = ({ volume }: Work): Volume['id'] => volume.id;

/** Makes what the record of a volume says. */
const CREATE: Plan<Work> = {
  kind: 'create',
  subject: ofVolume,
  steps: [
    {
      kind: 'effect',
      name: 'cut-legs',
      left: ({ volume }, sight) => legsNotCut(volume.legs, sight),
      run: async (context, { volume }) =>
        mapOk(await context.backend.create(volume, fenceFor(context, volume)), () => ({ volume })),
    },
    {
      kind: 'record',
      name: 'record-ready',
      run: async (context, { volume }) => {
        const ready: Volume = { ...volume, phase: { kind: 'ready' } };
        await context.journal.commit(putVolume(ready));
        rememberVolume(context.state, ready);
        return ok({ volume: ready });
      },
    },
  ],
};

/** Wipes the legs of a volume that is gone for CSI, and forgets it: from then on its space is free. */
const DELETE: Plan<Work> = {
  kind: 'delete',
  subject: ofVolume,
  steps: [
    {
      kind: 'effect',
      name: 'wipe-legs',
      left: ({ volume }, sight) => legsNotGone(volume.legs, sight),
      run: async (context, { volume }) =>
        mapOk(await context.backend.release(volume, fenceFor(context, volume)), () => ({ volume })),
    },
    {
      kind: 'record',
      name: 'forget-volume',
      run: async (context, { volume }) => {
        await context.journal.commit(deleteVolume(volume));
        if (context.state.index) vacate(context.state.index, volume.legs);
        forgetVolume(context.state, volume);
        return ok({ volume });
      },
    },
  ],
};

/** Where legs are still to be filled, that comes before all of it is said to be there. */
export const createPlan = ({ copies }: Volume): Plan<Work> =>
  copies ? { ...CREATE, steps: [...CREATE.steps.slice(0, -1), COPY_LEGS, ...CREATE.steps.slice(-1)] } : CREATE;

/** Nothing is left behind of copies that are given up. */
export const deletePlan = ({ copies }: Volume): Plan<Work> =>
  copies ? { ...DELETE, steps: [END_COPIES, ...DELETE.steps] } : DELETE;

export interface Growing extends Work {
  readonly answers: LegAnswers<undefined>;
}

/** Grows every leg that is not dropped. One that is grows later: until then it is shown to no node. */
export const EXPAND: Plan<Growing> = {
  kind: 'expand',
  subject: ofVolume,
  steps: [
    {
      kind: 'effect',
      name: 'grow-legs',
      left: ({ volume }, sight) => legsNotCut(undropped(volume), sight),
      run: async (context, { volume }) => {
        const answers = await context.backend.grow(volume, fenceFor(context, volume));
        const needed = answers.filter(({ leg }) => !isDropped(volume, leg));
        return failureOf(volume, needed) ?? ok({ volume, answers });
      },
    },
    { kind: 'record', name: 'record-size', run: recordSize },
  ],
};

const undropped = (volume: Volume): readonly Leg[] => volume.legs.filter(({ id }) => !isDropped(volume, id));

async function recordSize(context: DriverContext, { volume, answers }: Growing): Promise<DriverOutcome<Growing>> {
  if (volume.phase.kind !== 'expanding') return ok({ volume, answers });
  const short = answers.filter(({ outcome }) => outcome.kind === 'error').map(({ leg }) => leg);
  const grown: Volume = { ...volume, size: volume.phase.target, phase: { kind: 'ready' } };
  const published = publicationsOf(context.state, volume.id).filter(({ phase }) => phase === 'published');
  const shown = await Promise.all(published.map((publication) => showGrown(context, grown, publication, short)));
  await context.journal.commit(putVolume(grown), ...shown.map(putPublication));
  rememberVolume(context.state, grown);
  for (const publication of shown) rememberPublication(context.state, publication);
  return ok({ volume: grown, answers });
}

/** Whether what was added is all zeros, each leg says for itself; one that does not say is not taken for it. */
async function showGrown(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
  short: readonly Leg['id'][],
): Promise<Publication> {
  const exports = publication.exports.filter(({ leg }) => !short.includes(leg));
  const legs = volume.legs.filter(({ id }) => exports.some(({ leg }) => leg === id));
  const answers = await exportLegs(context, { volume, publication }, legs);
  const zeroed = answers.kind === 'ok' ? valuesOf(answers.value).filter((each) => each.zeroed) : [];
  const isZeroed = ({ leg }: LegExport): boolean => zeroed.some((each) => each.leg === leg);
  return { ...publication, exports: exports.map((exported) => ({ ...exported, zeroed: isZeroed(exported) })) };
}
