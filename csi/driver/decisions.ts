import type { DriveId, EnclosureName, LegId, VolumeId } from '../../core/model/ids.ts';
import type { EnclosureErrorCode } from '../backends/composable/enclosure-host.ts';
import type { OperationId } from './operations/operation.ts';

/** What a person took upon himself because the driver cannot prove that it does no harm. Kept for good. */
export type Decision = Decider & { readonly outcome: DecisionOutcome } & Decided;

export interface Decider {
  readonly at: string;
  readonly by: string;
}

/** What came of a decision. It is recorded before it is carried out. */
export type DecisionOutcome =
  /** Its host has said neither that it is done nor that it will not be. The same decision again goes on with it. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'done' }
  /** By its host, in its words. */
  | { readonly kind: 'refused'; readonly code: EnclosureErrorCode; readonly message: string }
  /** Recorded by a release that did not write down what came of it. */
  | { readonly kind: 'unknown' };

export type Decided =
  | { readonly kind: 'drop-leg'; readonly volume: VolumeId; readonly leg: LegId }
  | { readonly kind: 'abandon-operation'; readonly volume: VolumeId; readonly operation: OperationId }
  | DecidedDrive;

export interface DecidedDrive {
  readonly kind: 'adopt-drive' | 'wipe-drive';
  readonly enclosure: EnclosureName;
  readonly drive: DriveId;
}

export interface DropLeg {
  readonly volume: VolumeId;
  readonly leg: LegId;
  /** Who decides it. */
  readonly by: string;
}

export interface DriveChoice {
  readonly enclosure: EnclosureName;
  readonly drive: DriveId;
  /** Who decides it. */
  readonly by: string;
}
