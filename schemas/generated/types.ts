// Written by tools/generate.mjs from schemas/. Do not edit.

/**
 * An object as it stands in a file, checked against the schema of its kind.
 */
export type WireObject =
  | BackendObject
  | EnclosureObject
  | PlacementPolicyObject
  | PolicyBindingObject
  | PolicyExceptionObject
  | PolicyTestObject
  | StorageClassObject
  | TopologyObject
  | VolumeAttributesClassObject
  | VolumeSnapshotClassObject;

/**
 * A storage system that volumes come from.
 */
export interface BackendObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
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
   * Kubernetes labels: kept, never read. Left out: none.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Kubernetes annotations: kept, never read. Left out: none.
   */
  readonly annotations?: {
    readonly [k: string]: string;
  };
}
/**
 * What the storage system is and what it takes. It has exactly one driver block: `composable` or `nfs`.
 */
export interface BackendSpec {
  readonly composable?: BackendComposable;
  readonly nfs?: BackendNfs;
  /**
   * Virtual pools: parts of the backend with labels of their own, for classes to select. Left out: one pool named `default` over everything.
   *
   * @minItems 1
   * @maxItems 256
   */
  readonly pools?: readonly BackendPool[];
  readonly limits?: BackendLimits;
  /**
   * What a class's `selector` matches, for every pool of the backend. Left out: none.
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
 * Driver block. Drives in enclosures, composed into volumes on the node that uses them. Left out: the backend is of another driver.
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
 * What encrypted volumes derive their keys from. Left out: no volume of the backend can be encrypted.
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
/**
 * Driver block. Folders of one export of an NFS server, made into volumes. Checked, not yet served: this version refuses volumes from NFS. Left out: the backend is of another driver.
 */
export interface BackendNfs {
  /**
   * The addresses of the server: IP addresses or host names. All of them give the same export.
   *
   * @minItems 1
   * @maxItems 16
   */
  readonly servers: readonly string[];
  /**
   * The exported folder in which volumes are made. Absolute.
   */
  readonly exportPath: string;
  /**
   * Options of nfs(5) that every volume is mounted with, before those of its class. Left out: those of the node.
   *
   * @maxItems 64
   */
  readonly mountOptions?: readonly string[];
  /**
   * What volumes may be asked for as, in Kubernetes' words. Left out: all four.
   *
   * @minItems 1
   * @maxItems 4
   */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
}
/**
 * A part of the backend, with labels of its own.
 */
export interface BackendPool {
  /**
   * Unique within the backend.
   */
  readonly name: string;
  /**
   * What a class's `selector` matches, beside the labels of the backend. Left out: those of the backend alone.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * The storage groups of the backend that belong to the pool. Not for NFS. Left out: all.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly storageGroups?: readonly string[];
  /**
   * Tags a drive must all have to belong to the pool. Not for NFS. Left out: any drive will do.
   *
   * @maxItems 64
   */
  readonly requiredTags?: readonly string[];
  readonly limits?: BackendPoolLimits;
}
/**
 * Bounds on what the pool takes, beside those of the backend. A volume counts in every pool that one of its drives belongs to. Not for NFS. Left out: none.
 */
export interface BackendPoolLimits {
  /**
   * The largest volume with a drive of the pool, a Kubernetes quantity. Left out: no limit. Unit: bytes.
   */
  readonly maxVolumeSize?: string;
  /**
   * The most volumes with a drive of the pool. Left out: no limit. Unit: volumes.
   */
  readonly maxVolumes?: number;
  /**
   * The most that the volumes with a drive of the pool come to together by their usable sizes, a Kubernetes quantity. Left out: no limit. Unit: bytes.
   */
  readonly maxTotalSize?: string;
}
/**
 * Bounds on what the backend takes. Left out: none.
 */
export interface BackendLimits {
  /**
   * The largest volume, a Kubernetes quantity. Left out: no limit. Unit: bytes.
   */
  readonly maxVolumeSize?: string;
  /**
   * The most volumes it has. Left out: no limit. Unit: volumes.
   */
  readonly maxVolumes?: number;
  /**
   * The most that the volumes it has come to together by their usable sizes, a Kubernetes quantity. Left out: no limit. Unit: bytes.
   */
  readonly maxTotalSize?: string;
}
/**
 * A box of drives: a JBOD, an Ethernet-attached eBOD, a server with drives to give (Redfish: Chassis).
 */
export interface EnclosureObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
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
   * The finest failure domain of the Topology that it stands in; coarser ones follow from the tree. Left out: it stands in none, and rules on domains treat it as unknown.
   */
  readonly domain?: string;
  /**
   * The bandwidth domain of the Topology that its network ports lie in. Left out: none, so that where bandwidth domains are declared only classes with `softDomains` take its drives.
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
/**
 * A place where drives are exported by one transport.
 */
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
   * TCP or RDMA service port. Left out: 3260 for iscsi, 4420 for NVMe. Unit: port number.
   */
  readonly port?: number;
}
/**
 * A drive, known by its own identity.
 */
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
   * Redfish Drive.RotationSpeedRPM. For HDDs only. Left out: unknown, which no class with `rpm` takes. Unit: revolutions per minute.
   */
  readonly rotationSpeedRPM?: number;
  /**
   * Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.
   */
  readonly capacity: string;
  /**
   * Free words that classes and policies can ask for. Left out: none.
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
 * CEL rules that admit, refuse or rank: a declared object, a request, a drive, a whole placement. The shape is that of Kubernetes' ValidatingAdmissionPolicy.
 */
