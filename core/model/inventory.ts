import type {
  BackendName,
  BandwidthDomainName,
  DomainName,
  DriveId,
  EnclosureName,
  LevelName,
  NodeName,
  PoolName,
  StorageGroupName,
} from './ids.ts';

/** Redfish Drive.MediaType. */
export type MediaType = 'HDD' | 'SSD';

/** Redfish Drive.Protocol. */
export type DriveProtocol = 'SATA' | 'SAS' | 'NVMe';

/** `enabled` takes new legs; the others take none. `failed` also counts its legs as lost. */
export type DriveState = 'enabled' | 'draining' | 'maintenance' | 'failed';

export interface Drive {
  readonly id: DriveId;
  readonly mediaType: MediaType;
  readonly protocol: DriveProtocol;
  /** Redfish Drive.RotationSpeedRPM; 0 for SSDs. */
  readonly rotationSpeedRPM: number;
  readonly capacityBytes: bigint;
  /** Sorted, without duplicates. */
  readonly tags: readonly string[];
  readonly state: DriveState;
}

/** The ways a leg can be exported, slowest first. */
export const TRANSPORTS = ['iscsi', 'nvmetcp', 'roce'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Where an enclosure exports its legs by one transport. */
export interface Portal {
  readonly transport: Transport;
  /** IP address or host name. */
  readonly address: string;
  readonly port: number;
}

/** A box of drives (JBOD, eBOD; Redfish: Chassis). */
export interface Enclosure {
  readonly name: EnclosureName;
  readonly storageGroup: StorageGroupName;
  /** The domain at every level of the Topology that is known for this enclosure, ancestors included. */
  readonly domains: ReadonlyMap<LevelName, DomainName>;
  readonly bandwidthDomain: BandwidthDomainName | undefined;
  readonly portals: readonly Portal[];
  readonly drives: readonly Drive[];
}

export interface FailureDomain {
  readonly name: DomainName;
  readonly level: LevelName;
  readonly parent: DomainName | undefined;
}

/** A part of the network inside which bandwidth is plentiful: usually what lies behind one uplink. */
export interface BandwidthDomain {
  readonly name: BandwidthDomainName;
  /** Bits per second of the uplink; `undefined` where it is not said. */
  readonly bitsPerSecond: bigint | undefined;
  /** The bandwidth domains whose drives a node in this one reaches at full speed, itself among them. */
  readonly reaches: ReadonlySet<BandwidthDomainName>;
}

export interface Node {
  readonly name: NodeName;
  /** The domain at every level that is known for this node, ancestors included. */
  readonly domains: ReadonlyMap<LevelName, DomainName>;
  readonly bandwidthDomain: BandwidthDomainName | undefined;
}

export interface Topology {
  /** Coarse to fine, as declared; without the implicit `storageGroup` and `enclosure`. */
  readonly levels: readonly LevelName[];
  readonly domains: ReadonlyMap<DomainName, FailureDomain>;
  readonly bandwidthDomains: ReadonlyMap<BandwidthDomainName, BandwidthDomain>;
  readonly nodes: ReadonlyMap<NodeName, Node>;
}

/** What a backend or a pool takes; `undefined` where there is no limit. */
export interface VolumeLimits {
  /** The largest volume, in bytes. */
  readonly maxVolumeBytes: bigint | undefined;
  readonly maxVolumes: number | undefined;
  /** Of all volumes together, by their usable sizes, in bytes. */
  readonly maxTotalBytes: bigint | undefined;
}

export const NO_LIMITS: VolumeLimits = { maxVolumeBytes: undefined, maxVolumes: undefined, maxTotalBytes: undefined };

/**
 * A virtual pool: a part of a backend with labels of its own. By its limits a volume counts in every pool that one of
 * its drives belongs to.
 */
export interface Pool extends VolumeLimits {
  readonly name: PoolName;
  readonly labels: ReadonlyMap<string, string>;
  /** The storage groups it takes drives from; `undefined` means every one of the backend. */
  readonly storageGroups: ReadonlySet<StorageGroupName> | undefined;
  /** Tags a drive must all have to belong to the pool. */
  readonly requiredTags: readonly string[];
}

/** A storage system that volumes come from. */
export interface Backend extends VolumeLimits {
  readonly name: BackendName;
  readonly state: 'normal' | 'suspended';
  readonly labels: ReadonlyMap<string, string>;
  /** Never empty: a backend that declares none has one, named `default`, over everything. */
  readonly pools: readonly Pool[];
  readonly driver: BackendDriver;
}

/** Where volumes of a backend come from. */
export type BackendDriver = ComposableDriver | NfsDriver;

/** Drives in enclosures, composed into volumes on the node that uses them. */
export interface ComposableDriver {
  readonly kind: 'composable';
  /** The storage groups it owns; `undefined` means every one that no other backend names. */
  readonly storageGroups: ReadonlySet<StorageGroupName> | undefined;
  /** The Secret that holds the customer secret which encryption keys derive from. A name, never a value. */
  readonly encryptionSecretRef: SecretRef | undefined;
}

/** Folders of an export of an NFS server. Declared, not yet served. */
export interface NfsDriver {
  readonly kind: 'nfs';
  /** IP addresses and host names of the one server; never empty. */
  readonly servers: readonly string[];
  readonly exportPath: string;
  readonly mountOptions: readonly string[];
  /** What volumes may be asked for as; never empty. */
  readonly accessModes: readonly AccessMode[];
}

/** Kubernetes' names for CSI's access modes. */
export const ACCESS_MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] as const;
export type AccessMode = (typeof ACCESS_MODES)[number];

export interface SecretRef {
  readonly namespace: string;
  readonly name: string;
}

/** The Secret that keys of a backend's volumes derive from; `undefined` where it encrypts none. */
export function encryptionSecretOf({ driver }: Backend): SecretRef | undefined {
  switch (driver.kind) {
    case 'composable':
      return driver.encryptionSecretRef;
    case 'nfs':
      return undefined;
  }
}
