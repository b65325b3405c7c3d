import type { VolumeUse } from '../../controller/cluster/claims/volume-use.ts';
import type { Configuration, DeclaredObject, Revision } from '../../core/model/configuration.ts';
import type { EnclosureReports } from '../../core/model/drive-report.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { Decision, DriveChoice, DropLeg } from '../../csi/driver/decisions.ts';
import type { EnclosureInventory } from '../../csi/driver/drive-hosts.ts';
import type { OperationChoice } from '../../csi/driver/operations/decide.ts';
import type { ExaminedOperation } from '../../csi/driver/operations/examine.ts';
import type { Operation, OperationId } from '../../csi/driver/operations/operation.ts';
import type { SimulationGround } from '../../core/simulate/ground.ts';
import type {
  CreatedVolume,
  CreateSnapshot,
  CreateVolume,
  ExpandedVolume,
  ExpandVolume,
  ModifyVolume,
  SnapshotStatus,
  UnpublishVolume,
} from '../../csi/services/driver-port.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import type { Readiness } from '../observe/health.ts';
import type { SupportFile } from '../support/support-file.ts';
import type { ListedRevision } from '../../store/revisions.ts';

/** What the HTTP API asks of the server that it is part of. */
export interface ApiPort {
  /** Why this process answers nothing about volumes; `undefined` where it leads. */
  standsBy(): string | undefined;

  /** What runs, at this moment. */
  snapshot(): ApiSnapshot;

  /** What runs, on an index of its own that a simulation may change; `undefined` until a configuration is active. */
  ground(): SimulationGround | undefined;

  /** Every revision that reached the store, and what became of it. */
  revisions(): Promise<readonly ListedRevision[]>;

  createVolume(request: CreateVolume): Promise<DriverOutcome<CreatedVolume>>;
  deleteVolume(volume: VolumeId): Promise<DriverOutcome<undefined>>;
  createSnapshot(request: CreateSnapshot): Promise<DriverOutcome<SnapshotStatus>>;
  deleteSnapshot(snapshot: VolumeId): Promise<DriverOutcome<undefined>>;
  expand(request: ExpandVolume): Promise<DriverOutcome<ExpandedVolume>>;
  modify(request: ModifyVolume): Promise<DriverOutcome<undefined>>;
  /** Takes a volume away from a node: its exports there are destroyed and read back. */
  unpublish(request: UnpublishVolume): Promise<DriverOutcome<undefined>>;

  /** What the hosts of all enclosures find now, declared or not, and why others do not answer; in the order of names. */
  inventory(): Promise<readonly EnclosureInventory[]>;

  /** Makes a drive of another domain ours, with the legs on it. */
  adoptDrive(request: DriveChoice): Promise<DriverOutcome<undefined>>;
  /** Destroys whatever a drive holds, and makes it ours. */
  wipeDrive(request: DriveChoice): Promise<DriverOutcome<undefined>>;
  /** Takes a leg for one that missed writes, although nobody has proved that the others have them. */
  dropLeg(request: DropLeg): Promise<DriverOutcome<undefined>>;

  /** What is in flight or stuck, the longest first. */
  operations(): readonly Operation[];
  /** One of them, with what hosts find of it; none where there is no such operation. */
  examineOperations(operation: OperationId): Promise<readonly ExaminedOperation[]>;
  /** Tries an operation now. */
  retryOperation(operation: OperationId): Promise<DriverOutcome<undefined>>;
  /** Gives an operation up. */
  abandonOperation(choice: OperationChoice): Promise<DriverOutcome<undefined>>;
  /** Whether volumes can be asked for now. */
  readiness(): Readiness;
  /** Whether the server was told to end: nothing new is begun any more. */
  isStopping(): boolean;
  /** In Prometheus' text format. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
  /** What whoever looks for a mistake wants to see, without secrets. */
  support(): Promise<readonly SupportFile[]>;
  /** A request was answered. `route` is a pattern of the API, or empty where there is no such route. */
  answered(request: AnsweredRequest): void;

  /** What people decided, oldest first; only ever added to. */
  decisions(): Promise<readonly Decision[]>;
}

export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ApiSnapshot {
  /** `undefined` until a first configuration is active. */
  readonly active: ActiveRevision | undefined;
  /** Those that are being released among them, and snapshots: whatever holds space. */
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
  /** What hosts last told of their drives. */
  readonly reports: EnclosureReports;
  /** Left out: Kubernetes is not asked. */
  readonly cluster?: ClusterKnowledge | undefined;
}

/** What a Kubernetes cluster says of its volumes, and nothing of those of others. */
export interface ClusterKnowledge {
  /** `undefined` where nobody can say. */
  useOf(volume: Pick<Volume, 'id' | 'cluster' | 'claim'>): VolumeUse | undefined;
  /** Whether the cluster that has the volume is known to have no such node. */
  lacksNode(volume: Pick<Volume, 'cluster'>, node: string): boolean;
}

export interface ActiveRevision {
  readonly revision: Revision;
  readonly configuration: Configuration;
  readonly objects: readonly DeclaredObject[];
}
