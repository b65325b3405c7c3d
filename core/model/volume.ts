import type { AttributeStrings } from './attributes.ts';
import type { GiB } from './capacity.ts';
import type { FsType, SizeRange } from './class.ts';
import type {
  BackendName,
  BandwidthDomainName,
  DriveId,
  EnclosureName,
  LegId,
  LevelName,
  NodeName,
  PublicationId,
  RevisionNumber,
  VolumeId,
} from './ids.ts';
import type { ContentSource, LegCopy, SnapshotMark, VolumeOrigin } from './copy.ts';
import type { AccessMode, Transport } from './inventory.ts';
import type { VolumeEncryption } from './volume-encryption.ts';
import type { ClassParameters } from './class.ts';

export type { AccessMode };

/**
 * How a volume is laid out over drives. `striped-mirror` is md RAID10 with two near copies: legs 2i and 2i+1 are a pair.
 */
export const LAYOUTS = ['single', 'mirror', 'striped-mirror', 'slice', 'mirrored-slice'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** A run of GiB on a drive. A byte of a drive belongs to at most one. */
export interface Extent {
  readonly start: GiB;
  readonly length: GiB;
}

/** Where a leg lies: chosen by placement, not yet cut. */
export interface PlacedLeg {
  readonly drive: DriveId;
  readonly enclosure: EnclosureName;
  readonly extent: Extent;
  /** GiB of the drive that a whole-drive leg keeps others from using; 0 for slices. */
  readonly stranded: GiB;
}

/** A placement: which drives, and what the volume gets out of them. */
export interface Placement {
  readonly backend: BackendName;
  readonly layout: Layout;
  /** Usable size. */
  readonly size: GiB;
  /** In array order; pairs adjacent. */
  readonly legs: readonly PlacedLeg[];
  /**
   * The bandwidth domains whose nodes reach every leg at full speed. `undefined` where bandwidth domains play no part
   * (none declared, or softDomains).
   */
  readonly reachableFrom: readonly BandwidthDomainName[] | undefined;
  /** Levels of which the volume survives the loss of any one domain. */
  readonly survives: readonly LevelName[];
}

export interface Leg extends PlacedLeg {
  readonly id: LegId;
}

/** Where a volume stands. A `releasing` volume is gone for CSI; its space is not free until it is wiped. */
export type VolumePhase =
  | ({ readonly kind: 'creating' } & Begun)
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'expanding'; readonly target: GiB } & Begun)
  | ({ readonly kind: 'releasing' } & Begun);

/** What is under way, and not done. */
interface Begun {
  /** Since when: ISO 8601. Releases before 0.2 did not write it down. */
  readonly since?: string;
}

/** A change of attributes that its node has perhaps not made yet. Until then the volume reserves the larger of the two. */
export interface Modification extends Begun {
  /** All of them, as they are to be. */
  readonly attributes: AttributeStrings;
  readonly bandwidthPerLeg: { readonly before: number; readonly after: number };
}

export type VolumeMode = 'mount' | 'block';

/** The PersistentVolumeClaim that a volume is asked for by. */
export interface ClaimReference {
  readonly namespace: string;
  readonly name: string;
}

export interface Claim extends ClaimReference {
  /** `undefined` where nobody can say. */
  readonly labels: ReadonlyMap<string, string> | undefined;
  /** Of its namespace; as above. */
  readonly namespaceLabels?: ReadonlyMap<string, string> | undefined;
  /** As above, and where the claim names none. */
  readonly storageClass?: string | undefined;
}

