import { isUnlimited } from '../../core/model/attributes.ts';
import type { FsType } from '../../core/model/class.ts';
import type { PublicationId } from '../../core/model/ids.ts';
import type { VolumeCapability } from '../services/driver-port.ts';
import type { StageVolume, UnstageVolume } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import { legsByState } from './array-members.ts';
import { bringUp } from './bring-up.ts';
import { takeDownUnpublished } from './gone-targets.ts';
import { livePublication } from './live-publication.ts';
import type { NodeParts } from './node-parts.ts';
import type { PublishedLegs } from './publication-directory.ts';
import { reportHealth } from './report-health.ts';
import { sameUse } from './staged-volume.ts';
import type { StagedVolume, VolumeUse } from './staged-volume.ts';
import { takeDown } from './take-down.ts';
import { undoAll } from './undo-all.ts';

/** NodeStageVolume: record, then bring up. A repeat walks the same steps, each of which looks before it acts. */
export async function stageVolume(parts: NodeParts, request: StageVolume): Promise<DriverOutcome<undefined>> {
  const before = await parts.volumes.get(request.volume);
  const conflict = before && stagingConflict(before, request);
  if (conflict) return conflict;
  const told = await tellHowLegsFare(parts, before, request);
  if (told.kind === 'error') return refuse(parts, before, told);
  const published = await livePublication(parts, request.volume, request.publication);
  if (published.kind === 'error') return refuse(parts, before, published);
  const use = useOf(request.capability, published.value.fsType);
  if (use.kind === 'error') return refuse(parts, before, use);
  const bootId = await parts.host.bootId();
  const standing = await clearTheWay(parts, before, { publication: request.publication, bootId });
  if (standing.kind === 'error') return standing;

  const record = recordOf(request, { published: published.value, use: use.value, bootId, standing: standing.value });
  await parts.volumes.put(record);
  const mountFlags = request.capability.kind === 'mount' ? request.capability.mountFlags : [];
  const up = await bringUp(parts, record, { published: published.value, mountFlags });
  if (up.kind === 'error') return record.phase.kind === 'staged' ? up : giveUp(parts, record, up);
  await parts.volumes.put({ ...up.value.staged, phase: { kind: 'staged', device: up.value.device } });
  return ok(undefined);
}

/** NodeUnstageVolume. */
export async function unstageVolume(parts: NodeParts, request: UnstageVolume): Promise<DriverOutcome<undefined>> {
  const staged = await parts.volumes.get(request.volume);
  if (staged?.stagingPath !== request.stagingPath) return ok(undefined);
  return takeDownUnpublished(parts, staged);
}

/** Source: CSI spec, NodeStageVolume errors: ALREADY_EXISTS for what is staged otherwise. */
function stagingConflict(staged: StagedVolume, request: StageVolume): DriverFailure | undefined {
  if (staged.stagingPath !== request.stagingPath) {
    return failed(
      'already-exists',
      `volume ${staged.volume} is staged at ${staged.stagingPath}; unstage it there first`,
    );
  }
  const { capability } = request;
  if (sameUse(staged.use, capability) && staged.accessMode === capability.accessMode) return undefined;
  return failed('already-exists', `volume ${staged.volume} is staged with another capability; unstage it first`);
}

function useOf(capability: VolumeCapability, fallback: FsType): DriverOutcome<VolumeUse> {
  if (capability.kind === 'block') return ok({ kind: 'block' });
  const fsType = capability.fsType ?? fallback;
  if (fsType === 'ext4' || fsType === 'xfs') return ok({ kind: 'mount', fsType });
  return failed('unsupported', `filesystem "${fsType}" is not supported; use ext4 or xfs`);
}

/** A leg that an array runs without must not keep a repeat from its end: it is dropped from here on. */
async function tellHowLegsFare(
  parts: NodeParts,
  before: StagedVolume | undefined,
  { publication }: StageVolume,
): Promise<DriverOutcome<unknown>> {
  if (before?.publication !== publication) return ok(undefined);
  const legs = await legsByState(parts.host, before);
  if (legs.kind === 'error') return ok(undefined);
  return reportHealth(parts, before, legs.value);
}

interface Standing {
  readonly publication: PublicationId;
  readonly bootId: string;
}

/**
 * What may stay of what was staged before: only what the same publication brought up since the node was booted. An
 * older publication is cut off by now, and must go before a new one comes up.
 */
async function clearTheWay(
  parts: NodeParts,
  before: StagedVolume | undefined,
  { publication, bootId }: Standing,
): Promise<DriverOutcome<StagedVolume | undefined>> {
  if (!before) return ok(undefined);
  if (before.bootId !== bootId) return undoAll(parts, before);
  if (before.publication === publication && before.phase.kind !== 'unstaging') return ok(before);
  return takeDownUnpublished(parts, before);
}

/**
 * A refusal that the same request would meet again is final for the one who asks: nobody would unstage what was begun.
 * Source: Kubernetes, pkg/volume/csi: only errors that may pass leave a volume uncertain.
 */
async function giveUp(parts: NodeParts, begun: StagedVolume, failure: DriverFailure): Promise<DriverFailure> {
  if (failure.code === 'unavailable') return failure;
  const undone = await takeDown(parts, begun);
  if (undone.kind === 'ok') return failure;
  return failed('unavailable', `${failure.message}; and what was begun is not undone yet: ${undone.message}`);
}

/** Also what an earlier attempt brought up, of which the one who asks knows no more than that it did not answer. */
const refuse = (
  parts: NodeParts,
  before: StagedVolume | undefined,
  failure: DriverFailure,
): DriverFailure | Promise<DriverFailure> =>
  before && before.targets.length === 0 ? giveUp(parts, before, failure) : failure;

interface RecordBasis {
  readonly published: PublishedLegs;
  readonly use: VolumeUse;
  readonly bootId: string;
  readonly standing: StagedVolume | undefined;
}

const recordOf = (request: StageVolume, { published, use, bootId, standing }: RecordBasis): StagedVolume => ({
  volume: request.volume,
  publication: request.publication,
  stagingPath: request.stagingPath,
  accessMode: request.capability.accessMode,
  use,
  // What is staged stays so while a repeat looks at it: undoing it would take it from under its users.
  phase: standing?.phase ?? { kind: 'staging' },
  bootId,
  legs: published.legs.map(({ leg }) => leg),
  dropped: published.legs.filter(({ dropped }) => dropped).map(({ leg }) => leg),
  encrypted: published.encryption !== undefined,
  grownTo: standing?.grownTo,
  ...limitsToKeep(published, standing),
  targets: standing?.targets ?? [],
});

/** Where none are asked for and none ever stood, nothing is kept of them. */
const limitsToKeep = (
  { limits = {} }: PublishedLegs,
  standing: StagedVolume | undefined,
): Pick<StagedVolume, 'limits'> => (isUnlimited(limits) && !standing?.limits ? {} : { limits });
