import { stripesOf } from '../../core/model/bandwidth.ts';
import { formatGiB } from '../../core/model/capacity.ts';
import type { LegId, PublicationId } from '../../core/model/ids.ts';
import type { Transport } from '../../core/model/inventory.ts';
import type { ContentSource, CopiedData, LegCopy } from '../../core/model/copy.ts';
import type { Leg, Volume, VolumeRequest } from '../../core/model/volume.ts';
import { failed, mapOk, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { DriverContext } from './context.ts';
import { publicationsOf, snapshotIn, volumeIn } from './driver-state.ts';
import type { DriverState } from './driver-state.ts';
import { isCurrent } from './integrity.ts';

/*
 * What a volume or a snapshot is copied from. A copy is made leg by leg while nothing can write to the source: so it is of
 * one moment, and what is not of one moment is refused.
 */

export interface CopyBasis {
  readonly from: Volume;
  /** Left out where it holds nothing yet: then there is nothing to copy. */
  readonly data: CopiedData | undefined;
  readonly stripes: number;
}

/** Errors: not-found. */
export function findSource(state: DriverState, { kind, id }: ContentSource): DriverOutcome<Volume> {
  const found = kind === 'snapshot' ? snapshotIn(state, id) : volumeIn(state, id);
  return found ? ok(found) : failed('not-found', `there is no ${kind} ${id} to make a copy of`);
}

/** Errors: busy, in-use, unsupported: it is at no point in time now. */
export function basisOf(state: DriverState, from: Volume): DriverOutcome<CopyBasis> {
  const what = spoken(from);
  if (from.phase.kind === 'creating') return failed('busy', `${what} is still being made`);
  if (from.phase.kind !== 'ready') return failed('busy', `${what} is being changed; repeat the request`);
  const [publication] = publicationsOf(state, from.id);
  if (publication) return failed('in-use', publishedTo(what, publication.node));
  if (from.integrity.use === 'in-use') return failed('unsupported', notStopped(what));
  const stripes = stripesOf(from.layout, from.legs.length);
  return mapOk(dataOf(from), (data) => ({ from, data, stripes }));
}

const publishedTo = (what: string, node: string): string =>
  `${what} is published to node ${node}, which may write to it while its legs are copied one by one; a copy must be of ` +
  'one moment: end what uses it, and repeat the request once it is unpublished';

const notStopped = (what: string): string =>
  `${what} was not stopped by the node that had it last, so its legs may differ; have a pod use it once more and end it`;

/** Errors: unsupported. */
function dataOf({
  id,
  size,
  made,
  integrity,
  origin,
  encryption,
  backend,
  ...from
}: Volume): DriverOutcome<CopiedData | undefined> {
  if (made) return ok({ size, ...(encryption && { openedBy: { volume: id, backend, ...encryption } }) });
  if (integrity.use === 'unused') return ok(origin?.data);
  return failed('unsupported', `volume ${from.name} never came up as a whole; have a pod use it once and end it`);
}

/**
 * The request for a copy, with as much as it needs. Errors: out-of-range (smaller than its source), invalid-argument (it
 * would have to be another filesystem, or encrypted otherwise).
 */
export function requestForCopy(
  request: VolumeRequest,
  { from, data, stripes }: CopyBasis,
): DriverOutcome<VolumeRequest> {
  const { required, limit } = request.size;
  const what = spoken(from);
  if (required > 0 && required < from.size) return failed('out-of-range', tooSmall(what, from, formatGiB(required)));
  if (limit !== undefined && limit < from.size) return failed('out-of-range', tooSmall(what, from, formatGiB(limit)));
  const copy = { ...request, size: { required: required === 0 ? from.size : required, limit } };
  if (!data) return ok(copy);
  if (request.parameters.encrypt !== (data.openedBy !== undefined)) {
    const is = data.openedBy ? 'encrypted, and the class is not' : 'not encrypted, and the class is';
    return failed(
      'invalid-argument',
      `${what} is ${is}: what is copied stays as it is; use a class with the same encrypt`,
    );
  }
  const { fsType } = request.parameters;
  if (from.mode === 'mount' && request.mode === 'mount' && fsType !== from.fsType) {
    return failed(
      'invalid-argument',
      `${what} holds ${from.fsType}, and the class asks for ${fsType}; use one with ${from.fsType}`,
    );
  }
  return ok({ ...copy, stripes });
}

const tooSmall = (what: string, { size }: Volume, asked: string): string =>
  `${what} has ${formatGiB(size)}, and a copy of it is not made smaller: ${asked} are too few`;

/**
 * Which leg each is filled from: both of a pair from the same, since two may differ where nothing was ever stored.
 * Errors: unavailable.
 */
export function copiesInto(
  { backend, outside }: Pick<DriverContext, 'backend' | 'outside'>,
  legs: readonly Leg[],
  { from, stripes }: CopyBasis,
): DriverOutcome<readonly LegCopy[]> {
  const transports = backend.chooseTransports(from);
  const perPair = legs.length / stripes;
  const copies: LegCopy[] = [];
  for (const [index, into] of legs.entries()) {
    const source = sourceIn(backend, from, Math.floor(index / perPair), stripes);
    if (!source) return failed('unavailable', `no leg of ${spoken(from)} holds all of its part; nothing can be copied`);
    if (source.enclosure === into.enclosure) {
      copies.push({ into: into.id, from: source.id, phase: 'copying' });
      continue;
    }
    if (transports.kind === 'error') return transports;
    const transport = transports.value[from.legs.indexOf(source)];
    if (!transport) return failed('unavailable', `leg ${source.id} of ${spoken(from)} cannot be exported`);
    copies.push(exportedCopy(into.id, source.id, outside.newId() as PublicationId, transport));
  }
  return ok(copies);
}

const exportedCopy = (into: LegId, from: LegId, publication: PublicationId, transport: Transport): LegCopy => ({
  into,
  from,
  exported: { publication, transport },
  phase: 'copying',
});

/** One that holds everything, and rather one whose host answers. */
function sourceIn({ drives }: DriverContext['backend'], from: Volume, pair: number, stripes: number): Leg | undefined {
  const perPair = from.legs.length / stripes;
  const current = from.legs.slice(pair * perPair, (pair + 1) * perPair).filter(({ id }) => isCurrent(from, id));
  return current.find(({ enclosure }) => drives.answers(enclosure)) ?? current[0];
}

/** Why nothing of it is changed now: it is being copied; `undefined` where it is not. */
export function beingCopied(state: DriverState, source: Volume): DriverFailure | undefined {
  const [into] = [...(state.copiesOf.get(source.id) ?? [])].flatMap((id) => state.volumes.get(id) ?? []);
  return (
    into &&
    failed('busy', `${spoken(source)} is being copied into ${spoken(into)}, and is not changed before that is done`)
  );
}

const spoken = ({ name, snapshot }: Volume): string => `${snapshot ? 'snapshot' : 'volume'} ${name}`;
