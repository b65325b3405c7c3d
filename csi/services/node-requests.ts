import path from 'node:path';
import type { VolumeId } from '../../core/model/ids.ts';
import type {
  NodeExpandVolumeRequest,
  NodeGetVolumeStatsRequest,
  NodePublishVolumeRequest,
  NodeStageVolumeRequest,
  NodeUnpublishVolumeRequest,
  NodeUnstageVolumeRequest,
} from '../generated/csi_pb.ts';
import type {
  ExpandOnNode,
  PublishOnNode,
  StageVolume,
  UnpublishOnNode,
  UnstageVolume,
  VolumeAtPath,
} from './node-port.ts';
import { failed, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { MISSING_PUBLICATION, publicationIn } from './publish-context.ts';
import { absolutePathProblem, pathProblem, refuseFields, volumeIdProblem } from './request-fields.ts';
import { toSizeRange } from './size-range.ts';
import { isReaderOnly, toCapability } from './volume-capability.ts';

/** Errors: invalid-argument. */
export function toStageVolume(request: NodeStageVolumeRequest): DriverOutcome<StageVolume> {
  const refusal = refuseFields(
    volumeIdProblem(request.volumeId),
    absolutePathProblem('staging_target_path', request.stagingTargetPath),
  );
  if (refusal) return refusal;
  const capability = toCapability(request.volumeCapability);
  if (capability.kind === 'error') return capability;
  const publication = publicationIn(request.publishContext);
  if (publication === undefined) return failed('invalid-argument', MISSING_PUBLICATION);
  return ok({
    volume: request.volumeId as VolumeId,
    publication,
    stagingPath: path.resolve(request.stagingTargetPath),
    capability: capability.value,
  });
}

/** Errors: invalid-argument. */
export const toUnstageVolume = (request: NodeUnstageVolumeRequest): DriverOutcome<UnstageVolume> =>
  refuseFields(
    volumeIdProblem(request.volumeId),
    absolutePathProblem('staging_target_path', request.stagingTargetPath),
  ) ?? ok({ volume: request.volumeId as VolumeId, stagingPath: path.resolve(request.stagingTargetPath) });

/** Errors: invalid-argument; not-staged where the request names no staging path. */
export function toPublishOnNode(request: NodePublishVolumeRequest): DriverOutcome<PublishOnNode> {
  const refusal = refuseFields(
    volumeIdProblem(request.volumeId),
    absolutePathProblem('target_path', request.targetPath),
  );
  if (refusal) return refusal;
  const capability = toCapability(request.volumeCapability);
  if (capability.kind === 'error') return capability;
  if (request.stagingTargetPath === '')
    return failed('not-staged', 'staging_target_path is not set: stage the volume first');
  const stagingRefusal = refuseFields(absolutePathProblem('staging_target_path', request.stagingTargetPath));
  if (stagingRefusal) return stagingRefusal;
  return ok({
    volume: request.volumeId as VolumeId,
    stagingPath: path.resolve(request.stagingTargetPath),
    targetPath: path.resolve(request.targetPath),
    capability: capability.value,
    readonly: request.readonly || isReaderOnly(request.volumeCapability),
  });
}

/** Errors: invalid-argument. */
export const toUnpublishOnNode = (request: NodeUnpublishVolumeRequest): DriverOutcome<UnpublishOnNode> =>
  refuseFields(volumeIdProblem(request.volumeId), absolutePathProblem('target_path', request.targetPath)) ??
  ok({ volume: request.volumeId as VolumeId, targetPath: path.resolve(request.targetPath) });

/** Errors: invalid-argument. */
export const toVolumeAtPath = (
  request: Pick<NodeGetVolumeStatsRequest, 'volumeId' | 'volumePath'>,
): DriverOutcome<VolumeAtPath> =>
  refuseFields(volumeIdProblem(request.volumeId), pathProblem('volume_path', request.volumePath)) ??
  ok({ volume: request.volumeId as VolumeId, volumePath: normalized(request.volumePath) });

/** Errors: invalid-argument, out-of-range. */
export function toExpandOnNode(request: NodeExpandVolumeRequest): DriverOutcome<ExpandOnNode> {
  const where = toVolumeAtPath(request);
  if (where.kind === 'error') return where;
  if (!request.capacityRange) return ok({ ...where.value, size: undefined });
  const size = toSizeRange(request.capacityRange);
  return size.kind === 'error' ? size : ok({ ...where.value, size: size.value });
}

/** Like the paths kept when staging and publishing; a relative path stays one, and so matches none of them. */
const normalized = (volumePath: string): string =>
  path.isAbsolute(volumePath) ? path.resolve(volumePath) : volumePath;
