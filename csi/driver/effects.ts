import type { Leg, LegExport, Publication, Volume } from '../../core/model/volume.ts';
import { vacate } from '../../core/placement/inventory-index.ts';
import { ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { chapSecrets } from './chap-secrets.ts';
import { fenceFor } from './context.ts';
import type { DriverContext } from './context.ts';
import {
  forgetPublication,
  forgetVolume,
  publicationsOf,
  rememberPublication,
  rememberVolume,
} from './driver-state.ts';
import { concealLegs, exposeLegs, failureOf, fencedLegs, missingLegs, valuesOf } from './exposure.ts';
import { isDropped } from './integrity.ts';
import { deletePublication, deleteVolume, putPublication, putVolume } from './journal.ts';
import type { LegAnswers } from './volume-backend.ts';

/**
 * The second half of every operation: have the backend do what is journaled, then strike the entry. Each may be
 * repeated after a crash at any point; an entry whose backend does not answer stays, and is tried again.
 */
export async function finishCreate(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'creating') return ok(volume);
  const made = await context.backend.create(volume, fenceFor(context, volume));
  if (made.kind === 'error') return made;
  const ready: Volume = { ...volume, phase: { kind: 'ready' } };
  await context.journal.commit(putVolume(ready));
  rememberVolume(context.state, ready);
  return ok(ready);
}

export async function finishRelease(context: DriverContext, volume: Volume): Promise<DriverOutcome<undefined>> {
  const fenced = await finishFencing(context, volume);
  if (fenced.kind === 'error') return fenced;
  const released = await context.backend.release(volume, fenceFor(context, volume));
  if (released.kind === 'error') return released;
  await context.journal.commit(deleteVolume(volume));
  if (context.state.index) vacate(context.state.index, volume.legs);
  forgetVolume(context.state, volume);
  return ok(undefined);
}

/** Grows every leg that is not dropped. One that is grows later: until then it is shown to no node. */
export async function finishGrow(context: DriverContext, volume: Volume): Promise<DriverOutcome<Volume>> {
  if (volume.phase.kind !== 'expanding') return ok(volume);
  const answers = await context.backend.grow(volume, fenceFor(context, volume));
  const short = answers.filter(({ outcome }) => outcome.kind === 'error').map(({ leg }) => leg);
  const needed = answers.filter(({ leg }) => !isDropped(volume, leg));
  const failure = failureOf(volume, needed);
  if (failure) return failure;
  const grown: Volume = { ...volume, size: volume.phase.target, phase: { kind: 'ready' } };
  const published = publicationsOf(context.state, volume.id).filter(({ phase }) => phase === 'published');
  const shown = await Promise.all(published.map((publication) => showGrown(context, grown, publication, short)));
  await context.journal.commit(putVolume(grown), ...shown.map(putPublication));
  rememberVolume(context.state, grown);
  for (const publication of shown) rememberPublication(context.state, publication);
  return ok(grown);
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
  const answers = await exportLegs(context, volume, publication, legs);
  const zeroed = answers.kind === 'ok' ? valuesOf(answers.value).filter((each) => each.zeroed) : [];
  const isZeroed = ({ leg }: LegExport): boolean => zeroed.some((each) => each.leg === leg);
  return { ...publication, exports: exports.map((exported) => ({ ...exported, zeroed: isZeroed(exported) })) };
}

export async function finishPublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<Publication>> {
  const answers = await exportLegs(context, volume, publication, fencedLegs(volume));
  if (answers.kind === 'error') return answers;
  const exposed = exposeLegs(volume, answers.value);
  if (exposed.kind === 'error') return exposed;
  const published: Publication = { ...publication, phase: 'published', exports: exposed.value.exports };
  // Before a node can learn of the publication, the legs that stay out are known to be behind.
  await context.journal.commit(putVolume(exposed.value.volume), putPublication(published));
  rememberVolume(context.state, exposed.value.volume);
  rememberPublication(context.state, published);
  return ok(published);
}

/** Legs that were out of reach when their volume was published, and are no more. */
export async function finishExports(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<undefined>> {
  const missing = missingLegs(volume, publication);
  if (missing.length === 0) return ok(undefined);
  const answers = await exportLegs(context, volume, publication, missing);
  if (answers.kind === 'error') return answers;
  const added = valuesOf(answers.value);
  if (added.length > 0) {
    const wider: Publication = { ...publication, exports: [...publication.exports, ...added] };
    await context.journal.commit(putPublication(wider));
    rememberPublication(context.state, wider);
  }
  return failureOf(volume, answers.value) ?? ok(undefined);
}

async function exportLegs(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
  legs: readonly Leg[],
): Promise<DriverOutcome<LegAnswers<LegExport>>> {
  const chap = await chapSecrets(context, publication);
  if (chap.kind === 'error') return chap;
  const fence = fenceFor(context, volume);
  return ok(await context.backend.publish({ volume, publication, legs, chap: chap.value, fence }));
}

/** A leg that an older publication keeps was not exported to this one. */
export async function finishUnpublish(
  context: DriverContext,
  volume: Volume,
  publication: Publication,
): Promise<DriverOutcome<undefined>> {
  const legs = fencedLegs(volume);
  const fence = fenceFor(context, volume);
  const answers = await context.backend.unpublish({ volume, publication: publication.id, legs, fence });
  const concealed = concealLegs(volume, publication.id, answers);
  if (concealed.kind === 'error') return concealed;
  await context.journal.commit(putVolume(concealed.value), deletePublication(publication));
  rememberVolume(context.state, concealed.value);
  forgetPublication(context.state, publication);
  return ok(undefined);
}

/** Destroys exports that could not be destroyed when their publication ended. Errors: unavailable. */
export async function finishFencing(context: DriverContext, volume: Volume): Promise<DriverOutcome<undefined>> {
  if (volume.unfenced.length === 0) return ok(undefined);
  const fence = fenceFor(context, volume);
  const answers = await Promise.all(
    volume.unfenced.map(async (standing) => {
      const legs = volume.legs.filter(({ id }) => id === standing.leg);
      return { standing, answers: await context.backend.unpublish({ volume, ...standing, legs, fence }) };
    }),
  );
  const unfenced = answers.filter((each) => failureOf(volume, each.answers)).map(({ standing }) => standing);
  if (unfenced.length < volume.unfenced.length) {
    const fenced: Volume = { ...volume, unfenced };
    await context.journal.commit(putVolume(fenced));
    rememberVolume(context.state, fenced);
  }
  const failures = answers.map((each) => failureOf(volume, each.answers));
  return failures.find((failure) => failure !== undefined) ?? ok(undefined);
}
