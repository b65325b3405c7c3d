import type { Publication, Volume } from '../../core/model/volume.ts';
import { vacate } from '../../core/placement/inventory-index.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { fenceFor } from './context.ts';
import type { DriverContext } from './context.ts';
import { forgetPublication, forgetVolume, rememberPublication, rememberVolume } from './driver-state.ts';
import { deletePublication, deleteVolume, putPublication, putVolume } from './journal.ts';

/**
 * The second half of every operation: have the backend do what is journaled, then strike the entry. Each may be
 * repeated after a crash at any point; an entry whose backend does not answer stays, and is tried again.
 */
export async function finishCreate(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'creating') return ok(volume);
  const made = await context.backend.create(volume, fenceFor(context, volume));
  if (made.kind === 'error') return made;
  return settle(context, { ...volume, phase: { kind: 'ready' } });
}

export async function finishGrow(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'expanding') return ok(volume);
  const grown = await context.backend.grow(volume, fenceFor(context, volume));
  if (grown.kind === 'error') return grown;
  return settle(context, { ...volume, size: volume.phase.target, phase: { kind: 'ready' } });
}

async function settle(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  await context.journal.commit(putVolume(volume));
  rememberVolume(context.state, volume);
  return ok(volume);
}

export async function finishRelease(context: DriverContext, volume: Volume): Promise<DriverOutcome<undefined>> {
  const released = await context.backend.release(volume, fenceFor(context, volume));
  if (released.kind === 'error') return released;
  await context.journal.commit(deleteVolume(volume));
  if (context.state.index) vacate(context.state.index, volume.legs);
  forgetVolume(context.state, volume);
  return ok(undefined);
}

export async function finishPublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<Publication>> {
  const exported = await context.backend.publish(volume, publication, fenceFor(context, volume));
  if (exported.kind === 'error') return exported;
  const published: Publication = { ...publication, phase: 'published', exports: exported.value };
  await context.journal.commit(putPublication(published));
  rememberPublication(context.state, published);
  return ok(published);
}

export async function finishUnpublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<undefined>> {
  const withdrawn = await context.backend.unpublish(volume, publication, fenceFor(context, volume));
  if (withdrawn.kind === 'error') return withdrawn;
  await context.journal.commit(deletePublication(publication));
  forgetPublication(context.state, publication);
  return ok(undefined);
}
