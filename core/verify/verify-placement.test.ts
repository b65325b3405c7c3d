import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { EnclosureReports } from '../model/drive-report.ts';
import type {
  BackendName,
  DomainName,
  DriveId,
  EnclosureName,
  LegId,
  LevelName,
  PoolName,
  StorageGroupName,
} from '../model/ids.ts';
import { NO_LIMITS } from '../model/inventory.ts';
import type { Backend, Drive, Enclosure, Portal, Topology } from '../model/inventory.ts';
import type { PlacedLeg, Placement, VolumeRequest } from '../model/volume.ts';
import { groundOf } from './ground.ts';
import { verifyGrowth } from './verify-growth.ts';
import { verifyPlaced } from './verify-placement.ts';
import type { Circumstances } from './verify-placement.ts';
import type { TakenExtent } from './verify-space.ts';
import type { ViolationCode } from './violation.ts';

const RACK = 'rack' as LevelName;

/** Two boxes of two drives of 100 GiB in two racks and storage groups, a node beside each. */
const drive = (id: string, changes: Partial<Drive> = {}): Drive => ({
  ...{ id: id as DriveId, mediaType: 'HDD', protocol: 'SAS', rotationSpeedRPM: 7200, state: 'enabled' },
  ...{ capacityBytes: 101n * 2n ** 30n + 2n ** 20n, tags: ['bulk'], ...changes },
});

const PORTAL: Portal = { transport: 'nvmetcp', address: '192.0.2.1', port: 4420 };

const box = (letter: string, changes: Partial<Enclosure> = {}): Enclosure => ({
  ...{ name: `box-${letter}` as EnclosureName, storageGroup: `sg-${letter}` as StorageGroupName },
  ...{ domains: new Map([[RACK, `r-${letter}` as DomainName]]), portals: [PORTAL] },
  bandwidthDomain: `leaf-${letter}` as Enclosure['bandwidthDomain'],
  drives: [drive(`${letter}1`), drive(`${letter}2`)],
  ...changes,
});

const leaf = (name: string) => ({ name, bitsPerSecond: undefined, reaches: new Set(['leaf-a', 'leaf-b']) });
const node = (letter: string) => ({
  name: `n-${letter}`,
  domains: new Map([[RACK, `r-${letter}`]]),
  bandwidthDomain: `leaf-${letter}`,
});

const TOPOLOGY = {
  levels: [RACK],
  domains: new Map(),
  bandwidthDomains: new Map(
    [leaf('leaf-a'), leaf('leaf-b'), { ...leaf('leaf-c'), reaches: new Set(['leaf-c']) }].map((each) => [
      each.name,
      each,
    ]),
  ),
  nodes: new Map(['a', 'b', 'c'].map(node).map((each) => [each.name, each])),
} as unknown as Topology;

const pool = (name: string, changes: Partial<Backend['pools'][0]> = {}): Backend['pools'][0] => ({
  ...{ name: name as PoolName, labels: new Map<string, string>(), storageGroups: undefined, requiredTags: [] },
  ...NO_LIMITS,
  ...changes,
});

const MAIN: Backend = {
  ...{ name: 'main' as BackendName, state: 'normal', labels: new Map([['tier', 'bulk']]) },
  pools: [pool('default', { labels: new Map([['site', 'one']]) })],
  driver: { kind: 'composable', storageGroups: undefined, encryptionSecretRef: { namespace: 's', name: 'keys' } },
  ...NO_LIMITS,
};

interface World {
  readonly boxes: readonly Enclosure[];
  readonly backends: readonly Backend[];
  readonly topology: Topology;
  readonly taken: Readonly<Record<string, readonly TakenExtent[]>>;
  readonly reports: EnclosureReports;
  readonly required: Circumstances['required'];
  readonly parameters: Partial<ClassParameters>;
  readonly request: Partial<VolumeRequest>;
  readonly placement: Partial<Placement>;
}

const leg = (id: string, changes: Partial<PlacedLeg> = {}): PlacedLeg => ({
  ...{ drive: id as DriveId, enclosure: `box-${id.charAt(0)}` as EnclosureName },
  ...{ extent: { start: gib(1), length: gib(51) }, stranded: gib(49), ...changes },
});

const PLACEMENT: Placement = {
  ...{ backend: 'main' as BackendName, layout: 'mirror', size: gib(50), legs: [leg('a1'), leg('b1')] },
  ...{ reachableFrom: ['leaf-a', 'leaf-b'] as never, survives: [] },
};

