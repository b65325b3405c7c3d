import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { gibToBytes } from '../../core/model/capacity.ts';
import type { Controller } from '../generated/csi_pb.ts';
import type { SnapshotDriver, SnapshotStatus } from './driver-port.ts';
import { mapOk } from './outcome.ts';
import type { DriverOutcome } from './outcome.ts';
import { toCreateSnapshot, toListSnapshots, toSnapshotId } from './snapshot-requests.ts';
import type { ServiceHandlers } from './unary-service.ts';

export type Ask = <Asked, Answer>(
  asked: DriverOutcome<Asked>,
  operation: (asked: Asked) => Promise<DriverOutcome<Answer>>,
) => Promise<DriverOutcome<Answer>>;

type SnapshotHandlers = Pick<
  ServiceHandlers<typeof Controller>,
  'createSnapshot' | 'deleteSnapshot' | 'listSnapshots' | 'getSnapshot'
>;

/** The part of the Controller service that is about snapshots. */
export const snapshotHandlers = (driver: SnapshotDriver, ask: Ask): SnapshotHandlers => ({
  createSnapshot: async (request) =>
    mapOk(await ask(toCreateSnapshot(request), (asked) => driver.createSnapshot(asked)), (snapshot) => ({
      snapshot: snapshotMessage(snapshot),
    })),

  deleteSnapshot: async (request) =>
    mapOk(await ask(toSnapshotId(request), (asked) => driver.deleteSnapshot(asked)), () => ({})),

  listSnapshots: async (request) =>
    mapOk(await ask(toListSnapshots(request), (asked) => driver.listSnapshots(asked)), ({ snapshots, next }) => ({
      entries: snapshots.map((snapshot) => ({ snapshot: snapshotMessage(snapshot) })),
      nextToken: next ?? '',
    })),

  getSnapshot: async (request) =>
    mapOk(await ask(toSnapshotId(request), (asked) => driver.getSnapshot(asked)), (snapshot) => ({
      snapshot: snapshotMessage(snapshot),
    })),
});

const snapshotMessage = ({ id, source, size, takenAt, ready }: SnapshotStatus) => ({
  snapshotId: id,
  sourceVolumeId: source,
  sizeBytes: gibToBytes(size),
  creationTime: timestampFromDate(new Date(takenAt)),
  readyToUse: ready,
});
