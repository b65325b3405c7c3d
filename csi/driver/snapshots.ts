import type { VolumeId } from '../../core/model/ids.ts';
import type { Volume, VolumeRequest } from '../../core/model/volume.ts';
import { parseClassParameters } from '../../core/parse/class-parameters.ts';
import type { CreateSnapshot, ListSnapshots, SnapshotPage, SnapshotStatus } from '../services/driver-port.ts';
import { failed, mapOk, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { basisOf, findSource, requestForCopy } from './copy-basis.ts';
import { nameKey, snapshotIn } from './driver-state.ts';
import { volumeKey } from './locked-calls.ts';
import { finishCreate } from './operations/go-on.ts';
import { placeDurably } from './place-durably.ts';

/**
 * Finds the snapshot of that name, or places one and journals it: from then on nothing can write to the volume until all
 * of it is copied, which goes on after the answer.
 */
export async function createSnapshot(
  context: DriverContext,
  create: CreateSnapshot,
): Promise<DriverOutcome<SnapshotStatus>> {
  const existing = context.state.snapshotNames.get(nameKey(create));
  const known = existing && snapshotIn(context.state, existing);
  const snapshot = known ? reuse(known, create) : await takeSnapshot(context, create);
  if (snapshot.kind === 'error') return snapshot;
  const { id } = snapshot.value;
  // It is taken, whatever comes of this: what is not copied yet goes on behind the answer.
  await context.locks.run([volumeKey(id)], () => goOn(context, id));
  const now = snapshotIn(context.state, id);
  return now ? ok(statusOf(now)) : failed('busy', `snapshot ${create.name} was deleted meanwhile; repeat the request`);
}

function reuse(known: Volume, { name, source }: CreateSnapshot): DriverOutcome<Volume> {
  const of = known.origin?.source.id;
  return of === source ? ok(known) : failed('already-exists', `snapshot ${name} exists, and is of volume ${of ?? '?'}`);
}

async function goOn(context: DriverContext, id: VolumeId): Promise<DriverOutcome<Volume | undefined>> {
  const snapshot = snapshotIn(context.state, id);
  return snapshot ? finishCreate(context, snapshot) : ok(undefined);
}

/** Nothing comes to write to the volume from when it is looked at until it is known that it is being copied. */
function takeSnapshot(context: DriverContext, { name, source: id }: CreateSnapshot): Promise<DriverOutcome<Volume>> {
  return context.locks.run([volumeKey(id)], async () => {
    const source = { kind: 'volume', id } as const;
    const from = findSource(context.state, source);
    if (from.kind === 'error') return from;
    const basis = basisOf(context.state, from.value);
    if (basis.kind === 'error') return basis;
    const request = requestFor(name, from.value);
    const asked = request.kind === 'ok' ? requestForCopy(request.value, basis.value) : request;
    if (asked.kind === 'error') return asked;
    const snapshot = { takenAt: context.outside.now().toISOString() };
    return placeDurably(context, asked.value, { source, basis: basis.value, snapshot });
  });
}

/**
 * As the volume was asked for, by the policies of today. What a class asks of the volume's use is left out: a snapshot is
 * read by nobody, does no work, and does not grow.
 */
function requestFor(name: string, volume: Volume): DriverOutcome<VolumeRequest> {
  const parsed = parseClassParameters(volume.parameters);
  if ('problems' in parsed) {
    return failed('unsupported', `volume ${volume.name} was made by parameters that this release does not know`);
  }
  return ok({
    name,
    ...(volume.cluster !== undefined && { cluster: volume.cluster }),
    size: { required: volume.size, limit: undefined },
    parameters: { ...parsed.parameters, ...UNUSED, fsType: volume.fsType, encrypt: volume.encryption !== undefined },
    declaredParameters: volume.parameters,
    mode: volume.mode,
    accessModes: [],
    requisite: [],
    preferred: [],
    claim: volume.claim && { ...volume.claim, labels: undefined },
  });
}

const UNUSED = {
  workloadSpread: undefined,
  workloadAffinity: undefined,
  reserveBandwidth: { kind: 'none' },
  fillDrive: false,
} as const;

const statusOf = ({ id, size, origin, snapshot, phase }: Volume): SnapshotStatus => ({
  id,
  source: origin?.source.id ?? id,
  size,
  takenAt: snapshot?.takenAt ?? '',
  ready: phase.kind === 'ready',
});

/** A page of snapshots in the order of their ids. */
export function listSnapshots(
  { state }: DriverContext,
  asked: ListSnapshots,
  isSeen: (snapshot: Volume) => boolean = () => true,
): DriverOutcome<SnapshotPage> {
  const { after, limit, source, snapshot } = asked;
  const matching = [...state.snapshotNames.values()]
    .filter((id) => (snapshot === undefined || id === snapshot) && (after === undefined || id > after))
    .flatMap((id) => snapshotIn(state, id) ?? [])
    .filter((each) => isSeen(each) && (source === undefined || each.origin?.source.id === source))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const page = matching.slice(0, limit);
  return ok({ snapshots: page.map(statusOf), next: matching.length > limit ? page.at(-1)?.id : undefined });
}

export function getSnapshot({ state }: DriverContext, id: VolumeId): DriverOutcome<SnapshotStatus> {
  return mapOk(findSource(state, { kind: 'snapshot', id }), statusOf);
}