const PARAMETERS: ClassParameters = {
  ...{ type: 'hdd', rpm: 0, fsType: 'ext4', striping: true, redundancy: true, raidMaxDrives: 16 },
  ...{ sgResiliency: true, jbodResiliency: true, encrypt: false, softDomains: false, fillDrive: false },
  ...{ minVolumeBytes: undefined, maxVolumeBytes: undefined, requiredTags: [], excludedTags: [] },
  ...{ storageGroups: undefined, transports: ['nvmetcp'], reserveBandwidth: { kind: 'none' } },
  ...{ workloadSpread: undefined, workloadAffinity: undefined, workloadLabel: undefined },
  pools: { selector: [], storagePools: [], additionalStoragePools: [], excludeStoragePools: [] },
};

const REQUEST: VolumeRequest = {
  ...{ name: 'pvc-1', size: { required: gib(50), limit: undefined }, parameters: PARAMETERS },
  ...{ declaredParameters: {}, mode: 'mount', accessModes: ['ReadWriteOnce'], claim: undefined },
  ...{ requisite: [], preferred: [] },
};

/** What is found wrong with a mirror in the world, changed like this. */
function foundIn(changes: Partial<World>): readonly ViolationCode[] {
  const {
    boxes = [box('a'), box('b')],
    backends = [MAIN],
    topology = TOPOLOGY,
    taken = {},
    reports = new Map(),
  } = changes;
  const configuration: Configuration = {
    backends,
    enclosures: boxes,
    topology,
    classes: [],
    policies: [],
    exceptions: [],
  };
  const request = { ...REQUEST, ...changes.request, parameters: { ...PARAMETERS, ...changes.parameters } };
  const violations = verifyPlaced(
    groundOf(configuration),
    request,
    { ...PLACEMENT, ...changes.placement },
    {
      takenOf: (id) => taken[id] ?? [],
      required: changes.required ?? { survives: [], spread: [] },
      reports,
    },
  );
  return [...new Set(violations.map(({ code }) => code))];
}

const pools = (changes: Partial<ClassParameters['pools']>): Partial<ClassParameters> => ({
  pools: { ...PARAMETERS.pools, ...changes },
});
const pattern = (backend: string, ofPool: string) => [{ backend, pool: ofPool }];
const ssd = (id: string) => drive(id, { mediaType: 'SSD' });
const SSDS = [box('a', { drives: [ssd('a1'), ssd('a2')] }), box('b', { drives: [ssd('b1'), ssd('b2')] })];
const single: Partial<Placement> = { layout: 'single', legs: [leg('a1')] };
const slices: Partial<Placement> = { layout: 'mirrored-slice' };
const four: Partial<Placement> = { layout: 'striped-mirror', legs: ['a1', 'b1', 'a2', 'b2'].map((id) => leg(id)) };
const GiB = 2n ** 30n;

