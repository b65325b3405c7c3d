import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { publicationsOf, rememberVolume } from './driver-state.ts';
import { volumeKey } from './locked-calls.ts';
import { finishDelete, finishFencing } from './operations/go-on.ts';
import { putVolume } from './journal.ts';

/**
 * Makes a volume `releasing`: gone for CSI as soon as that is durable, while its space stays taken until the drives
 * are wiped, which goes on behind the answer. It takes its lock by itself: one that is gone is gone, also while its legs
 * are being wiped under the lock.
 */
export async function deleteVolume(
  context: DriverContext,
  id: VolumeId,
  goOn: (work: () => Promise<unknown>) => void,
): Promise<DriverOutcome<undefined>> {
  if (context.state.volumes.get(id)?.phase.kind === 'releasing') return ok(undefined);
  const key = volumeKey(id);
  const marked = await context.locks.run([key], () => findAndMark(context, id));
  if (marked.kind === 'error') return marked;
  const releasing = marked.value;
  if (releasing) goOn(() => context.locks.run([key], () => finishDelete(context, releasing)));
  return ok(undefined);
}

async function findAndMark(context: DriverContext, id: VolumeId): Promise<DriverOutcome<Volume | undefined>> {
  const volume = context.state.volumes.get(id);
  if (!volume || volume.phase.kind === 'releasing') return ok(undefined);
  const published = publicationsOf(context.state, id).map(({ node }) => node);
  if (published.length > 0) {
    return failed('in-use', `volume ${volume.name} is published to ${published.join(', ')}; unpublish it first`);
  }
  const fenced = await finishFencing(context, volume);
  if (fenced.kind === 'error') return fenced;
  return ok(await markReleasing(context, fenced.value));
}

async function markReleasing({ state, journal, outside }: DriverContext, volume: Volume): Promise<Volume> {
  const since = outside.now().toISOString();
  const releasing: Volume = { ...volume, phase: { kind: 'releasing', since }, generation: volume.generation + 1 };
  await journal.commit(putVolume(releasing));
  rememberVolume(state, releasing);
  return releasing;
}
