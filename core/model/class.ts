import type { GiB } from './capacity.ts';
import type { ClassName, LevelName, StorageGroupName } from './ids.ts';
import type { Transport } from './inventory.ts';

export const DRIVER_NAME = 'csi.stowage.dev';

export type FsType = 'ext4' | 'xfs';

/** The parameters of a StorageClass of ours, read out of Kubernetes' strings, defaults filled in. */
export interface ClassParameters {
  /** `slice` is a part of an SSD. */
  readonly type: 'hdd' | 'ssd' | 'slice';
  /** Least spindle speed; 0 where any will do. */
  readonly rpm: number;
  readonly fsType: FsType;
  readonly striping: boolean;
  readonly redundancy: boolean;
  readonly raidMaxDrives: number;
  readonly sgResiliency: boolean;
  readonly jbodResiliency: boolean;
  readonly encrypt: boolean;
  readonly minVolumeBytes: bigint | undefined;
  readonly maxVolumeBytes: bigint | undefined;
  readonly softDomains: boolean;
  readonly requiredTags: readonly string[];
  readonly excludedTags: readonly string[];
  /** `undefined` means any. */
  readonly storageGroups: ReadonlySet<StorageGroupName> | undefined;
  /** Fastest first; never empty. */
  readonly transports: readonly Transport[];
  readonly fillDrive: boolean;
  /** Volumes of one workload keep apart, or together. */
  readonly workloadSpread: WorkloadLevel | undefined;
  readonly workloadAffinity: WorkloadLevel | undefined;
  /** Key of the label of a claim that names its workload; `undefined` where the name of the claim does. */
  readonly workloadLabel: string | undefined;
  readonly reserveBandwidth: BandwidthReservation;
  readonly pools: PoolSelection;
}

/** A level of the Topology, or one of the implicit ones. */
export interface WorkloadLevel {
  readonly level: LevelName;
  /** Kept or refused; else kept as far as possible. */
  readonly required: boolean;
}

/** What a volume reserves of uplinks, wherever that is said. */
export type BandwidthReservation =
  | { readonly kind: 'none' }
  /** For the volume as a whole; each leg takes its share. */
  | { readonly kind: 'volume'; readonly bitsPerSecond: number }
  /** For each leg what a drive of its kind delivers. */
  | { readonly kind: 'media' };

/** Which virtual pools a class takes: excluded ones never, additional ones always, else those that match both others. */
export interface PoolSelection {
  readonly selector: readonly SelectorClause[];
  readonly storagePools: readonly PoolPattern[];
  readonly additionalStoragePools: readonly PoolPattern[];
  readonly excludeStoragePools: readonly PoolPattern[];
}

/** One clause of a label selector, by the rules of Kubernetes' own. */
export type SelectorClause =
  | { readonly operator: 'In' | 'NotIn'; readonly key: string; readonly values: readonly string[] }
  | { readonly operator: 'Exists' | 'DoesNotExist'; readonly key: string };

/** `backend:pool`; `*` stands for any run of characters in either half. */
export interface PoolPattern {
  readonly backend: string;
  readonly pool: string;
}

/** A StorageClass whose provisioner is {@link DRIVER_NAME}. */
export interface StorageClass {
  readonly name: ClassName;
  readonly parameters: ClassParameters;
  /** As declared: what CSI will send. The class's identity is the canonical hash of these. */
  readonly declaredParameters: Readonly<Record<string, string>>;
  readonly reclaimPolicy: 'Delete' | 'Retain';
  readonly volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
  readonly allowVolumeExpansion: boolean;
  readonly mountOptions: readonly string[];
}

/** The usable size asked for, in GiB: at least `required`, never over `limit`. */
export interface SizeRange {
  readonly required: GiB;
  readonly limit: GiB | undefined;
}