describe('a placement', () => {
  it.each<[string, Partial<World>]>([
    ['as it should be', {}],
    ['on one drive where nothing is mirrored', { placement: single, parameters: { redundancy: false } }],
    [
      'of slices beside those of others',
      {
        boxes: SSDS,
        placement: slices,
        parameters: { type: 'slice' },
        taken: { a1: [{ extent: { start: gib(52), length: gib(3) }, whole: false }] },
      },
    ],
    ['over four drives', { placement: four }],
    [
      'in one storage group, where the class does not mind',
      {
        boxes: [box('a'), box('b', { storageGroup: 'sg-a' as StorageGroupName })],
        parameters: { sgResiliency: false },
      },
    ],
    ['with a key', { parameters: { encrypt: true } }],
    [
      'in a pool by its labels',
      {
        parameters: pools({
          selector: [
            { operator: 'In', key: 'site', values: ['one'] },
            { operator: 'Exists', key: 'tier' },
          ],
        }),
      },
    ],
    ['in a pool by its name', { parameters: pools({ storagePools: pattern('m*n', 'def*') }) }],
    ['in an additional pool', { parameters: pools({ additionalStoragePools: pattern('*', 'default') }) }],
    ['where a node of the rack asked for reaches it', { request: { requisite: [{ rack: 'r-c' }, { rack: 'r-b' }] } }],
    ['where the bandwidth domain asked for reaches it', { request: { requisite: [{ bandwidthDomain: 'leaf-a' }] } }],
    ['anywhere, with soft domains', { parameters: { softDomains: true }, placement: { reachableFrom: undefined } }],
  ])('%s is sound', (_, changes) => {
    expect(foundIn(changes)).toEqual([]);
  });

  it.each<[ViolationCode, string, Partial<World>]>([
    ['unknown-drive', 'on a drive that is nowhere', { placement: { legs: [leg('a1'), leg('b9')] } }],
    [
      'unknown-drive',
      'on a drive of another enclosure',
      { placement: { legs: [leg('a1'), leg('b1', { enclosure: 'box-a' as EnclosureName })] } },
    ],
    [
      'drive-not-enabled',
      'on a drive in maintenance',
      { boxes: [box('a', { drives: [drive('a1', { state: 'maintenance' })] }), box('b')] },
    ],
    [
      'drive-not-usable',
      'on a drive that its host does not find',
      { reports: new Map([['box-a' as EnclosureName, new Map()]]) },
    ],
    [
      'outside-drive',
      'beyond the end of a drive',
      { placement: { legs: [leg('a1'), leg('b1', { extent: { start: gib(51), length: gib(51) } })] } },
    ],
    [
      'outside-drive',
      'on the label of a drive',
      { placement: { legs: [leg('a1'), leg('b1', { extent: { start: gib(0), length: gib(51) } })] } },
    ],
    [
      'overlap',
      'on a slice of another',
      {
        boxes: SSDS,
        placement: slices,
        parameters: { type: 'slice' },
        taken: { a1: [{ extent: { start: gib(51), length: gib(3) }, whole: false }] },
      },
    ],
    [
      'shared-whole-drive',
      'on a drive of another',
      { taken: { b1: [{ extent: { start: gib(80), length: gib(3) }, whole: false }] } },
    ],
    ['hdd-sliced', 'of slices of HDDs', { placement: slices, parameters: { type: 'hdd' } }],
    ['leg-count', 'with a leg too many', { placement: { legs: [leg('a1'), leg('b1'), leg('b2')] } }],
    ['too-small', 'that holds less than it says', { placement: { size: gib(51) } }],
    ['same-drive-twice', 'on one drive twice', { placement: { legs: [leg('a1'), leg('a1')] } }],
    [
      'does-not-survive',
      'of which a policy asks another level',
      { required: { survives: ['row' as LevelName], spread: [] } },
    ],
    [
      'does-not-survive',
      'in one storage group',
      { boxes: [box('a'), box('b', { storageGroup: 'sg-a' as StorageGroupName })] },
    ],
    [
      'does-not-survive',
      'in one enclosure',
      { placement: { legs: [leg('a1'), leg('a2')] }, parameters: { sgResiliency: false } },
    ],
    ['not-spread', 'over too few racks', { required: { survives: [], spread: [{ level: RACK, atLeast: 3 }] } }],
    [
      'out-of-reach',
      'that a bandwidth domain does not reach',
      { placement: { reachableFrom: ['leaf-a', 'leaf-c'] as never } },
    ],
    ['out-of-reach', 'that nobody reaches', { placement: { reachableFrom: [] } }],
    ['out-of-reach', 'that does not say who reaches it', { placement: { reachableFrom: undefined } }],
    ['out-of-reach', 'that no node of the rack asked for reaches', { request: { requisite: [{ rack: 'r-c' }] } }],
    [
      'out-of-reach',
      'that the bandwidth domain asked for does not reach',
      { request: { requisite: [{ bandwidthDomain: 'leaf-c' }] } },
    ],
    ['size-out-of-range', 'of less than is asked for', { placement: { size: gib(49) } }],
    ['size-out-of-range', 'over the limit', { request: { size: { required: gib(40), limit: gib(45) } } }],
    ['size-out-of-range', 'below minVolumeSize', { parameters: { minVolumeBytes: 51n * GiB } }],
    ['size-out-of-range', 'over maxVolumeSize', { parameters: { maxVolumeBytes: 50n * GiB - 1n } }],
    ['size-out-of-range', "over the backend's limit", { backends: [{ ...MAIN, maxVolumeBytes: 49n * GiB }] }],
    ['layout-not-asked', 'that is not mirrored', { placement: single }],
    ['layout-not-asked', 'that is striped', { placement: four, parameters: { striping: false } }],
    ['layout-not-asked', 'of whole drives', { boxes: SSDS, parameters: { type: 'slice' } }],
    ['too-many-drives', 'over more drives than raidMaxDrives', { placement: four, parameters: { raidMaxDrives: 2 } }],
    ['media-not-asked', 'on SSDs', { boxes: SSDS }],
    ['media-not-asked', 'on HDDs', { parameters: { type: 'ssd' } }],
    ['too-slow', 'on slow drives', { parameters: { rpm: 10_000 } }],
    ['lacks-tag', 'without a tag', { parameters: { requiredTags: ['bulk', 'fast'] } }],
    ['has-excluded-tag', 'with an excluded tag', { parameters: { excludedTags: ['old', 'bulk'] } }],
    [
      'storage-group-not-asked',
      'in another storage group',
      { parameters: { storageGroups: new Set(['sg-a' as StorageGroupName]) } },
    ],
    ['no-allowed-transport', 'by another transport', { parameters: { transports: ['roce', 'iscsi'] } }],
    [
      'backend-takes-none',
      'in a backend that there is none of',
      { placement: { backend: 'other' as BackendName }, backends: [{ ...MAIN, name: 'x' as BackendName }, MAIN] },
    ],
    ['backend-takes-none', 'in a suspended backend', { backends: [{ ...MAIN, state: 'suspended' }] }],
    [
      'no-key',
      'of a backend without keys',
      {
        backends: [
          { ...MAIN, driver: { kind: 'composable', storageGroups: undefined, encryptionSecretRef: undefined } },
        ],
        parameters: { encrypt: true },
      },
    ],
    [
      'pool-not-taken',
      'on drives of another backend',
      {
        backends: [
          MAIN,
          {
            ...MAIN,
            name: 'b' as BackendName,
            driver: {
              kind: 'composable',
              storageGroups: new Set(['sg-b' as StorageGroupName]),
              encryptionSecretRef: undefined,
            },
          },
        ],
      },
    ],
    ['pool-not-taken', 'in an excluded pool', { parameters: pools({ excludeStoragePools: pattern('*', '*ault') }) }],
    ['pool-not-taken', 'in none of the named pools', { parameters: pools({ storagePools: pattern('main', 'd*x') }) }],
    [
      'pool-not-taken',
      'in no additional pool, where none else is asked for',
      { parameters: pools({ additionalStoragePools: pattern('main', 'fast') }) },
    ],
    [
      'pool-not-taken',
      'in a pool whose labels do not match',
      { parameters: pools({ selector: [{ operator: 'NotIn', key: 'tier', values: ['bulk'] }] }) },
    ],
    [
      'pool-not-taken',
      'in a pool without the label',
      { parameters: pools({ selector: [{ operator: 'Exists', key: 'gold' }] }) },
    ],
    [
      'pool-not-taken',
      'in a pool with the label',
      { parameters: pools({ selector: [{ operator: 'DoesNotExist', key: 'tier' }] }) },
    ],
    [
      'pool-not-taken',
      'on drives without the tags of the pool',
      { backends: [{ ...MAIN, pools: [pool('default', { requiredTags: ['fast'] })] }] },
    ],
    [
      'pool-not-taken',
      'in storage groups that the pool has none of',
      { backends: [{ ...MAIN, pools: [pool('default', { storageGroups: new Set(['sg-a' as StorageGroupName]) })] }] },
    ],
  ])('%s: %s', (code, _, changes) => {
    expect(foundIn(changes)).toContain(code);
  });
});