export interface PlacementPolicyObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
  readonly kind: 'PlacementPolicy';
  readonly metadata: DeclaredMetadata;
  readonly spec: PlacementPolicySpec;
}
/**
 * When the policy applies, what must hold, and what happens where it does not.
 */
export interface PlacementPolicySpec {
  /**
   * What the rules look at, and so when they run: `Config` on declared objects when a revision is checked, `Request` on each volume asked for, `Drive` once per class of indistinguishable drives, `Placement` on a whole placement, `Score` on placements that are equally good otherwise.
   */
  readonly scope: 'Config' | 'Request' | 'Drive' | 'Placement' | 'Score';
  /**
   * At scope Config: the kinds of object the rules run on. `object` then has that kind's type. Left out: right at every other scope, where it means nothing.
   *
   * @minItems 1
   * @maxItems 16
   */
  readonly kinds?: readonly (
    | 'Backend'
    | 'Enclosure'
    | 'Topology'
    | 'PlacementPolicy'
    | 'PolicyBinding'
    | 'PolicyException'
    | 'PolicyTest'
    | 'StorageClass'
    | 'VolumeSnapshotClass'
    | 'VolumeAttributesClass'
  )[];
  /**
   * Functions that came with a later minor version of Kubernetes than this are refused, so that the expressions mean the same in a ValidatingAdmissionPolicy there. Left out: all functions can be called, those of Stowage among them. Unit: version.
   */
  readonly kubernetesVersion?: string;
  /**
   * What a PolicyBinding can set; expressions read them as `params.NAME`. Left out: none.
   *
   * @maxItems 64
   */
  readonly parameters?: readonly PolicyParameter[];
  /**
   * All must hold, or the policy does not apply. At scopes Drive and Placement they read `request`. Left out: it always applies.
   *
   * @maxItems 64
   */
  readonly matchConditions?: readonly PolicyMatchCondition[];
  /**
   * Named expressions, seen by later ones and by the validations as `variables.NAME`. Left out: none.
   *
   * @maxItems 64
   */
  readonly variables?: readonly PolicyVariable[];
  /**
   * Each must be true. Left out: right at scope Score alone, where there are `scores`.
   *
   * @minItems 1
   * @maxItems 64
   */
  readonly validations?: readonly PolicyValidation[];
  /**
   * At scope Score: numbers that are added up; of placements that are equally good otherwise, the one with the highest sum is taken. Left out: right at every other scope.
   *
   * @minItems 1
   * @maxItems 64
   */
  readonly scores?: readonly PolicyScore[];
  /**
   * `Deny` refuses, `Warn` tells the one who asked, `Audit` only records.
   */
  readonly action?: 'Deny' | 'Warn' | 'Audit';
  /**
   * What happens when an expression cannot be evaluated: `Fail` refuses, `Ignore` passes.
   */
  readonly failurePolicy?: 'Fail' | 'Ignore';
}
/**
 * A value that the policy leaves to those who bind it.
 */