export interface Volume {
  readonly id: VolumeId;
  /** The CSI name: unique among volumes of its cluster that are not releasing, and among its snapshots. */
  readonly name: string;
  /** The Kubernetes cluster that asked for it, and that alone sees it. Left out: the one that has no name. */
  readonly cluster?: string;
  /** Left out of volumes. */
  readonly snapshot?: SnapshotMark;
  /** What it is a copy of; left out where it began empty. */
  readonly origin?: VolumeOrigin;
  /** What is still to be copied; left out where nothing is. */
  readonly copies?: readonly LegCopy[];
  readonly phase: VolumePhase;
  /** Hash of what was asked for, without topology and without csi.storage.k8s.io/ keys: tells a repeat from a clash. */
  readonly fingerprint: string;
  readonly size: GiB;
  readonly parameters: Readonly<Record<string, string>>;
  /** What may be changed of it, as it was asked for last and is in force. Left out: nothing was asked for. */
  readonly attributes?: AttributeStrings;
  /** What they are being changed to. Left out: no change is under way. */
  readonly modification?: Modification;
  /** Left out where whoever asked did not say. */
  readonly claim?: ClaimReference;
  /** What a label of its claim called its workload. Left out: the name of the claim says. */
  readonly workload?: string;
  /** Bits per second that each leg reserves of the uplink of its bandwidth domain. Left out: none. */
  readonly bandwidthPerLeg?: number;
  readonly backend: BackendName;
  readonly layout: Layout;
  readonly legs: readonly Leg[];
  readonly reachableFrom: readonly BandwidthDomainName[] | undefined;
  readonly survives: readonly LevelName[];
  readonly fsType: FsType;
  readonly mode: VolumeMode;
  readonly encryption: VolumeEncryption | undefined;
  readonly integrity: VolumeIntegrity;
  /** A node has brought it up, up to its filesystem: it may hold data from then on, and nothing in it is made anew. */
  readonly made: boolean;
  /** Exports that may still stand on hosts that did not answer when they were to be destroyed. Their legs stay out. */
  readonly unfenced: readonly UnfencedExport[];
  /** Rises with each change of legs; receivers refuse older ones. */
  readonly generation: number;
  /** The configuration it was placed under. */
  readonly revision: RevisionNumber;
  /** Why these drives, in the words shown to people. */
  readonly reasons: readonly string[];
}

/**
 * Which legs are proved to hold the latest data. An array starts from legs that are not dropped, all of them, and from
 * nothing else. A leg is dropped, rebuilding, or else current.
 */
export interface VolumeIntegrity {
  /** Legs that missed writes, or may have. They are only ever rebuilt from the others. */
  readonly dropped: readonly LegId[];
  /**
   * Legs that were dropped and are being taken back. Nothing says yet that they hold everything, and nothing rules out
   * that they alone do: a start needs them, and their partner is not spared for them.
   */
  readonly rebuilding: readonly LegId[];
  /**
   * `unused`: no node has started the array yet. `in-use`: a node may be writing, perhaps to fewer legs than is known
   * here. `stopped`: the last node stopped the array with every leg in sync that is not dropped.
   */
  readonly use: 'unused' | 'in-use' | 'stopped';
}

export interface UnfencedExport extends Begun {
  readonly publication: PublicationId;
  readonly leg: LegId;
}

/** A volume made available to one node. */
export interface Publication {
  readonly id: PublicationId;
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly mode: VolumeMode;
  readonly accessMode: AccessMode;
  readonly readonly: boolean;
  readonly phase: 'publishing' | 'published' | 'unpublishing';
  /** When it came to that phase: ISO 8601. Releases before 0.2 did not write it down. */
  readonly since?: string;
  /** How each leg is exported: chosen once, in the order of the legs, and kept when portals change. */
  readonly transports: readonly Transport[];
  /** One per leg once `published`, but for legs that are dropped and out of reach; empty before. */
  readonly exports: readonly LegExport[];
}

/** Where a node finds one leg. An export admits the initiator of one publication and nobody else. */
export interface LegExport {
  readonly leg: LegId;
  readonly transport: Transport;
  readonly address: string;
  readonly port: number;
  /** NVMe subsystem NQN or iSCSI target IQN. */
  readonly target: string;
  /** Whether the leg was all zeros when it was cut, and when it was grown. */
  readonly zeroed: boolean;
}

/** What CreateVolume asks for, parsed. */
export interface VolumeRequest {
  readonly name: string;
  /** As in Volume. */
  readonly cluster?: string;
  readonly size: SizeRange;
  readonly parameters: ClassParameters;
  readonly declaredParameters: Readonly<Record<string, string>>;
  /** What may be changed later. Whether two requests are the same does not go by it. */
  readonly attributes?: AttributeStrings;
  readonly mode: VolumeMode;
  readonly accessModes: readonly AccessMode[];
  /** CSI requisite topologies: the volume must be reachable from one of them. Empty means anywhere. */
  readonly requisite: readonly TopologySegment[];
  /** CSI preferred topologies, best first. */
  readonly preferred: readonly TopologySegment[];
  /** `undefined` where whoever asks does not say. It plays no part in whether two requests are the same. */
  readonly claim: Claim | undefined;
  /** What it is to hold at first; left out where it begins empty. */
  readonly source?: ContentSource;
  /** Over how many pairs of legs its data lie, where that is given: what is filled leg by leg lies as its source does. */
  readonly stripes?: number;
}

/** Keys without the driver's prefix: level name or `bandwidthDomain` ▶ value. */
export type TopologySegment = Readonly<Record<string, string>>;
