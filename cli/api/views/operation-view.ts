import type { ExaminedOperation } from '../../../csi/driver/operations/examine.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { nodeStanding } from './volume-view.ts';
import type { Operation } from '../../../csi/driver/operations/operation.ts';

/** Something that the driver has under way on hardware. */
export interface OperationView {
  readonly id: string;
  readonly kind: Operation['kind'];
  /** Name of the volume. */
  readonly volume: string;
  readonly volumeId: string;
  /** Of publications. */
  readonly node?: string;
  /** Whether Kubernetes has no such node any more. */
  readonly nodeGone?: boolean;
  /** The VolumeAttachment that asks for the node to have the volume. Left out: there is none, or nobody can say. */
  readonly attachment?: string;
  readonly enclosures: readonly string[];
  /** ISO 8601. Left out where it was not written down. */
  readonly since?: string;
  readonly state: Operation['standing']['kind'];
  /** Where it is, or what it is stuck at. Left out while it waits for its first attempt since the server started. */
  readonly step?: string;
  /** Since the server started. */
  readonly attempts?: number;
  /** Of what is stuck. */
  readonly why?: string;
  readonly nextAttempt?: string;
  /** What hosts find of each step. Left out in lists. */
  readonly steps?: readonly StepView[];
}

export interface StepView {
  readonly step: string;
  /** Legs on which it is not done yet, or nobody knows. */
  readonly left: readonly string[];
}

/** Shows operations of one snapshot. */
export function operationViewer({ volumes, cluster }: ApiSnapshot): (operation: Operation) => OperationView {
  const byId = cluster && new Map(volumes.map((volume) => [volume.id, volume] as const));
  return (operation) => {
    const { node } = operation;
    const volume = byId?.get(operation.volume);
    if (!cluster || !volume || node === undefined) return operationView(operation);
    return { ...operationView(operation), ...nodeStanding(cluster, volume, node) };
  };
}

function operationView(operation: Operation): OperationView {
  const { id, kind, volume, volumeName, node, enclosures, since, standing } = operation;
  const { kind: state, ...tried } = standing;
  return {
    ...{ id, kind, volume: volumeName, volumeId: volume, enclosures, state },
    ...(node !== undefined && { node }),
    ...(since !== undefined && { since }),
    ...tried,
  };
}

export const examinedView = (snapshot: ApiSnapshot, { operation, steps }: ExaminedOperation): OperationView => ({
  ...operationViewer(snapshot)(operation),
  steps,
});
