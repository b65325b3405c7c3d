import { gib } from '../../model/capacity.ts';
import type { ClassParameters } from '../../model/class.ts';
import type { LegView, PlacementView } from '../../model/constraints.ts';
import type { DriveClass, WearClass } from '../../model/drive-class.ts';
import { partitionableGiB } from '../../model/format.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../../model/ids.ts';
import type {
  BackendName,
  BandwidthDomainName,
  DomainName,
  DriveId,
  EnclosureName,
  LevelName,
  PolicyName,
  PoolName,
  StorageGroupName,
} from '../../model/ids.ts';
import type { PlacementPolicy } from '../../model/policy.ts';
import type { VolumeRequest } from '../../model/volume.ts';
import { compilePolicies } from '../index.ts';
import type { CompiledPolicies } from '../index.ts';

/** A policy of the scope with one rule per expression. */
export const policyOf = (
  scope: PlacementPolicy['scope'],
  expressions: readonly string[],
  changes: Partial<PlacementPolicy> = {},
): PlacementPolicy => ({
  name: 'p' as PolicyName,
  scope,
  binding: undefined,
  kinds: [],
  kubernetesMinor: undefined,
  parameters: [],
  matchConditions: [],
  boundConditions: 0,
  variables: [],
  validations: expressions.map((expression) => ({
    name: undefined,
    expression,
    message: undefined,
    messageExpression: undefined,
  })),
  scores: [],
  action: 'Deny',
  failurePolicy: 'Fail',
  ...changes,
});

/** Policies that have no problems, compiled. */
export function compiled(...policies: readonly PlacementPolicy[]): CompiledPolicies {
  const { compiled: result, problems } = compilePolicies(policies);
  if (problems.length > 0)
    throw new Error(problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  return result;
}

const PARAMETERS: ClassParameters = {
  type: 'ssd',
  rpm: 0,
  fsType: 'ext4',
  striping: true,
  redundancy: true,
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
  transports: ['nvmetcp'],
  fillDrive: false,
  workloadSpread: undefined,
  workloadAffinity: undefined,
  workloadLabel: undefined,
  reserveBandwidth: { kind: 'none' },
  pools: { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] },
};

/** A request of a size in GiB under a class with these parameters, as Kubernetes has them. */
export const requestOf = (
  size: number,
  declaredParameters: Readonly<Record<string, string>> = {},
  changes: Partial<VolumeRequest> = {},
): VolumeRequest => ({
  name: 'pvc-1',
  size: { required: gib(size), limit: undefined },
  parameters: PARAMETERS,
  declaredParameters,
  mode: 'mount',
  accessModes: ['ReadWriteOnce'],
  requisite: [],
  preferred: [],
  claim: undefined,
  ...changes,
});

export interface DriveClassSpec {
  readonly enclosure?: string;
  readonly group?: string;
  readonly rack?: string | undefined;
  readonly media?: 'HDD' | 'SSD';
  readonly tags?: readonly string[];
  readonly capacityGiB?: number;
  readonly bandwidthDomain?: string;
  readonly wear?: WearClass;
}

/** A class of drives in an enclosure of a rack; without one, the rack is not known. */
export function driveClassOf(spec: DriveClassSpec = {}): DriveClass {
  const {
    enclosure = 'e1',
    group = 'sg-a',
    rack,
    media = 'SSD',
    tags = [],
    capacityGiB = 1000,
    bandwidthDomain,
    wear = 'unknown',
  } = spec;
  const capacityBytes = BigInt(capacityGiB) * 2n ** 30n;
  return {
    enclosure: enclosure as EnclosureName,
    storageGroup: group as StorageGroupName,
    domains: new Map<LevelName, DomainName>([
      ...(rack === undefined ? [] : ([['rack', rack]] as [LevelName, DomainName][])),
      [STORAGE_GROUP_LEVEL, group as DomainName],
      [ENCLOSURE_LEVEL, enclosure as DomainName],
    ]),
    bandwidthDomain: bandwidthDomain as BandwidthDomainName | undefined,
    transports: new Set(['nvmetcp']),
    mediaType: media,
    protocol: media === 'SSD' ? 'NVMe' : 'SAS',
    rotationSpeedRPM: media === 'SSD' ? 0 : 7200,
    capacityBytes,
    partitionable: partitionableGiB(capacityBytes),
    tags,
    state: 'enabled',
    wearClass: wear,
  };
}

/** A placement of 100 GiB on drives of these classes, in array order, that were blank before. */
export function viewOf(layout: PlacementView['layout'], ...drives: readonly DriveClass[]): PlacementView {
  const extent = gib(101);
  const whole = layout !== 'slice' && layout !== 'mirrored-slice';
  return {
    backend: 'main' as BackendName,
    pools: ['default' as PoolName],
    layout,
    size: gib(100),
    legs: drives.map((drive, at): LegView => {
      const rest = gib(Math.max(0, drive.partitionable - extent));
      return {
        drive: `d${String(at)}` as DriveId,
        drives: drive,
        extent,
        stranded: whole ? rest : gib(0),
        left: whole ? gib(0) : rest,
      };
    }),
  };
}
