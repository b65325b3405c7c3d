import { gib } from '../../model/capacity.ts';
import type { GiB } from '../../model/capacity.ts';
import type { ClassParameters } from '../../model/class.ts';
import type { Configuration } from '../../model/configuration.ts';
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
} from '../../model/ids.ts';
import { NO_LIMITS } from '../../model/inventory.ts';
import type { Backend, BandwidthDomain, Drive, Enclosure, Node } from '../../model/inventory.ts';
import type { VolumeRequest } from '../../model/volume.ts';

/** A drive whose partitionable size is `size` GiB. */
export interface DriveSpec {
  readonly media?: 'HDD' | 'SSD';
  readonly size: number;
  readonly tags?: readonly string[];
  readonly state?: Drive['state'];
  readonly rpm?: number;
}

export interface EnclosureSpec {
  readonly name: string;
  readonly group: string;
  readonly rack?: string;
  readonly bandwidth?: string;
  readonly drives: readonly DriveSpec[];
}

/** A backend that owns storage groups and takes volumes of at most so many GiB. */
export interface BackendSpec {
  readonly name: string;
  readonly groups: readonly string[];
  readonly maxVolume?: number;
}

/** A configuration over the enclosures, built without YAML, of one backend where none are named. Drive n of enclosure e is `e-n`. */
export function inventoryOf(
  enclosures: readonly EnclosureSpec[],
  extra: {
    readonly bandwidthDomains?: Readonly<Record<string, readonly string[]>>;
    readonly nodes?: Readonly<Record<string, string>>;
    readonly backends?: readonly BackendSpec[];
  } = {},
): Configuration {
  const racks = enclosures.some((enclosure) => enclosure.rack !== undefined);
  return {
    backends: extra.backends?.map(backendOf) ?? [backend],
    enclosures: enclosures.map(enclosureOf),
    topology: {
      levels: racks ? ['rack' as LevelName] : [],
      domains: new Map(),
      bandwidthDomains: new Map(
        Object.entries(extra.bandwidthDomains ?? {}).map(([name, reaches]) => [
          name as BandwidthDomainName,
          bandwidthDomain(name, reaches),
        ]),
      ),
      nodes: new Map(Object.entries(extra.nodes ?? {}).map(([name, home]) => [name as NodeName, node(name, home)])),
    },
    classes: [],
    policies: [],
    exceptions: [],
  };
}

const COMPOSABLE = { kind: 'composable', storageGroups: undefined, encryptionSecretRef: undefined } as const;

const backend: Backend = {
  name: 'main' as BackendName,
  state: 'normal',
  labels: new Map(),
  pools: [{ name: 'default' as PoolName, labels: new Map(), storageGroups: undefined, requiredTags: [], ...NO_LIMITS }],
  driver: COMPOSABLE,
  ...NO_LIMITS,
};

const backendOf = (spec: BackendSpec): Backend => ({
  ...backend,
  name: spec.name as BackendName,
  driver: { ...COMPOSABLE, storageGroups: new Set(spec.groups as StorageGroupName[]) },
  maxVolumeBytes: spec.maxVolume === undefined ? undefined : BigInt(spec.maxVolume) * 2n ** 30n,
});

const enclosureOf = (spec: EnclosureSpec): Enclosure => ({
  name: spec.name as EnclosureName,
  storageGroup: spec.group as StorageGroupName,
  domains: new Map(spec.rack === undefined ? [] : [['rack' as LevelName, spec.rack as DomainName]]),
  bandwidthDomain: spec.bandwidth as BandwidthDomainName | undefined,
  portals: [{ transport: 'nvmetcp', address: '192.0.2.1', port: 4420 }],
  drives: spec.drives.map((drive, at) => driveOf(`${spec.name}-${String(at).padStart(3, '0')}`, drive)),
});

const driveOf = (id: string, spec: DriveSpec): Drive => ({
  id: id as DriveId,
  mediaType: spec.media ?? 'HDD',
  protocol: spec.media === 'SSD' ? 'NVMe' : 'SAS',
  rotationSpeedRPM: spec.media === 'SSD' ? 0 : (spec.rpm ?? 7200),
  // The first GiB and the backup GPT come on top of what partitions cover.
  capacityBytes: BigInt(spec.size + 1) * 2n ** 30n + 2n ** 20n,
  tags: spec.tags ?? [],
  state: spec.state ?? 'enabled',
});

const bandwidthDomain = (name: string, reaches: readonly string[]): BandwidthDomain => ({
  name: name as BandwidthDomainName,
  bitsPerSecond: undefined,
  reaches: new Set([name, ...reaches] as BandwidthDomainName[]),
});

const node = (name: string, home: string): Node => ({
  name: name as NodeName,
  domains: new Map(),
  bandwidthDomain: home as BandwidthDomainName,
});

const parametersOf = (changes: Partial<ClassParameters> = {}): ClassParameters => ({
  type: 'hdd',
  rpm: 0,
  fsType: 'ext4',
  striping: true,
  redundancy: false,
  raidMaxDrives: 16,
  sgResiliency: true,
  jbodResiliency: true,
  encrypt: false,
  minVolumeBytes: undefined,
  maxVolumeBytes: undefined,
  softDomains: false,
  requiredTags: [],
  excludedTags: [],
  storageGroups: undefined,
  transports: ['roce', 'nvmetcp', 'iscsi'],
  fillDrive: false,
  workloadSpread: undefined,
  workloadAffinity: undefined,
  workloadLabel: undefined,
  reserveBandwidth: { kind: 'none' },
  pools: { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] },
  ...changes,
});

export const requestOf = (
  size: number,
  parameters: Partial<ClassParameters> = {},
  extra: Partial<VolumeRequest> = {},
): VolumeRequest => ({
  name: 'pvc-1',
  size: { required: gib(size), limit: undefined as GiB | undefined },
  parameters: parametersOf(parameters),
  declaredParameters: {},
  mode: 'mount',
  accessModes: ['ReadWriteOnce'],
  requisite: [],
  preferred: [],
  claim: undefined,
  ...extra,
});
