import { gib } from '../../../core/model/capacity.ts';
import type { ClassParameters, StorageClass } from '../../../core/model/class.ts';
import type { DeclaredObject } from '../../../core/model/configuration.ts';
import { NO_LIMITS } from '../../../core/model/inventory.ts';
import type { Enclosure, Topology } from '../../../core/model/inventory.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import type { Operation } from '../../../csi/driver/operations/operation.ts';
import type { RevisionNumber } from '../../../core/model/ids.ts';
import type { ListedRevision } from '../../../store/revisions.ts';
import type { ActiveRevision } from '../api-port.ts';

const PARAMETERS: ClassParameters = {
  type: 'slice',
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
  transports: ['nvmetcp'],
  fillDrive: false,
  workloadSpread: undefined,
  workloadAffinity: undefined,
  workloadLabel: undefined,
  reserveBandwidth: { kind: 'none' },
  pools: { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] },
};

const classOf = (
  name: string,
  declaredParameters: Readonly<Record<string, string>>,
  change: Partial<StorageClass> = {},
): StorageClass => ({
  name: name as StorageClass['name'],
  parameters: PARAMETERS,
  declaredParameters,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
  mountOptions: [],
  ...change,
});

/** An enclosure of SSDs of 1 TB; ids count up from 1, written so that their order is not that of the numbers. */
const enclosureOf = (name: string, drives: number): Enclosure => ({
  name: name as Enclosure['name'],
  storageGroup: 'sg-a' as Enclosure['storageGroup'],
  domains: new Map([['rack', 'rack-a']]) as unknown as Enclosure['domains'],
  bandwidthDomain: 'row-1' as Enclosure['bandwidthDomain'],
  portals: [{ transport: 'nvmetcp', address: '10.0.0.1', port: 4420 }],
  drives: Array.from({ length: drives }, (_, index) => ({
    id: `eui.${name}-${String(index + 1)}` as Enclosure['drives'][number]['id'],
    mediaType: 'SSD',
    protocol: 'NVMe',
    rotationSpeedRPM: 0,
    capacityBytes: 10n ** 12n,
    tags: ['fast'],
    state: 'enabled',
  })),
});

const TOPOLOGY = {
  levels: ['rack'],
  domains: new Map([['rack-a', { name: 'rack-a', level: 'rack', parent: undefined }]]),
  bandwidthDomains: new Map([['row-1', { name: 'row-1', bitsPerSecond: undefined, reaches: new Set(['row-1']) }]]),
  nodes: new Map([
    ['worker-1', { name: 'worker-1', domains: new Map([['rack', 'rack-a']]), bandwidthDomain: 'row-1' }],
  ]),
} as unknown as Topology;

export const OBJECTS: readonly DeclaredObject[] = [
  {
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'Backend',
    metadata: { name: 'main' },
    spec: { composable: {} },
  } as DeclaredObject,
];

const GOLD = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttributesClass',
  metadata: { name: 'gold' },
  driverName: 'csi.stowage.dev',
  parameters: { maxIops: '5000' },
} as DeclaredObject;

/** A revision that is active: two enclosures, one backend, two classes, one of which does not allow expansion. */
export const ACTIVE: ActiveRevision = {
  revision: {
    number: 3 as ActiveRevision['revision']['number'],
    commit: 'c'.repeat(40) as ActiveRevision['revision']['commit'],
    subject: 'Add a class',
    ref: 'main',
  },
  objects: OBJECTS,
  configuration: {
    backends: [
      {
        name: 'main' as never,
        state: 'normal',
        labels: new Map([['site', 'north']]),
        pools: [
          { name: 'default' as never, labels: new Map(), storageGroups: undefined, requiredTags: [], ...NO_LIMITS },
        ],
        driver: {
          kind: 'composable',
          storageGroups: new Set(['sg-a' as never]),
          encryptionSecretRef: { namespace: 'stowage-system', name: 'keys' },
        },
        ...NO_LIMITS,
        maxVolumeBytes: 2n ** 46n,
      },
    ],
    enclosures: [enclosureOf('box-1', 12), enclosureOf('box-2', 3)],
    topology: TOPOLOGY,
    classes: [
      classOf('fast', { type: 'slice' }),
      classOf('fixed', { type: 'slice', requiredTags: 'fast' }, { allowVolumeExpansion: false }),
    ],
    policies: [],
    exceptions: [],
  },
};

let made = 0;

/** A volume of class `fast`: 10 GiB on one drive of box-1. */
export function volumeOf(name: string, change: Partial<Volume> = {}): Volume {
  made += 1;
  return {
    id: `volume-${String(made)}` as Volume['id'],
    name,
    phase: { kind: 'ready' },
    fingerprint: 'f',
    size: gib(10),
    parameters: { type: 'slice' },
    backend: 'main' as Volume['backend'],
    layout: 'slice',
    legs: [
      {
        id: `leg-${String(made)}` as Volume['legs'][number]['id'],
        drive: 'eui.box-1-1' as Volume['legs'][number]['drive'],
        enclosure: 'box-1' as Volume['legs'][number]['enclosure'],
        extent: { start: gib(1), length: gib(11) },
        stranded: gib(0),
      },
    ],
    reachableFrom: ['row-1' as never],
    survives: ['enclosure' as never],
    fsType: 'ext4',
    mode: 'mount',
    encryption: undefined,
    integrity: { dropped: [], rebuilding: [], use: 'unused' },
    made: false,
    unfenced: [],
    generation: 1,
    revision: 3 as Volume['revision'],
    reasons: ['least waste among 15 drives'],
    ...change,
  };
}

export const publicationOf = (volume: Volume, node: string): Publication => ({
  id: `publication-of-${volume.id}` as Publication['id'],
  volume: volume.id,
  node: node as Publication['node'],
  mode: 'mount',
  accessMode: 'ReadWriteOnce',
  readonly: false,
  phase: 'published',
  transports: ['nvmetcp'],
  exports: [],
});

/** A revision that was proposed at the minute of its number. */
export const revisionOf = (number: number, change: Partial<ListedRevision> = {}): ListedRevision => ({
  number: number as RevisionNumber,
  commit: 'c'.repeat(40) as ListedRevision['commit'],
  subject: `Change ${String(number)}`,
  ref: 'main',
  at: `2026-11-01T10:${String(number).padStart(2, '0')}:00.000Z`,
  status: { kind: 'superseded', activeSince: undefined },
  ...change,
});

/** A volume that is being made, in an enclosure whose host does not answer. */
export const stuckOperation = (change: Partial<Operation> = {}): Operation => ({
  id: 'create/00000000-0000-4000-8000-000000000009' as Operation['id'],
  kind: 'create',
  volume: '00000000-0000-4000-8000-000000000009' as Operation['volume'],
  volumeName: 'db-9',
  node: undefined,
  enclosures: ['box-1' as Operation['enclosures'][number]],
  since: '2026-11-02T07:00:00.000Z',
  standing: {
    kind: 'stuck',
    step: 'cut-legs',
    attempts: 3,
    why: 'leg leg-a in enclosure box-1: no agent is attached',
    nextAttempt: '2026-11-02T08:00:00.000Z',
  },
  ...change,
});

/** The same, with a VolumeAttributesClass `gold`. */
export const ACTIVE_WITH_GOLD: ActiveRevision = { ...ACTIVE, objects: [...OBJECTS, GOLD] };