export interface PolicyParameter {
  /**
   * A CEL identifier.
   */
  readonly name: string;
  /**
   * Type of `params.NAME`: text, a whole number, true or false, or a list of texts that is written with commas.
   */
  readonly type?: 'string' | 'int' | 'bool' | 'list';
  /**
   * Its value, written as text, where nothing sets it. Left out: a binding must set it.
   */
  readonly default?: string;
  /**
   * What it is for. Left out: its name says so.
   */
  readonly description?: string;
}
/**
 * A condition for the policy to apply.
 */
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
/**
 * A named expression.
 */
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
/**
 * A rule, and what to say where it does not hold.
 */
export interface PolicyValidation {
  /**
   * What exceptions and findings call the rule. Unique within the policy. Left out: it goes by its position, counted from 0, and no exception can name it alone.
   */
  readonly name?: string;
  /**
   * CEL, bool: true admits.
   */
  readonly expression: string;
  /**
   * What is wrong when it is false. Left out: the expression says it.
   */
  readonly message?: string;
  /**
   * CEL, string: takes the place of `message` where it gives one line of text; where it does not, the finding says why. Left out: `message` is told.
   */
  readonly messageExpression?: string;
}
/**
 * A number for a placement.
 */
export interface PolicyScore {
  /**
   * What findings and tests call it. Left out: it goes by its position, counted from 0.
   */
  readonly name?: string;
  /**
   * CEL, int or double: more is better.
   */
  readonly expression: string;
}
/**
 * Puts a policy or a pack of policies in force: with these parameters, as a refusal, a warning or a record. A policy that no binding names is in force as it says itself; a pack is in force where a binding names it.
 */
export interface PolicyBindingObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
  readonly kind: 'PolicyBinding';
  readonly metadata: DeclaredMetadata;
  readonly spec: PolicyBindingSpec;
}
/**
 * What is bound, and how.
 */
export interface PolicyBindingSpec {
  /**
   * The PlacementPolicy to bind. Left out: `pack` says what.
   */
  readonly policy?: string;
  readonly pack?: PolicyPackReference;
  /**
   * Policies of the pack to bind. Left out: all of them.
   *
   * @minItems 1
   * @maxItems 64
   */
  readonly policies?: readonly string[];
  /**
   * `Deny` refuses, `Warn` tells the one who asked, `Audit` only records. Left out: as the policy says.
   */
  readonly action?: 'Deny' | 'Warn' | 'Audit';
  /**
   * Values of the policies' parameters, written as text; a list with commas. Left out: their defaults.
   */
  readonly parameters?: {
    readonly [k: string]: string;
  };
  /**
   * Conditions beside those of the policy: all must hold, or it does not apply by this binding. Left out: none.
   *
   * @maxItems 64
   */
  readonly matchConditions?: readonly PolicyMatchCondition1[];
}
/**
 * A pack that comes with Stowage. Left out: `policy` says what.
 */
export interface PolicyPackReference {
  /**
   * Name of the pack, as `stowage policy packs` lists it.
   */
  readonly name: string;
  /**
   * Its version, exactly: what is in force changes when this line does, never with Stowage.
   */
  readonly version: string;
}
/**
 * A condition for the policy to apply.
 */
