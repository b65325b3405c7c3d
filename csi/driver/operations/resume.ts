import type { VolumeId } from '../../../core/model/ids.ts';
import type { Volume } from '../../../core/model/volume.ts';
import { ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { DriverContext } from '../context.ts';
import { publicationsOf } from '../driver-state.ts';
import { volumeKey } from '../locked-calls.ts';
import { plannedFor } from './go-on.ts';
import type { OperationId } from './operation.ts';
import { operationsUnderWay } from './under-way.ts';
import type { UnderWay } from './under-way.ts';

/**
 * Goes on with what was cut off or could not be finished, volumes beside each other: a backend that is down keeps its
 * own waiting. `due` leaves out what failed a short while ago. Answers with how many volumes still wait.
 * @throws CsiError `deposed`, `outcome-unknown`: this driver must stop
 */
export async function resumeAll(context: DriverContext, which: 'all' | 'due'): Promise<number> {
  await context.journal.confirm();
  const waiting = [...context.state.unfinished].filter((id) => which === 'all' || isDue(context, id));
  const outcomes = await Promise.all(waiting.map((id) => resume(context, id)));
  return outcomes.filter((outcome) => outcome.kind === 'error').length;
}

const isDue = (context: DriverContext, id: VolumeId): boolean =>
  idsUnderWay(context, id).some((operation) => context.attempts.isDue(operation));

/**
 * Goes on with whatever is unfinished on a volume, under its lock. What is not reached stays journaled, and keeps
 * nothing else from being finished. Answers with the first failure.
 */
export function resume(context: DriverContext, id: VolumeId): Promise<DriverOutcome<undefined>> {
  return context.locks.run([volumeKey(id)], async () => {
    const tried = new Set<OperationId>();
    let failure: DriverOutcome<undefined> | undefined;
    // Each leaves other records behind: legs that are fenced can rejoin a publication.
    for (let next = nextOf(context, id, tried); next; next = nextOf(context, id, tried)) {
      tried.add(next.under.id);
      const done = await plannedFor(next.volume, next.under).perform(context);
      if (done.kind === 'error') failure ??= done;
    }
    return failure ?? ok(undefined);
  });
}

function nextOf(
  { state }: DriverContext,
  id: VolumeId,
  tried: ReadonlySet<OperationId>,
): { readonly volume: Volume; readonly under: UnderWay } | undefined {
  const volume = state.volumes.get(id);
  const under = volume && operationsUnderWay(volume, publicationsOf(state, id)).find((each) => !tried.has(each.id));
  return under && { volume, under };
}

function idsUnderWay({ state }: DriverContext, id: VolumeId): readonly OperationId[] {
  const volume = state.volumes.get(id);
  return volume ? operationsUnderWay(volume, publicationsOf(state, id)).map((operation) => operation.id) : [];
}

/** What volumes wait for is back, a host or a secret: it is tried as soon as anything is. */
export function hastenFor(context: DriverContext, waits: (volume: Volume) => boolean): void {
  for (const id of [...context.state.unfinished]) {
    const volume = context.state.volumes.get(id);
    if (!volume || !waits(volume)) continue;
    for (const operation of operationsUnderWay(volume, publicationsOf(context.state, volume.id)))
      context.attempts.hasten(operation.id);
  }
}
