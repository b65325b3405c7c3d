import type { ExaminedOperation } from '../../../csi/driver/operations/examine.ts';
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

export function operationView(operation: Operation): OperationView {
  const { id, kind, volume, volumeName, node, enclosures, since, standing } = operation;
  const { kind: state, ...tried } = standing;
  return {
    ...{ id, kind, volume: volumeName, volumeId: volume, enclosures, state },
    ...(node !== undefined && { node }),
    ...(since !== undefined && { since }),
    ...tried,
  };
}

export const examinedView = ({ operation, steps }: ExaminedOperation): OperationView => ({
  ...operationView(operation),
  steps,
});