export interface PolicyMatchCondition1 {
  /**
   * Shown in findings.
   */
  readonly name: string;
  /**
   * CEL, bool.
   */
  readonly expression: string;
}
/**
 * Lets one object pass a rule that it breaks, until a day: who allowed it and why stands beside it, and it is told of wherever it is used.
 */
export interface PolicyExceptionObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
  readonly kind: 'PolicyException';
  readonly metadata: DeclaredMetadata;
  readonly spec: PolicyExceptionSpec;
}
/**
 * Which rule, for what, by whom, until when.
 */
export interface PolicyExceptionSpec {
  /**
   * The policy that is relaxed.
   */
  readonly policy: string;
  /**
   * The `name` of its validation. Left out: all of them.
   */
  readonly rule?: string;
  readonly object: PolicyExceptionObject1;
  /**
   * Why it may pass.
   */
  readonly reason: string;
  /**
   * Who allowed it.
   */
  readonly approver: string;
  /**
   * The last day on which it holds, in UTC. Unit: date, YYYY-MM-DD.
   */
  readonly expires: string;
}
/**
 * What may pass. Rules on requests, drives and placements pass for volumes of a StorageClass, of a claim, or of a name.
 */
export interface PolicyExceptionObject1 {
  /**
   * Its kind: one that is declared, or what Kubernetes calls a volume and its claim.
   */
  kind:
    | 'Backend'
    | 'Enclosure'
    | 'Topology'
    | 'StorageClass'
    | 'VolumeSnapshotClass'
    | 'VolumeAttributesClass'
    | 'PersistentVolumeClaim'
    | 'PersistentVolume';
  /**
   * Namespace of a PersistentVolumeClaim. Left out: right for everything else.
   */
  readonly namespace?: string;
  /**
   * Its name.
   */
  readonly name: string;
}
/**
 * Cases for policies: an inventory, requests or declared objects, and what is expected of each. `stowage test` runs them.
 */
export interface PolicyTestObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
  readonly kind: 'PolicyTest';
  readonly metadata: DeclaredMetadata;
  readonly spec: PolicyTestSpec;
}
/**
 * On what, with which policies, and which cases.
 */
export interface PolicyTestSpec {
  readonly inventory?: PolicyTestInventory;
  /**
   * Names of the PlacementPolicies to test, out of the inventory and out of this repository. Left out: all.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly policies?: readonly string[];
  /**
   * The day on which the cases run: it decides which exceptions hold. Left out: exceptions never expire. Unit: date, YYYY-MM-DD.
   */
  readonly today?: string;
  /**
   * The cases. Each stands for itself: none sees what another placed.
   *
   * @minItems 1
   * @maxItems 256
   */
  readonly cases: readonly PolicyTestCase[];
}
/**
 * What there is to place on: one of these. Left out: the repository that the test lies in.
 */
export interface PolicyTestInventory {
  /**
   * A folder under `examples/`, by its name. Left out: `objects` say what there is.
   */
  readonly example?: string;
  /**
   * Objects as files declare them, but no PolicyTests. Left out: `example` says what there is.
   *
   * @minItems 1
   * @maxItems 1024
   */
  readonly objects?: readonly PolicyTestDeclaration[];
}
/**
 * An object with apiVersion and kind.
 */
export interface PolicyTestDeclaration {}
/**
 * A volume asked for or an object declared, and what is expected of it.
 */
export interface PolicyTestCase {
  /**
   * What the case is about. Unique within the test.
   */
  readonly name: string;
  readonly request?: PolicyTestRequest;
  readonly object?: PolicyTestObjectUnderTest;
  readonly oldObject?: PolicyTestOldObject;
  readonly expect: PolicyTestExpectation;
}
/**
 * The volume asked for. It has either a `class` or `parameters`. Left out: `object` says what the case is about.
 */
