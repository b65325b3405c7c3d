import type { AttributeStrings } from '../../core/model/attributes.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { SizeRange } from '../../core/model/class.ts';
import type { NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { ContentSource } from '../../core/model/copy.ts';
import type { AccessMode, TopologySegment, VolumeMode } from '../../core/model/volume.ts';
import type { DriverOutcome } from './outcome.ts';

/**
 * What the Controller service asks of the driver. Every method may be repeated at any time with the same arguments and
 * then answers the same; none throws for what can go wrong outside this process.
 *
 * Names, ids and nodes come as the client sent them: only their length and characters are checked.
 */
export interface ControllerDriver extends SnapshotDriver {
  /** Whether a configuration is active; before that every other method answers `not-ready`. */
  ready(): boolean;

  /**
   * Makes a volume, or finds the one of that name made by the same request. One that is copied from another is answered
   * once all of it is copied; until then `busy` or `unavailable`, with how far it is.
   * Errors: already-exists, invalid-argument, denied, not-found (its source), out-of-range, no-capacity, unsupported and
   * in-use (the source is at no point in time), busy, unavailable.
   */
  createVolume(request: CreateVolume): Promise<DriverOutcome<CreatedVolume>>;

  /** Deletes a volume; one that does not exist is deleted. Errors: in-use (the volume stays untouched), busy. */
  deleteVolume(volume: VolumeId): Promise<DriverOutcome<undefined>>;

  /**
   * Makes a volume available to a node. Errors: not-found (volume or node), already-exists (published there
   * otherwise), published-elsewhere, node-full, unsupported, busy, unavailable.
   */
  publish(request: PublishVolume): Promise<DriverOutcome<PublishedVolume>>;

  /**
   * Takes a volume away from a node, or from every node where none is named. What is not published, or does not
   * exist, is unpublished. Answers only once the exports are destroyed. Errors: busy, unavailable.
   */
  unpublish(request: UnpublishVolume): Promise<DriverOutcome<undefined>>;

  /** Whether the volume can be used in every one of the ways asked. Errors: not-found. */
  validate(request: ValidateVolume): Promise<DriverOutcome<Validation>>;

  /** One of those that are listed. Errors: not-found. */
  get(volume: VolumeId): Promise<DriverOutcome<ListedVolume>>;

  /** Volumes in a stable order, without those that are being released. */
  list(request: ListVolumes): Promise<DriverOutcome<VolumePage>>;

  /** What could be provisioned. Unknown parameters and unreachable segments have no capacity; they are no error. */
  capacity(request: CapacityQuery): Promise<DriverOutcome<Capacity>>;

  /** Grows a volume; one that is large enough is grown. Errors: not-found, out-of-range, no-capacity, busy. */
  expand(request: ExpandVolume): Promise<DriverOutcome<ExpandedVolume>>;

  /**
   * Changes what is named of a volume, and nothing else; answers once the node that has it keeps to it. Errors:
   * not-found, invalid-argument (nothing is changed), no-capacity (what is promised cannot be had), unsupported (its
   * node cannot keep to it), busy, unavailable (its node has not said yet that it does).
   */
  modify(request: ModifyVolume): Promise<DriverOutcome<undefined>>;
}

/** Snapshots, which lie on drives of their own. */
export interface SnapshotDriver {
  /**
   * Takes a snapshot, or finds the one of that name taken of the same volume: answered as soon as nothing can write to
   * that volume any more, before all of it is copied. Errors: already-exists (of another volume), not-found, in-use (the
   * volume is published: it is at no point in time), unsupported, denied, no-capacity, busy, unavailable.
   */
  createSnapshot(request: CreateSnapshot): Promise<DriverOutcome<SnapshotStatus>>;

  /** Deletes a snapshot; one that does not exist is deleted. Errors: in-use (it is being copied to a volume), busy. */
  deleteSnapshot(snapshot: VolumeId): Promise<DriverOutcome<undefined>>;

  /** Snapshots in a stable order. Filters that nothing matches list none. */
  listSnapshots(request: ListSnapshots): Promise<DriverOutcome<SnapshotPage>>;

  /** Errors: not-found. */
  getSnapshot(snapshot: VolumeId): Promise<DriverOutcome<SnapshotStatus>>;
}

export interface CreateSnapshot {
  readonly name: string;
  /** The Kubernetes cluster that asks, where several share the drives. */
  readonly cluster?: string;
  readonly source: VolumeId;
}

export interface SnapshotStatus {
  readonly id: VolumeId;
  readonly source: VolumeId;
  /** What a volume made of it has at least. */
  readonly size: GiB;
  /** ISO 8601: since when nothing could write to the volume. */
  readonly takenAt: string;
  /** Whether all of it is copied. */
  readonly ready: boolean;
}

export interface ListSnapshots {
  /** The last snapshot of the page before; it need not exist any more. */
  readonly after: VolumeId | undefined;
  /** At least 1. */
  readonly limit: number;
  /** As sent. */
  readonly source: string | undefined;
  readonly snapshot: string | undefined;
}

export interface SnapshotPage {
  readonly snapshots: readonly SnapshotStatus[];
  readonly next: VolumeId | undefined;
}

/** A way of using a volume. */
export type VolumeCapability =
  | {
      readonly kind: Extract<VolumeMode, 'mount'>;
      readonly accessMode: AccessMode;
      /** As sent; `undefined` where the client leaves it open. */
      readonly fsType: string | undefined;
      /** May hold secrets: never logged, never stored. */
      readonly mountFlags: readonly string[];
    }
  | { readonly kind: Extract<VolumeMode, 'block'>; readonly accessMode: AccessMode };

export interface CreateVolume {
  readonly name: string;
  /** The Kubernetes cluster that asks, where several share the drives. */
  readonly cluster?: string;
  /**
   * At least 1 GiB, a whole number of GiB within the bytes asked for; 0 GiB where it is left to the source how much that
   * is.
   */
  readonly size: SizeRange;
  /** What it is to hold at first; left out where it begins empty. */
  readonly source?: ContentSource;
  /** The class's parameters as sent, keys of csi.storage.k8s.io/ among them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What may be changed later, as sent, keys of csi.storage.k8s.io/ among them. Left out: none. */
  readonly attributes?: AttributeStrings;
  /** Never empty, and all of one kind. */
  readonly capabilities: readonly VolumeCapability[];
  /**
   * The volume must be reachable from one of them. Empty means anywhere. A segment without keys is a node whose place
   * nobody declared.
   */
  readonly requisite: readonly TopologySegment[];
  /** Best first. */
  readonly preferred: readonly TopologySegment[];
}

export interface CreatedVolume {
  readonly id: VolumeId;
  readonly size: GiB;
  /** What it was asked to be made of. */
  readonly source?: ContentSource;
  /** Where it can be reached from, one segment being enough. Empty means from anywhere. */
  readonly accessibleFrom: readonly TopologySegment[];
}

export interface PublishVolume {
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly readonly: boolean;
  readonly capability: VolumeCapability;
}

export interface PublishedVolume {
  /** All that publish_context carries. */
  readonly publication: PublicationId;
}

export interface UnpublishVolume {
  readonly volume: VolumeId;
  /** `undefined` means every node. */
  readonly node: NodeName | undefined;
}

export interface ValidateVolume {
  readonly volume: VolumeId;
  readonly capabilities: readonly VolumeCapability[];
  /** Empty where the client does not ask for them to be compared with the volume's own. */
  readonly parameters: Readonly<Record<string, string>>;
  /** As above. */
  readonly attributes?: AttributeStrings;
}

export type Validation = { readonly kind: 'confirmed' } | { readonly kind: 'refused'; readonly message: string };

export interface ListVolumes {
  /** The last volume of the page before; it need not exist any more. */
  readonly after: VolumeId | undefined;
  /** At least 1. */
  readonly limit: number;
}

export interface VolumePage {
  readonly volumes: readonly ListedVolume[];
  /** What to pass as `after` for the next page; `undefined` on the last. */
  readonly next: VolumeId | undefined;
}

export interface ListedVolume extends CreatedVolume {
  readonly publishedTo: readonly NodeName[];
  readonly condition: VolumeCondition;
}

/** Whether somebody should look at a volume. Source: CSI spec 1.12, VolumeCondition. */
export interface VolumeCondition {
  readonly abnormal: boolean;
  /** Never empty. */
  readonly message: string;
}

export interface CapacityQuery {
  /** Empty where the client asks for the whole. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `undefined` means from anywhere. */
  readonly segment: TopologySegment | undefined;
  /** May be empty. */
  readonly capabilities: readonly VolumeCapability[];
}

export interface Capacity {
  readonly available: GiB;
  /** The largest single volume. */
  readonly maximumVolume: GiB;
}

export interface ExpandVolume {
  readonly volume: VolumeId;
  readonly size: SizeRange;
}

export interface ExpandedVolume {
  readonly size: GiB;
  /** Whether the node has to grow what lies above the legs. */
  readonly nodeExpansionRequired: boolean;
}

export interface ModifyVolume {
  readonly volume: VolumeId;
  /** As sent, keys of csi.storage.k8s.io/ among them. */
  readonly attributes: AttributeStrings;
}
