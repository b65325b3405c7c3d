// Written by tools/generate.mjs from schemas/. Do not edit.

/**
 * An object as it stands in a file, checked against the schema of its kind.
 */
export type WireObject = BackendObject | EnclosureObject | PlacementPolicyObject | StorageClassObject | TopologyObject;

/**
 * A storage system that volumes come from.
 */
export interface BackendObject {
  readonly apiVersion: 'stowage.dev/v1alpha1';
  readonly kind: 'Backend';
  readonly metadata: DeclaredMetadata;
  readonly spec: BackendSpec;
}
/**
 * What names the object. It is cluster-scoped: there is no namespace.
 */
export interface DeclaredMetadata {
  /**
   * Unique among objects of its kind: lower-case letters, digits, `-` and `.`.
   */
  readonly name: string;
  /**
   * Kubernetes labels: kept, never read.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Kubernetes annotations: kept, never read.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  };
}
/**
 * What the storage system is and what it takes.
 */
export interface BackendSpec {
  readonly composable: BackendComposable;
  /**
   * Virtual pools: parts of the backend with labels of their own, for classes to select. Left out: one pool named `default` over everything.
   *
   * @minItems 1
   * @maxItems 256
   */
  readonly pools?: readonly BackendPool[];
  readonly limits?: BackendLimits;
  /**
   * What a class's `selector` matches, for every pool of the backend.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * `suspended` keeps existing volumes served and takes no new ones.
   */
  readonly state?: 'normal' | 'suspended';
}
/**
 * Drives in enclosures, composed into volumes on the node that uses them.
 */
export interface BackendComposable {
  /**
   * The storage groups it owns. Left out: every one that no other backend names.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly storageGroups?: readonly string[];
  readonly encryption?: BackendEncryption;
}
/**
 * What encrypted volumes derive their keys from.
 */
export interface BackendEncryption {
  readonly secretRef: BackendSecretRef;
}
/**
 * The Secret whose key `secret` holds at least 32 random bytes. Never written in Git.
 */
export interface BackendSecretRef {
  /**
   * Name of the Secret.
   */
  readonly name: string;
  /**
   * Namespace of the Secret.
   */
  readonly namespace?: string;
}
export interface BackendPool {
  /**
   * Unique within the backend.
   */
  readonly name: string;
  /**
   * What a class's `selector` matches, beside the labels of the backend.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * The storage groups of the backend that belong to the pool. Left out: all.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly storageGroups?: readonly string[];
  /**
   * Tags a drive must all have to belong to the pool.
   *
   * @maxItems 64
   */
  readonly requiredTags?: readonly string[];
}
/**
 * Bounds on what the backend takes.
 */
export interface BackendLimits {
  /**
   * The largest volume, a Kubernetes quantity. Unit: bytes.
   */
  readonly maxVolumeSize?: string;
}
/**
 * A box of drives: a JBOD, an Ethernet-attached eBOD, a server with drives to give (Redfish: Chassis).
 */
export interface EnclosureObject {
  readonly apiVersion: 'stowage.dev/v1alpha1';
  readonly kind: 'Enclosure';
  readonly metadata: DeclaredMetadata;
  readonly spec: EnclosureSpec;
}
/**
 * Where the box stands, how nodes reach it and what it holds.
 */
export interface EnclosureSpec {
  /**
   * The storage group (physical pool) it belongs to. A storage group holds whole enclosures.
   */
  readonly storageGroup: string;
  /**
   * The finest failure domain of the Topology that it stands in; coarser ones follow from the tree.
   */
  readonly domain?: string;
  /**
   * The bandwidth domain of the Topology that its network ports lie in.
   */
  readonly bandwidthDomain?: string;
  /**
   * Where it exports drives, per transport.
   *
   * @minItems 1
   * @maxItems 16
   */
  readonly portals: readonly EnclosurePortal[];
  /**
   * The drives it holds.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly drives: readonly EnclosureDrive[];
}
export interface EnclosurePortal {
  /**
   * How a node reaches the drives.
   */
  readonly transport: 'iscsi' | 'nvmetcp' | 'roce';
  /**
   * IP address or host name.
   */
  readonly address: string;
  /**
   * TCP or RDMA service port. Left out: 3260 for iscsi, 4420 for NVMe.
   */
  readonly port?: number;
}
export interface EnclosureDrive {
  /**
   * The drive's own identity: WWN, EUI-64 or NGUID in lower-case hex. Never a slot, never a kernel name.
   */
  readonly id: string;
  /**
   * Redfish Drive.MediaType.
   */
  readonly mediaType: 'HDD' | 'SSD';
  /**
   * Redfish Drive.Protocol.
   */
  readonly protocol: 'SATA' | 'SAS' | 'NVMe';
  /**
   * Redfish Drive.RotationSpeedRPM. For HDDs only; left out where it is unknown. Unit: revolutions per minute.
   */
  readonly rotationSpeedRPM?: number;
  /**
   * Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.
   */
  readonly capacity: string;
  /**
   * Free words that classes and policies can ask for.
   *
   * @maxItems 32
   */
  readonly tags?: readonly string[];
  /**
   * `enabled` takes new legs; `draining` and `maintenance` take none; `failed` also counts its legs as lost.
   */
  readonly state?: 'enabled' | 'draining' | 'maintenance' | 'failed';
}
/**
 * CEL rules that admit or refuse: a declared object, a request, a drive, a whole placement. The shape is that of Kubernetes' ValidatingAdmissionPolicy.
 */
export interface PlacementPolicyObject {
  readonly apiVersion: 'stowage.dev/v1alpha1';
  readonly kind: 'PlacementPolicy';
  readonly metadata: DeclaredMetadata;
  readonly spec: PlacementPolicySpec;
}
/**
 * When the policy applies, what must hold, and what happens where it does not.
 */
export interface PlacementPolicySpec {
  /**
   * What the rules look at, and so when they run: `Config` on declared objects when a revision is checked, `Request` on each volume asked for, `Drive` once per class of indistinguishable drives, `Placement` on a whole placement.
   */
  readonly scope: 'Config' | 'Request' | 'Drive' | 'Placement';
  /**
   * At scope Config: the kinds of object the rules run on. `object` then has that kind's type.
   *
   * @minItems 1
   * @maxItems 8
   */
  readonly kinds?: readonly ('Backend' | 'Enclosure' | 'Topology' | 'PlacementPolicy' | 'StorageClass')[];
  /**
   * All must hold, or the policy does not apply. At scopes Drive and Placement they read `request`.
   *
   * @maxItems 64
   */
  readonly matchConditions?: readonly PolicyMatchCondition[];
  /**
   * Named expressions, seen by later ones and by the validations as `variables.NAME`.
   *
   * @maxItems 64
   */
  readonly variables?: readonly PolicyVariable[];
  /**
   * Each must be true.
   *
   * @minItems 1
   * @maxItems 64
   */
  readonly validations: readonly PolicyValidation[];
  /**
   * `Deny` refuses, `Warn` tells the one who asked, `Audit` only records.
   */
  readonly action?: 'Deny' | 'Warn' | 'Audit';
  /**
   * What happens when an expression cannot be evaluated: `Fail` refuses, `Ignore` passes.
   */
  readonly failurePolicy?: 'Fail' | 'Ignore';
}
export interface PolicyMatchCondition {
  /**
   * Shown in findings.
   */
  readonly name: string;
  /**
   * CEL, bool.
   */
  readonly expression: string;
}
export interface PolicyVariable {
  /**
   * A CEL identifier.
   */
  readonly name: string;
  /**
   * CEL.
   */
  readonly expression: string;
}
export interface PolicyValidation {
  /**
   * CEL, bool: true admits.
   */
  readonly expression: string;
  /**
   * What is wrong when it is false.
   */
  readonly message?: string;
  /**
   * CEL, string: takes the place of `message` where it evaluates.
   */
  readonly messageExpression?: string;
}
/**
 * Kubernetes' StorageClass whose provisioner is csi.stowage.dev. Every parameter is a string, as Kubernetes asks.
 */
export interface StorageClassObject {
  readonly apiVersion: 'storage.k8s.io/v1';
  readonly kind: 'StorageClass';
  readonly metadata: DeclaredMetadata;
  /**
   * The driver.
   */
  readonly provisioner: 'csi.stowage.dev';
  readonly parameters?: ClassParameterStrings;
  /**
   * What becomes of a volume whose claim is deleted.
   */
  readonly reclaimPolicy?: 'Delete' | 'Retain';
  /**
   * When volumes are placed: at once, or when a pod that uses them is scheduled.
   */
  readonly volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
  /**
   * Whether volumes can grow.
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * Options for mount(8).
   *
   * @maxItems 64
   */
  readonly mountOptions?: readonly string[];
  /**
   * Kubernetes' own restriction on where volumes are reachable from.
   *
   * @maxItems 256
   */
  readonly allowedTopologies?: readonly TopologySelectorTerm[];
}
/**
 * What a volume of the class is made of. Keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand beside these.
 */
export interface ClassParameterStrings {
  /**
   * Kind of drive. `slice` is a 1 GiB-aligned part of an SSD, never of an HDD.
   */
  readonly type?: 'hdd' | 'ssd' | 'slice';
  /**
   * Least spindle speed; ignored for ssd and slice. Unit: revolutions per minute.
   */
  readonly rpm?: string;
  /**
   * Filesystem. The key csi.storage.k8s.io/fstype says the same and wins.
   */
  readonly fsType?: 'ext4' | 'xfs';
  /**
   * Kubernetes' own key for the filesystem.
   */
  readonly 'csi.storage.k8s.io/fstype'?: 'ext4' | 'xfs';
  /**
   * When no one drive is large enough, build a RAID10 of whole drives, even without redundancy: that takes twice the bytes. Not for slices.
   */
  readonly striping?: 'true' | 'false';
  /**
   * RAID1: the volume survives the loss of a drive.
   */
  readonly redundancy?: 'true' | 'false';
  /**
   * Most drives in one array.
   */
  readonly raidMaxDrives?: string;
  /**
   * RAID volumes survive the loss of any one storage group, or are refused. When false, they spread as far as possible all the same.
   */
  readonly sgResiliency?: 'true' | 'false';
  /**
   * RAID volumes survive the loss of any one enclosure, or are refused. When false, they spread as far as possible all the same.
   */
  readonly jbodResiliency?: 'true' | 'false';
  /**
   * LUKS2, with a key derived per volume from the backend's customer secret; never stored.
   */
  readonly encrypt?: 'true' | 'false';
  /**
   * The smallest request taken, a Kubernetes quantity. Unit: bytes.
   */
  readonly minVolumeSize?: string;
  /**
   * The largest request taken, a Kubernetes quantity. Unit: bytes.
   */
  readonly maxVolumeSize?: string;
  /**
   * When false, drives must lie in a bandwidth domain that the volume's nodes reach.
   */
  readonly softDomains?: 'true' | 'false';
  /**
   * Comma list of tags a drive must all have.
   */
  readonly requiredTags?: string;
  /**
   * Comma list of tags of which a drive may have none.
   */
  readonly excludedTags?: string;
  /**
   * Comma list: the only storage groups to choose from.
   */
  readonly storageGroup?: string;
  /**
   * Comma list of the transports allowed. Left out: the fastest that is available.
   */
  readonly networkTransportsAllowed?: string;
  /**
   * Hand out the whole of the drives of a whole-drive layout, up to the limit of the request.
   */
  readonly fillDrive?: 'true' | 'false';
  /**
   * Label selector over virtual pools, by Kubernetes' rules: `tier=gold`, `tier!=bronze`, `tier in (gold,silver)`, `tier notin (bronze)`, `tier`, `!tier`; clauses joined by `;`.
   */
  readonly selector?: string;
  /**
   * The only virtual pools to choose from, as `backend:pool,pool;backend:pool`; `*` stands for any run of characters.
   */
  readonly storagePools?: string;
  /**
   * Virtual pools to take beside those that match.
   */
  readonly additionalStoragePools?: string;
  /**
   * Virtual pools never to take.
   */
  readonly excludeStoragePools?: string;
}
export interface TopologySelectorTerm {
  /**
   * All must match.
   *
   * @maxItems 64
   */
  readonly matchLabelExpressions?: readonly TopologySelectorLabelRequirement[];
}
export interface TopologySelectorLabelRequirement {
  /**
   * Topology key, prefix and all.
   */
  readonly key: string;
  /**
   * The values it may have.
   */
  readonly values: readonly string[];
}
/**
 * Failure domains, bandwidth domains, and where nodes stand in them. At most one per configuration.
 */
export interface TopologyObject {
  readonly apiVersion: 'stowage.dev/v1alpha1';
  readonly kind: 'Topology';
  readonly metadata: DeclaredMetadata;
  readonly spec: TopologySpec;
}
/**
 * The trees that drives and nodes stand in. Left out parts are empty.
 */
export interface TopologySpec {
  /**
   * The levels of the failure-domain tree, coarse to fine. `storageGroup` and `enclosure` exist without being named.
   *
   * @maxItems 8
   */
  readonly levels?: readonly string[];
  /**
   * The failure domains. They form one tree.
   *
   * @maxItems 16384
   */
  readonly domains?: readonly TopologyDomain[];
  /**
   * Parts of the network inside which bandwidth is plentiful.
   *
   * @maxItems 4096
   */
  readonly bandwidthDomains?: readonly TopologyBandwidthDomain[];
  /**
   * Where Kubernetes nodes stand.
   *
   * @maxItems 16384
   */
  readonly nodes?: readonly TopologyNode[];
}
export interface TopologyDomain {
  /**
   * Unique among all domains.
   */
  readonly name: string;
  /**
   * One of `levels`.
   */
  readonly level: string;
  /**
   * The domain of a coarser level that it lies in.
   */
  readonly parent?: string;
}
export interface TopologyBandwidthDomain {
  /**
   * Unique among bandwidth domains.
   */
  readonly name: string;
  /**
   * Speed of the uplink, as a decimal quantity. Unit: bits per second.
   */
  readonly bandwidth?: string;
  /**
   * Other bandwidth domains whose drives a node in this one reaches at full speed.
   *
   * @maxItems 4096
   */
  readonly reaches?: readonly string[];
}
export interface TopologyNode {
  /**
   * The node's name in Kubernetes, which is its CSI node id.
   */
  readonly name: string;
  /**
   * The finest failure domain it stands in.
   */
  readonly domain?: string;
  /**
   * The bandwidth domain its storage network port lies in.
   */
  readonly bandwidthDomain?: string;
}