export interface PolicyTestRequest {
  /**
   * The StorageClass that it is asked for through. Left out: `parameters` say what it is made of.
   */
  readonly class?: string;
  /**
   * Parameters as a StorageClass has them, strings all of them. Left out: those of `class`.
   */
  readonly parameters?: {
    readonly [k: string]: string;
  };
  /**
   * How much is asked for, a Kubernetes quantity. Unit: bytes.
   */
  readonly size: string;
  /**
   * Who may use it at a time, in Kubernetes' words. Left out: `[ReadWriteOnce]`.
   *
   * @minItems 1
   * @maxItems 4
   */
  readonly accessModes?: readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
  /**
   * The node that the volume is for, by its name in Kubernetes. Left out: any.
   */
  readonly node?: string;
  readonly claim?: PolicyTestClaim;
  readonly quota?: PolicyTestQuota;
}
/**
 * The claim that asks. Left out: nobody knows whose it is, as where the driver cannot ask Kubernetes.
 */
export interface PolicyTestClaim {
  /**
   * Namespace of the claim.
   */
  readonly namespace: string;
  /**
   * Name of the claim.
   */
  readonly name: string;
  /**
   * Labels of the claim. Left out: none.
   */
  readonly labels?: {
    readonly [k: string]: string;
  };
  /**
   * Labels of the namespace of the claim. Left out: none.
   */
  readonly namespaceLabels?: {
    readonly [k: string]: string;
  };
}
/**
 * What the namespace of the claim has in other volumes, as rules read it. Left out: nothing.
 */
export interface PolicyTestQuota {
  /**
   * How many volumes. Left out: 0. Unit: volumes.
   */
  readonly volumes?: number;
  /**
   * Their sizes together. Left out: 0. Unit: GiB.
   */
  readonly sizeGiB?: number;
}
/**
 * An object as a file declares it, for rules of scope Config; it takes the place of the one of its name in the inventory. Left out: `request` says what the case is about.
 */
export interface PolicyTestObjectUnderTest {}
/**
 * What was declared before, where the rules read `oldObject`. Left out: the object is new.
 */
export interface PolicyTestOldObject {}
/**
 * What must come of it: at least one of these, and not both `placement` and `refused`.
 */
export interface PolicyTestExpectation {
  /**
   * What policies must say, in any order. `[]` means that they say nothing. Left out: they may say anything.
   *
   * @maxItems 64
   */
  readonly findings?: readonly PolicyTestFinding[];
  readonly placement?: PolicyTestPlacement;
  readonly refused?: PolicyTestRefusal;
}
/**
 * Something that a policy says.
 */
export interface PolicyTestFinding {
  /**
   * The policy that says it.
   */
  readonly policy: string;
  /**
   * Which of its validations, counted from 0. Left out: any. Unit: position.
   */
  readonly index?: number;
  /**
   * The `name` of its validation. Left out: any.
   */
  readonly rule?: string;
  /**
   * How bad it is. Left out: any.
   */
  readonly severity?: 'error' | 'warning' | 'note';
  /**
   * A part of its message. Left out: any.
   */
  readonly message?: string;
}
/**
 * It must be placed, so. Left out: it may be refused.
 */
export interface PolicyTestPlacement {
  /**
   * How it is laid out. Left out: any.
   */
  readonly layout?: 'single' | 'mirror' | 'striped-mirror' | 'slice' | 'mirrored-slice';
  /**
   * How many drives, or parts of drives, it lies on. Left out: any number. Unit: legs.
   */
  readonly legs?: number;
  /**
   * Levels of which the loss of any one domain must be survived; it may survive more. Left out: any.
   *
   * @minItems 1
   * @maxItems 10
   */
  readonly survives?: readonly string[];
}
/**
 * It must be refused, so; `{}` takes any reason. Left out: it may be placed.
 */
