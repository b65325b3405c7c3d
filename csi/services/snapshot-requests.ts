import type { VolumeId } from '../../core/model/ids.ts';
import type {
  CreateSnapshotRequest,
  DeleteSnapshotRequest,
  GetSnapshotRequest,
  ListSnapshotsRequest,
} from '../generated/csi_pb.ts';
import { toPage } from './controller-requests.ts';
import type { CreateSnapshot, ListSnapshots } from './driver-port.ts';
import { mapOk, ok } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { mapProblem, nameProblem, refuseFields, volumeIdProblem } from './request-fields.ts';

/** What external-snapshotter adds for information, with --extra-create-metadata. */
const KUBERNETES_PREFIX = 'csi.storage.k8s.io/';

/** Errors: invalid-argument. */
export function toCreateSnapshot(request: CreateSnapshotRequest): DriverOutcome<CreateSnapshot> {
  const { name, sourceVolumeId, parameters } = request;
  const unknown = Object.keys(parameters).find((key) => !key.startsWith(KUBERNETES_PREFIX));
  const refusal = refuseFields(
    volumeIdProblem(sourceVolumeId, 'source_volume_id'),
    nameProblem(name),
    mapProblem('parameters', parameters),
    unknown === undefined ? undefined : `parameters: "${unknown}" is unknown: a snapshot is laid out as its volume is`,
  );
  return refusal ?? ok({ name, source: sourceVolumeId as VolumeId });
}

/** Errors: invalid-argument. */
export const toSnapshotId = (request: DeleteSnapshotRequest | GetSnapshotRequest): DriverOutcome<VolumeId> =>
  refuseFields(volumeIdProblem(request.snapshotId, 'snapshot_id')) ?? ok(request.snapshotId as VolumeId);

/** Errors: invalid-argument, bad-token. */
export const toListSnapshots = (request: ListSnapshotsRequest): DriverOutcome<ListSnapshots> =>
  mapOk(toPage(request, 'ListSnapshots'), (page) => ({
    ...page,
    source: request.sourceVolumeId === '' ? undefined : request.sourceVolumeId,
    snapshot: request.snapshotId === '' ? undefined : request.snapshotId,
  }));
