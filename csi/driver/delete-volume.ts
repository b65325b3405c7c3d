import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume } from '../../core/model/volume.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { beingCopied } from './copy-basis.ts';
import { publicationsOf, rememberVolume, snapshotIn, volumeIn } from './driver-state.ts';
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
  return release(context, () => volumeIn(context.state, id), id, goOn);
}

/** The same of a snapshot. What was made of it lies on drives of its own, and stays. */
export const deleteSnapshot = (
  context: DriverContext,
  id: VolumeId,
  goOn: (work: () => Promise<unknown>) => void,
): Promise<DriverOutcome<undefined>> => release(context, () => snapshotIn(context.state, id), id, goOn);

async function release(
  context: DriverContext,
  find: () => Volume | undefined,
  id: VolumeId,
  goOn: (work: () => Promise<unknown>) => void,
): Promise<DriverOutcome<undefined>> {
  if (!find()) return ok(undefined);
  const key = volumeKey(id);
  const marked = await context.locks.run([key], () => findAndMark(context, find()));
  if (marked.kind === 'error') return marked;
  const releasing = marked.value;
  if (releasing) goOn(() => context.locks.run([key], () => finishDelete(context, releasing)));
  return ok(undefined);
}

async function findAndMark(
  context: DriverContext,
  volume: Volume | undefined,
): Promise<DriverOutcome<Volume | undefined>> {
  if (!volume) return ok(undefined);
  const published = publicationsOf(context.state, volume.id).map(({ node }) => node);
  if (published.length > 0) {
    return failed('in-use', `volume ${volume.name} is published to ${published.join(', ')}; unpublish it first`);
  }
  const copying = beingCopied(context.state, volume);
  if (copying) return failed('in-use', copying.message);
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