export interface PolicyTestRefusal {
  /**
   * Why. Left out: any reason.
   */
  readonly code?: 'size-out-of-range' | 'policy-denied' | 'no-capacity' | 'unreachable' | 'search-bounded';
  /**
   * A part of its message. Left out: any.
   */
  readonly message?: string;
}
/**
 * Kubernetes' StorageClass whose provisioner is csi.stowage.dev. Every parameter is a string, as Kubernetes asks.
 */
export interface StorageClassObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'storage.k8s.io/v1';
  /**
   * Kind of this object.
   */
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
   * Options for mount(8). Left out: none.
   *
   * @maxItems 64
   */
  readonly mountOptions?: readonly string[];
  /**
   * Kubernetes' own restriction on where volumes are reachable from. Left out: anywhere.
   *
   * @maxItems 256
   */
  readonly allowedTopologies?: readonly TopologySelectorTerm[];
}
/**
 * What a volume of the class is made of. Keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand beside these. Left out: the default of each.
 */
export interface ClassParameterStrings {
  /**
   * Kind of drive. `slice` is a 1 GiB-aligned part of an SSD, never of an HDD.
   */
  readonly type?: 'hdd' | 'ssd' | 'slice';
  /**
   * Least spindle speed; ignored for ssd and slice. Left out: any. Unit: revolutions per minute.
   */
  readonly rpm?: string;
  /**
   * Filesystem. The key csi.storage.k8s.io/fstype says the same and wins.
   */
  readonly fsType?: 'ext4' | 'xfs';
  /**
   * Kubernetes' own key for the filesystem. Left out: what `fsType` says.
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
   * Most drives in one array. Unit: drives.
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
   * The smallest request taken, a Kubernetes quantity. Left out: any. Unit: bytes.
   */
  readonly minVolumeSize?: string;
  /**
   * The largest request taken, a Kubernetes quantity. Left out: any. Unit: bytes.
   */
  readonly maxVolumeSize?: string;
  /**
   * When false, drives must lie in a bandwidth domain that the volume's nodes reach.
   */
  readonly softDomains?: 'true' | 'false';
  /**
   * Comma list of tags a drive must all have. Left out: none.
   */
  readonly requiredTags?: string;
  /**
   * Comma list of tags of which a drive may have none. Left out: none.
   */
  readonly excludedTags?: string;
  /**
   * Comma list: the only storage groups to choose from. Left out: all.
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
   * Volumes of one workload keep apart: none has a leg in a domain of this level where another has one. A level of the Topology, `storageGroup` or `enclosure`; kept as far as possible, and with `:required` behind the level kept or refused. Left out: they lie anywhere.
   */
  readonly workloadSpread?: string;
  /**
   * Volumes of one workload keep together: each lies in domains of this level where another lies, once there is one. Written like `workloadSpread`. Left out: they lie anywhere.
   */
  readonly workloadAffinity?: string;
  /**
   * Key of the label of a claim whose value names its workload; workloads of different namespaces are never one. Left out: the name of the claim without the number at its end, as claims of a StatefulSet are called.
   */
  readonly workloadLabel?: string;
  /**
   * What a volume reserves of the uplinks of the bandwidth domains that its legs lie in: a Kubernetes quantity for the volume as a whole, of which each leg takes its share; or `media`, for each leg what a drive of its kind delivers, not for slices. 0 reserves nothing. Left out: nothing. Unit: bytes per second.
   */
  readonly reserveBandwidth?: string;
  /**
   * Label selector over virtual pools, by Kubernetes' rules: `tier=gold`, `tier!=bronze`, `tier in (gold,silver)`, `tier notin (bronze)`, `tier`, `!tier`; clauses joined by `;`. Left out: every pool.
   */
  readonly selector?: string;
  /**
   * The only virtual pools to choose from, as `backend:pool,pool;backend:pool`; `*` stands for any run of characters. Left out: all that match `selector`.
   */
  readonly storagePools?: string;
  /**
   * Virtual pools to take beside those that match, written like `storagePools`. Left out: none.
   */
  readonly additionalStoragePools?: string;
  /**
   * Virtual pools never to take, written like `storagePools`. Left out: none.
   */
  readonly excludeStoragePools?: string;
}
/**
 * A set of nodes; terms are alternatives.
 */