describe('growth', () => {
  const ground = groundOf({
    backends: [MAIN],
    enclosures: SSDS,
    topology: TOPOLOGY,
    classes: [],
    policies: [],
    exceptions: [],
  });
  const legs = (...extents: readonly (readonly [string, start: number, length: number])[]) =>
    extents.map(([id, start, length], at) => ({
      ...leg(id),
      id: `leg-${String(at)}` as LegId,
      extent: { start: gib(start), length: gib(length) },
    }));
  const before = legs(['a1', 1, 11], ['b1', 20, 11]);
  const other: TakenExtent = { extent: { start: gib(41), length: gib(5) }, whole: false };

  it.each<[string, ReturnType<typeof legs>, size: number, readonly ViolationCode[]]>([
    ['into what is free', legs(['a1', 1, 21], ['b1', 20, 21]), 20, []],
    ['to more than the legs hold', legs(['a1', 1, 21], ['b1', 20, 20]), 20, ['too-small']],
    ['into what another has', legs(['a1', 1, 31], ['b1', 20, 31]), 30, ['overlap']],
    ['beyond the end', legs(['a1', 1, 102], ['b1', 20, 21]), 20, ['outside-drive']],
    ['from another start', legs(['a1', 1, 21], ['b1', 19, 21]), 20, ['moved']],
    ['on another drive', legs(['a1', 1, 21], ['b2', 20, 21]), 20, ['moved']],
    ['to shorter legs', legs(['a1', 1, 11], ['b1', 20, 10]), 9, ['moved']],
  ])('%s', (_, after, size, expected) => {
    const grown = { layout: 'mirrored-slice' as const, legs: after, size: gib(size) };
    const takenOf = (id: DriveId) => (id === 'b1' ? [other] : []);
    expect(verifyGrowth(ground, { legs: before }, grown, takenOf).map(({ code }) => code)).toEqual(expected);
  });
});
