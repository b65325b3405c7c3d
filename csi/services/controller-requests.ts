import { gib } from '../../core/model/capacity.ts';
import type { NodeName, VolumeId } from '../../core/model/ids.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type {
  ControllerExpandVolumeRequest,
  ControllerGetVolumeRequest,
  ControllerModifyVolumeRequest,
  ControllerPublishVolumeRequest,
  ControllerUnpublishVolumeRequest,
  CreateVolumeRequest,
  DeleteVolumeRequest,
  GetCapacityRequest,
  ListVolumesRequest,
  ValidateVolumeCapabilitiesRequest,
  VolumeContentSource,
} from '../generated/csi_pb.ts';
import type {
  CapacityQuery,
  CreateVolume,
  ExpandVolume,
  ListVolumes,
  ModifyVolume,
  PublishVolume,
  UnpublishVolume,
  ValidateVolume,
} from './driver-port.ts';
import { failed, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { mapProblem, missing, nameProblem, nodeIdProblem, refuseFields, volumeIdProblem } from './request-fields.ts';
import { toSizeRange } from './size-range.ts';
import { toSegments } from './topology-segments.ts';
import { isReaderOnly, toCapabilities, toCapability, toRequiredCapabilities } from './volume-capability.ts';

/** Keeps an answer below the 4 MiB that Go clients take by default: an entry is far below 4 KiB. */
const MAX_LISTED = 1000;

/** An id of ours; what else stands in starting_token was never handed out. */
const VOLUME_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Errors: invalid-argument, out-of-range. */
export function toCreateVolume(request: CreateVolumeRequest): DriverOutcome<CreateVolume> {
  const refusal = refuseFields(
    nameProblem(request.name),
    mapProblem('parameters', request.parameters),
    mapProblem('mutable_parameters', request.mutableParameters),
  );
  if (refusal) return refusal;
  const capabilities = toRequiredCapabilities(request.volumeCapabilities);
  if (capabilities.kind === 'error') return capabilities;
  const kinds = new Set(capabilities.value.map(({ kind }) => kind));
  if (kinds.size > 1) return failed('invalid-argument', 'a volume is either block or mount, not both');
  const source = toContentSource(request.volumeContentSource);
  if (source.kind === 'error') return source;
  const size = toSizeRange(request.capacityRange);
  if (size.kind === 'error') return size;
  const open = source.value && (request.capacityRange?.requiredBytes ?? 0n) === 0n;
  const requisite = toSegments(request.accessibilityRequirements?.requisite ?? []);
  if (requisite.kind === 'error') return requisite;
  const preferred = toSegments(request.accessibilityRequirements?.preferred ?? []);
  if (preferred.kind === 'error') return preferred;
  return ok({
    name: request.name,
    size: open ? { ...size.value, required: gib(0) } : size.value,
    ...(source.value && { source: source.value }),
    parameters: request.parameters,
    attributes: request.mutableParameters,
    capabilities: capabilities.value,
    requisite: requisite.value,
    preferred: preferred.value,
  });
}

/** Errors: invalid-argument. */
export const toDeleteVolume = (request: DeleteVolumeRequest): DriverOutcome<VolumeId> =>
  refuseFields(volumeIdProblem(request.volumeId)) ?? ok(request.volumeId as VolumeId);

/** Errors: invalid-argument. */
export const toGetVolume = (request: ControllerGetVolumeRequest): DriverOutcome<VolumeId> =>
  refuseFields(volumeIdProblem(request.volumeId)) ?? ok(request.volumeId as VolumeId);

/** Errors: invalid-argument. */
export function toPublishVolume(request: ControllerPublishVolumeRequest): DriverOutcome<PublishVolume> {
  const refusal = refuseFields(volumeIdProblem(request.volumeId), nodeIdProblem(request.nodeId));
  if (refusal) return refusal;
  const capability = toCapability(request.volumeCapability);
  if (capability.kind === 'error') return capability;
  return ok({
    volume: request.volumeId as VolumeId,
    node: request.nodeId as NodeName,
    readonly: request.readonly || isReaderOnly(request.volumeCapability),
    capability: capability.value,
  });
}

/** Errors: invalid-argument. */
export function toUnpublishVolume(request: ControllerUnpublishVolumeRequest): DriverOutcome<UnpublishVolume> {
  const everyNode = request.nodeId === '';
  const refusal = refuseFields(
    volumeIdProblem(request.volumeId),
    everyNode ? undefined : nodeIdProblem(request.nodeId),
  );
  return (
    refusal ?? ok({ volume: request.volumeId as VolumeId, node: everyNode ? undefined : (request.nodeId as NodeName) })
  );
}

/** Errors: invalid-argument. */
export function toValidateVolume(request: ValidateVolumeCapabilitiesRequest): DriverOutcome<ValidateVolume> {
  const refusal = refuseFields(
    volumeIdProblem(request.volumeId),
    mapProblem('parameters', request.parameters),
    mapProblem('mutable_parameters', request.mutableParameters),
  );
  if (refusal) return refusal;
  const capabilities = toRequiredCapabilities(request.volumeCapabilities);
  if (capabilities.kind === 'error') return capabilities;
  return ok({
    volume: request.volumeId as VolumeId,
    capabilities: capabilities.value,
    parameters: request.parameters,
    attributes: request.mutableParameters,
  });
}

/** Errors: invalid-argument, bad-token. */
export function toListVolumes(request: ListVolumesRequest): DriverOutcome<ListVolumes> {
  return toPage(request, 'ListVolumes');
}

/** Where a page begins, and how many entries it has at most. Errors: invalid-argument, bad-token. */
export function toPage(
  { maxEntries, startingToken }: Pick<ListVolumesRequest, 'maxEntries' | 'startingToken'>,
  method: string,
): DriverOutcome<ListVolumes> {
  if (maxEntries < 0) return failed('invalid-argument', 'max_entries must not be negative');
  const limit = maxEntries === 0 ? MAX_LISTED : Math.min(maxEntries, MAX_LISTED);
  if (startingToken === '') return ok({ after: undefined, limit });
  if (VOLUME_ID.test(startingToken)) return ok({ after: startingToken as VolumeId, limit });
  return failed('bad-token', `starting_token is none that ${method} handed out; start again without one`);
}

/** Errors: invalid-argument. */
function toContentSource(message: VolumeContentSource | undefined): DriverOutcome<ContentSource | undefined> {
  const type = message?.type;
  switch (type?.case) {
    case 'snapshot': {
      const { snapshotId } = type.value;
      const id = snapshotId as VolumeId;
      return refuseFields(volumeIdProblem(snapshotId, 'snapshot_id')) ?? ok({ kind: 'snapshot', id });
    }
    case 'volume': {
      const { volumeId } = type.value;
      return refuseFields(volumeIdProblem(volumeId)) ?? ok({ kind: 'volume', id: volumeId as VolumeId });
    }
    case undefined:
      return message ? failed('invalid-argument', 'volume_content_source names no source') : ok(undefined);
  }
}

/** Errors: invalid-argument. */
export function toCapacityQuery(request: GetCapacityRequest): DriverOutcome<CapacityQuery> {
  const refusal = refuseFields(mapProblem('parameters', request.parameters));
  if (refusal) return refusal;
  const capabilities = toCapabilities(request.volumeCapabilities);
  if (capabilities.kind === 'error') return capabilities;
  const segments = toSegments(request.accessibleTopology ? [request.accessibleTopology] : []);
  if (segments.kind === 'error') return segments;
  return ok({ parameters: request.parameters, segment: segments.value[0], capabilities: capabilities.value });
}

/** Errors: invalid-argument, out-of-range. */
export function toExpandVolume(request: ControllerExpandVolumeRequest): DriverOutcome<ExpandVolume> {
  const refusal = refuseFields(
    volumeIdProblem(request.volumeId),
    missing('capacity_range', request.capacityRange === undefined),
  );
  if (refusal) return refusal;
  const size = toSizeRange(request.capacityRange);
  if (size.kind === 'error') return size;
  return ok({ volume: request.volumeId as VolumeId, size: size.value });
}

/** Errors: invalid-argument. */
export const toModifyVolume = (request: ControllerModifyVolumeRequest): DriverOutcome<ModifyVolume> =>
  refuseFields(
    volumeIdProblem(request.volumeId),
    missing('mutable_parameters', Object.keys(request.mutableParameters).length === 0),
    mapProblem('mutable_parameters', request.mutableParameters),
  ) ?? ok({ volume: request.volumeId as VolumeId, attributes: request.mutableParameters });