export interface TopologySelectorTerm {
  /**
   * All must match. Left out: every node does.
   *
   * @maxItems 64
   */
  readonly matchLabelExpressions?: readonly TopologySelectorLabelRequirement[];
}
/**
 * A topology key, and the values that it may have.
 */
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
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'stowage.dev/v1alpha1';
  /**
   * Kind of this object.
   */
  readonly kind: 'Topology';
  readonly metadata: DeclaredMetadata;
  readonly spec: TopologySpec;
}
/**
 * The trees that drives and nodes stand in. Parts that are left out are empty.
 */
export interface TopologySpec {
  /**
   * The levels of the failure-domain tree, coarse to fine. `storageGroup` and `enclosure` exist without being named. Left out: these two alone.
   *
   * @maxItems 8
   */
  readonly levels?: readonly string[];
  /**
   * The failure domains. They form one tree. Left out: none.
   *
   * @maxItems 16384
   */
  readonly domains?: readonly TopologyDomain[];
  /**
   * Parts of the network inside which bandwidth is plentiful. Left out: none, and every node reaches every drive.
   *
   * @maxItems 4096
   */
  readonly bandwidthDomains?: readonly TopologyBandwidthDomain[];
  /**
   * Where Kubernetes nodes stand. Left out: no node is known to stand anywhere.
   *
   * @maxItems 16384
   */
  readonly nodes?: readonly TopologyNode[];
}
/**
 * Things that fail together: a room, a rack, a feed.
 */
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
   * The domain of a coarser level that it lies in. Left out: it lies in none.
   */
  readonly parent?: string;
}
/**
 * A part of the network: usually what lies behind one uplink.
 */
export interface TopologyBandwidthDomain {
  /**
   * Unique among bandwidth domains.
   */
  readonly name: string;
  /**
   * Speed of the uplink, as a decimal quantity. Left out: unknown. Unit: bits per second.
   */
  readonly bandwidth?: string;
  /**
   * Other bandwidth domains whose drives a node in this one reaches at full speed. Left out: its own drives alone.
   *
   * @maxItems 4096
   */
  readonly reaches?: readonly string[];
}
/**
 * A node of Kubernetes.
 */
export interface TopologyNode {
  /**
   * The node's name in Kubernetes, which is its CSI node id.
   */
  readonly name: string;
  /**
   * The finest failure domain it stands in. Left out: unknown.
   */
  readonly domain?: string;
  /**
   * The bandwidth domain its storage network port lies in. Left out: unknown, so that it reaches drives only of classes with `softDomains`.
   */
  readonly bandwidthDomain?: string;
}
/**
 * Kubernetes' VolumeAttributesClass whose driver is csi.stowage.dev: what may be changed of a volume while it is used. Every parameter is a string, as Kubernetes asks. A change touches what is named and nothing else, so a class that others are changed to and from says every parameter.
 */
export interface VolumeAttributesClassObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'storage.k8s.io/v1' | 'storage.k8s.io/v1beta1';
  /**
   * Kind of this object.
   */
  readonly kind: 'VolumeAttributesClass';
  readonly metadata: DeclaredMetadata;
  /**
   * The driver.
   */
  readonly driverName: 'csi.stowage.dev';
  readonly parameters: AttributeParameterStrings;
}
/**
 * How fast a volume may be, what it is promised of the network, and words about it. Limits are set on the node, for all pods together that use the volume there; reads and writes count apart. There is no `minIops`, for nothing on the way to a drive can promise operations, and neither `burstIops` nor `burstBandwidth`, for the kernel's limits know no burst: a promise that nobody keeps is refused. Kubernetes asks for at least one.
 */
