import type { Decision } from '../../../csi/driver/decisions.ts';
import type { BackendView } from './backend-view.ts';
import type { BandwidthDomainView } from './bandwidth-domain-view.ts';
import type { ClassView } from './class-view.ts';
import type { DriveView } from './drive-view.ts';
import type { EnclosureView } from './enclosure-view.ts';
import type { OperationView } from './operation-view.ts';
import type { RevisionView } from './revision-view.ts';
import type { SnapshotView } from './snapshot-view.ts';
import type { VolumeView } from './volume-view.ts';

/** What each list of the API holds. */
export interface ResourceViews {
  readonly drives: DriveView;
  readonly enclosures: EnclosureView;
  readonly 'bandwidth-domains': BandwidthDomainView;
  readonly backends: BackendView;
  readonly classes: ClassView;
  readonly volumes: VolumeView;
  readonly snapshots: SnapshotView;
  readonly revisions: RevisionView;
  readonly operations: OperationView;
  readonly decisions: Decision;
}

export type Resource = keyof ResourceViews;
