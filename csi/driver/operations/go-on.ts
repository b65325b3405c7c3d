import type { Publication, Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { DriverContext } from '../context.ts';
import { publicationsOf } from '../driver-state.ts';
import { perform, stepsLeft } from './plan.ts';
import { MODIFY } from './modify-plan.ts';
import type { Plan, StepLeft, Work } from './plan.ts';
import { FENCE, PUBLISH, REJOIN, UNPUBLISH } from './publication-plans.ts';
import type { Sight } from './sight.ts';
import type { UnderWay } from './under-way.ts';
import { createPlan, deletePlan, EXPAND } from './volume-plans.ts';

/** What is journaled of a volume, with the steps that lead to it. */
export interface Planned {
  /** Takes the steps. */
  readonly perform: (context: DriverContext) => Promise<DriverOutcome<unknown>>;
  /** What of them is left to do, by what hosts found. */
  readonly left: (sight: Sight) => readonly StepLeft[];
}

export function plannedFor(volume: Volume, operation: UnderWay): Planned {
  switch (operation.kind) {
    case 'fence':
      return planned(FENCE, { volume, answers: [] });
    case 'publish':
      return planned(PUBLISH, { volume, publication: operation.publication, answers: [] });
    case 'unpublish':
      return planned(UNPUBLISH, { volume, publication: operation.publication, answers: [] });
    case 'rejoin':
      return planned(REJOIN, { volume, publication: operation.publication, answers: [] });
    case 'create':
      return planned(createPlan(volume), { volume });
    case 'expand':
      return planned(EXPAND, { volume, answers: [] });
    case 'modify':
      return planned(MODIFY, { volume, publication: operation.publication });
    case 'delete':
      return { ...planned(deletePlan(volume), { volume }), perform: (context) => finishDelete(context, volume) };
  }
}

const planned = <Of extends Work>(plan: Plan<Of>, work: Of): Planned => ({
  perform: (context) => perform(context, plan, work),
  left: (sight) => stepsLeft(plan, work, sight),
});

export async function finishCreate(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'creating') return ok(volume);
  return volumeOf(await perform(context, createPlan(volume), { volume }));
}

export async function finishExpand(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'expanding') return ok(volume);
  return volumeOf(await perform(context, EXPAND, { volume, answers: [] }));
}

export async function finishModify(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (!volume.modification) return ok(volume);
  const publication = publicationsOf(context.state, volume.id).find(({ phase }) => phase === 'published');
  return volumeOf(await perform(context, MODIFY, { volume, publication }));
}

/** Nothing is wiped under an export that may still stand. */
export async function finishDelete(context: DriverContext, volume: Volume): Promise<DriverOutcome<unknown>> {
  if (volume.unfenced.length > 0) {
    return failed('unavailable', `volume ${volume.name} waits for exports of it to be destroyed`);
  }
  return perform(context, deletePlan(volume), { volume });
}

export async function finishFencing(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.unfenced.length === 0) return ok(volume);
  return volumeOf(await perform(context, FENCE, { volume, answers: [] }));
}

export async function finishPublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<Publication>> {
  const done = await perform(context, PUBLISH, { volume, publication, answers: [] });
  return done.kind === 'error' ? done : ok(done.value.publication);
}

export async function finishUnpublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<undefined>> {
  const done = await perform(context, UNPUBLISH, { volume, publication, answers: [] });
  return done.kind === 'error' ? done : ok(undefined);
}

const volumeOf = (done: DriverOutcome<{ readonly volume: Volume }>): DriverOutcome<Volume> =>
  done.kind === 'error' ? done : ok(done.value.volume);