export interface AttributeParameterStrings {
  /**
   * Allowed of reads, and as much again of writes; `none` lifts it. Left out: no limit. Unit: I/O operations per second.
   */
  readonly maxIops?: string;
  /**
   * Allowed of reads, in place of `maxIops`; `none` lifts it. Left out: what `maxIops` says. Unit: I/O operations per second.
   */
  readonly maxReadIops?: string;
  /**
   * Allowed of writes, in place of `maxIops`; `none` lifts it. Left out: what `maxIops` says. Unit: I/O operations per second.
   */
  readonly maxWriteIops?: string;
  /**
   * Allowed of reads, and as much again of writes, a Kubernetes quantity; `none` lifts it. Left out: no limit. Unit: bytes per second.
   */
  readonly maxBandwidth?: string;
  /**
   * Allowed of reads, a Kubernetes quantity, in place of `maxBandwidth`; `none` lifts it. Left out: what `maxBandwidth` says. Unit: bytes per second.
   */
  readonly maxReadBandwidth?: string;
  /**
   * Allowed of writes, a Kubernetes quantity, in place of `maxBandwidth`; `none` lifts it. Left out: what `maxBandwidth` says. Unit: bytes per second.
   */
  readonly maxWriteBandwidth?: string;
  /**
   * Promised, a Kubernetes quantity: reserved of the uplinks of the bandwidth domains that the volume lies in, in place of what `reserveBandwidth` of its StorageClass says; `none` reserves nothing. Left out: what the StorageClass says. Unit: bytes per second.
   */
  readonly minBandwidth?: string;
  /**
   * Comma list of words that are kept with the volume and shown with it; empty for none. Left out: none.
   */
  readonly tags?: string;
}
/**
 * Kubernetes' VolumeSnapshotClass whose driver is csi.stowage.dev. Checked, not yet acted on: this version takes no snapshots.
 */
export interface VolumeSnapshotClassObject {
  /**
   * Version of the schema of this object.
   */
  readonly apiVersion: 'snapshot.storage.k8s.io/v1';
  /**
   * Kind of this object.
   */
  readonly kind: 'VolumeSnapshotClass';
  readonly metadata: DeclaredMetadata;
  /**
   * The driver.
   */
  readonly driver: 'csi.stowage.dev';
  /**
   * What becomes of a snapshot whose VolumeSnapshot is deleted: `Delete` deletes it, `Retain` keeps it.
   */
  readonly deletionPolicy: 'Delete' | 'Retain';
  readonly parameters?: SnapshotParameterStrings;
}
/**
 * The driver has no parameters of its own for snapshots; keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand here. Left out: none.
 */
export interface SnapshotParameterStrings {
  /**
   * Kubernetes' own key: name of the Secret that the sidecar hands over when it makes or deletes a snapshot; may hold its templates. Left out: no Secret.
   */
  readonly 'csi.storage.k8s.io/snapshotter-secret-name'?: string;
  /**
   * Kubernetes' own key: namespace of the Secret that the sidecar hands over when it makes or deletes a snapshot; may hold its templates. Left out: no Secret.
   */
  readonly 'csi.storage.k8s.io/snapshotter-secret-namespace'?: string;
  /**
   * Kubernetes' own key: name of the Secret that the sidecar hands over when it looks for a snapshot; may hold its templates. Left out: no Secret.
   */
  readonly 'csi.storage.k8s.io/snapshotter-list-secret-name'?: string;
  /**
   * Kubernetes' own key: namespace of the Secret that the sidecar hands over when it looks for a snapshot; may hold its templates. Left out: no Secret.
   */
  readonly 'csi.storage.k8s.io/snapshotter-list-secret-namespace'?: string;
}
