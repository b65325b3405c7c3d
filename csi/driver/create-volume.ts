import type { AttributeStrings } from '../../core/model/attributes.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type { Volume, VolumeRequest } from '../../core/model/volume.ts';
import type { CreatedVolume, CreateVolume } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { claimOf } from './claims.ts';
import type { DriverContext } from './context.ts';
import { basisOf, findSource, requestForCopy } from './copy-basis.ts';
import { volumeKey } from './locked-calls.ts';
import { nameKey } from './driver-state.ts';
import { finishCreate } from './operations/go-on.ts';
import { modifyVolume } from './modify-volume.ts';
import { placeDurably } from './place-durably.ts';
import { tellRefusal } from './refusal-sink.ts';
import { incompatibility, toVolumeRequest } from './volume-request.ts';

/** Finds the volume of that name, or places one, journals it, and has it made. */
export async function createVolume(
  context: DriverContext,
  create: CreateVolume,
): Promise<DriverOutcome<CreatedVolume>> {
  const request = toVolumeRequest(create);
  if (request.kind === 'error') {
    const { code, message } = request;
    const asked = { ...create, claim: claimOf(create.parameters) };
    if (code === 'invalid-argument') tellRefusal(context.outside.refusals, asked, { code, text: message });
    return request;
  }
  const existing = findByName(context, create);
  const volume = existing ? reuse(existing, request.value) : await placeAnew(context, request.value);
  if (volume.kind === 'error') return volume;
  const { id } = volume.value;
  const made = await context.locks.run([volumeKey(id)], () => finish(context, id, create.attributes ?? {}));
  return made.kind === 'error' ? made : ok(createdVolume(made.value));
}

const placeAnew = (context: DriverContext, request: VolumeRequest): Promise<DriverOutcome<Volume>> =>
  request.source ? placeCopy(context, request, request.source) : placeDurably(context, request);

/** Nothing comes to write to the source from when it is looked at until it is known that it is being copied. */
function placeCopy(
  context: DriverContext,
  request: VolumeRequest,
  source: ContentSource,
): Promise<DriverOutcome<Volume>> {
  return context.locks.run([volumeKey(source.id)], async () => {
    const from = findSource(context.state, source);
    if (from.kind === 'error') return from;
    const basis = basisOf(context.state, from.value);
    if (basis.kind === 'error') return basis;
    const asked = requestForCopy(request, basis.value);
    return asked.kind === 'error' ? asked : placeDurably(context, asked.value, { source, basis: basis.value });
  });
}

/** The volume as it is now: since it was found by its name, somebody may have deleted it. */
async function finish(
  context: DriverContext,
  id: VolumeId,
  attributes: AttributeStrings,
): Promise<DriverOutcome<Volume>> {
  const volume = context.state.volumes.get(id);
  if (!volume || volume.phase.kind === 'releasing') {
    return failed('busy', `volume ${id} was deleted meanwhile; repeat the request`);
  }
  const created = await finishCreate(context, volume);
  if (created.kind === 'error' || Object.keys(attributes).length === 0) return created;
  // A repeat may name other attributes, and none of them sets two volumes apart: it answers once they hold.
  const modified = await modifyVolume(context, { volume: id, attributes });
  return modified.kind === 'error' ? modified : ok(context.state.volumes.get(id) ?? created.value);
}

/** What CSI is told of a volume. */
export const createdVolume = (volume: Volume): CreatedVolume => ({
  id: volume.id,
  size: volume.size,
  ...(volume.origin && { source: volume.origin.source }),
  accessibleFrom: (volume.reachableFrom ?? []).map((bandwidthDomain) => ({ bandwidthDomain })),
});

function findByName({ state }: DriverContext, create: CreateVolume): Volume | undefined {
  const id = state.names.get(nameKey(create));
  return id === undefined ? undefined : state.volumes.get(id);
}

function reuse(existing: Volume, request: VolumeRequest): DriverOutcome<Volume> {
  const clash = incompatibility(existing, request);
  if (clash === undefined) return ok(existing);
  return failed('already-exists', `volume ${existing.name} exists, but ${clash}`);
}
