import { NO_LIMITS } from '../model/inventory.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configurationFromObjects, parseFiles, readConfiguration, resolve } from './index.ts';
import { drain } from '../model/turns.ts';
import { marked } from './testing/marked.ts';
import { backend, driveId, enclosure, policy, storageClass, topology } from './testing/objects.ts';
import { packsOf } from './testing/packs.ts';
import { told } from './testing/told.ts';

const read = (...documents: readonly string[]) =>
  readConfiguration([{ path: 'f.yaml', text: documents.join('---\n') }]);
const withDrives = (name: string, ...drives: readonly string[]) =>
  enclosure(name).replace(/  drives:\n.*\n/, `  drives:\n${drives.map((each) => `    - ${each}\n`).join('')}`);

const RACKS_PACK = policy(
  'mirrors-survive-a-level',
  `  scope: Placement
  parameters: [{ name: level, default: hall }]
  validations: [{ expression: placement.survives(params.level) }]
`,
);

const TREE = `  levels: [zone, rack]
  domains:
    - { name: zone-1, level: zone }
    - { name: rack-a, level: rack, parent: zone-1 }
    - { name: rack-z, level: rack }
  bandwidthDomains:
    - { name: row-1, bandwidth: 400G, reaches: [row-2] }
    - { name: row-2 }
  nodes:
    - { name: worker-1, domain: rack-a, bandwidthDomain: row-1 }
    - { name: worker-2 }
`;

describe('a configuration', () => {
  it('is empty where nothing is declared', () => {
    expect(readConfiguration([]).configuration).toEqual({
      backends: [],
      enclosures: [],
      topology: { levels: [], domains: new Map(), bandwidthDomains: new Map(), nodes: new Map() },
      classes: [],
      policies: [],
      exceptions: [],
    });
  });

  it('lists everything by name, whatever the order of files', () => {
    const { configuration } = read(
      enclosure('b'),
      backend('z', '  composable: { storageGroups: [sg-a] }\n'),
      enclosure('a'),
      backend('y'),
    );
    expect(configuration?.enclosures.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(configuration?.backends.map(({ name }) => name)).toEqual(['y', 'z']);
  });

  it('knows the ancestors of a domain, and who reaches whom', () => {
    const { configuration } = read(
      topology('t', TREE),
      enclosure('a', '  domain: rack-a\n  bandwidthDomain: row-1\n'),
      enclosure('b', '  domain: rack-z\n'),
      enclosure('c'),
    );
    const [a, b, c] = configuration?.enclosures ?? [];
    expect(a).toMatchObject({
      domains: new Map([
        ['rack', 'rack-a'],
        ['zone', 'zone-1'],
      ]),
      bandwidthDomain: 'row-1',
    });
    expect(b?.domains).toEqual(new Map([['rack', 'rack-z']]));
    expect(c).toMatchObject({ domains: new Map(), bandwidthDomain: undefined });
    expect(configuration?.topology).toEqual({
      levels: ['zone', 'rack'],
      domains: new Map([
        ['zone-1', { name: 'zone-1', level: 'zone', parent: undefined }],
        ['rack-a', { name: 'rack-a', level: 'rack', parent: 'zone-1' }],
        ['rack-z', { name: 'rack-z', level: 'rack', parent: undefined }],
      ]),
      bandwidthDomains: new Map([
        ['row-1', { name: 'row-1', bitsPerSecond: 400_000_000_000n, reaches: new Set(['row-1', 'row-2']) }],
        ['row-2', { name: 'row-2', bitsPerSecond: undefined, reaches: new Set(['row-2']) }],
      ]),
      nodes: new Map([
        [
          'worker-1',
          {
            name: 'worker-1',
            domains: new Map([
              ['rack', 'rack-a'],
              ['zone', 'zone-1'],
            ]),
            bandwidthDomain: 'row-1',
          },
        ],
        ['worker-2', { name: 'worker-2', domains: new Map(), bandwidthDomain: undefined }],
      ]),
    });
  });

  it('fills in ports and what drives leave out', () => {
    const text = withDrives(
      'a',
      `{ id: ${driveId('x')}, mediaType: SSD, protocol: NVMe, capacity: 3840G, tags: [b, a, b], state: draining }`,
    ).replace(
      /portals: .*/,
      'portals: [{ transport: iscsi, address: h }, { transport: nvmetcp, address: h }, { transport: roce, address: h, port: 1 }]',
    );
    expect(read(text, enclosure('b')).configuration?.enclosures).toMatchObject([
      {
        portals: [{ port: 3260 }, { port: 4420 }, { port: 1 }],
        drives: [{ rotationSpeedRPM: 0, capacityBytes: 3_840_000_000_000n, tags: ['a', 'b'], state: 'draining' }],
      },
      { drives: [{ rotationSpeedRPM: 0, tags: [], state: 'enabled' }] },
    ]);
  });

  it('fills in what backends leave out', () => {
    const full = `  composable: { storageGroups: [sg-a], encryption: { secretRef: { name: keys } } }
  pools: [{ name: fast, labels: { tier: gold }, storageGroups: [sg-a], requiredTags: [b, a], limits: { maxVolumes: 3, maxTotalSize: 10Gi } }, { name: bulk }]
  labels: { site: north }
  limits: { maxVolumeSize: 1Ti, maxVolumes: 9, maxTotalSize: 2Ti }
  state: suspended
`;
    expect(read(enclosure('e'), backend('full', full), backend('plain')).configuration?.backends).toEqual([
      {
        name: 'full',
        state: 'suspended',
        labels: new Map([['site', 'north']]),
        pools: [
          {
            name: 'fast',
            labels: new Map([['tier', 'gold']]),
            storageGroups: new Set(['sg-a']),
            requiredTags: ['a', 'b'],
            ...NO_LIMITS,
            maxVolumes: 3,
            maxTotalBytes: 10n * 2n ** 30n,
          },
          { name: 'bulk', labels: new Map(), storageGroups: undefined, requiredTags: [], ...NO_LIMITS },
        ],
        driver: {
          kind: 'composable',
          storageGroups: new Set(['sg-a']),
          encryptionSecretRef: { namespace: 'stowage-system', name: 'keys' },
        },
        maxVolumeBytes: 2n ** 40n,
        maxVolumes: 9,
        maxTotalBytes: 2n ** 41n,
      },
      {
        name: 'plain',
        state: 'normal',
        labels: new Map(),
        pools: [{ name: 'default', labels: new Map(), storageGroups: undefined, requiredTags: [], ...NO_LIMITS }],
        driver: { kind: 'composable', storageGroups: undefined, encryptionSecretRef: undefined },
        ...NO_LIMITS,
      },
    ]);
  });

  it('fills in what classes and policies leave out, and keeps what the driver will be sent', () => {
    const { configuration } = read(
      storageClass('c', '  csi.storage.k8s.io/fstype: xfs\n'),
      policy('p', '  scope: Request\n  validations: [{ expression: "true" }]\n'),
    );
    expect(configuration?.classes).toMatchObject([
      {
        declaredParameters: { type: 'ssd' },
        parameters: { fsType: 'xfs' },
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'Immediate',
        allowVolumeExpansion: false,
        mountOptions: [],
      },
    ]);
    expect(configuration?.policies).toEqual([
      {
        name: 'p',
        binding: undefined,
        scope: 'Request',
        kinds: [],
        kubernetesMinor: undefined,
        parameters: [],
        matchConditions: [],
        boundConditions: 0,
        variables: [],
        validations: [{ name: undefined, expression: 'true', message: undefined, messageExpression: undefined }],
        scores: [],
        action: 'Deny',
        failurePolicy: 'Fail',
      },
    ]);
  });

  it('comes out of the examples of the reference pages', () => {
    const folder = fileURLToPath(new URL('../../schemas/examples/', import.meta.url));
    const files = readdirSync(folder).map((path) => ({ path, text: readFileSync(folder + path, 'utf8') }));
    const { findings, configuration } = readConfiguration(files, packsOf({ 'failure-domains@1.0.0': RACKS_PACK }));
    expect(findings).toEqual([]);
    expect(configuration).toMatchObject({
      backends: { length: 2 },
      enclosures: { length: 2 },
      classes: { length: 1 },
      policies: [
        { name: 'mirrors-span-racks', binding: 'mirrors-span-racks', action: 'Warn' },
        { name: 'mirrors-survive-a-level', binding: 'racks', parameters: [{ name: 'level', value: 'rack' }] },
      ],
      exceptions: [{ name: 'test-bench-lies-in-one-rack' }],
    });
  });

  it('comes out of stored objects as it came out of files', () => {
    const { objects, configuration } = read(
      topology('t', TREE),
      enclosure('e', '  domain: rack-a\n'),
      backend('b'),
      storageClass('c'),
    );
    const stored = JSON.parse(
      JSON.stringify(objects.map(({ object }) => object)),
    ) as (typeof objects)[number]['object'][];
    expect(drain(configurationFromObjects(stored))).toEqual(configuration);
    expect(() => drain(configurationFromObjects([...stored, ...stored]))).toThrow('another Backend is called b');
  });
});

describe('between objects, a problem is told with its place', () => {
  const drives = (...ids: readonly string[]) =>
    ids.map((id) => `{ id: ${id}, mediaType: HDD, protocol: SAS, capacity: 1T }`);
  const twice = driveId('twice');
  const pools = (text: string) => backend('main', `  composable: { storageGroups: [sg-a] }\n  pools:\n${text}`);

  it.each<[string, readonly string[], string, string]>([
    [
      'a name twice',
      [enclosure('box'), enclosure('▸box')],
      'reference/duplicate-name',
      'another Enclosure is called box (f.yaml:3:19)',
    ],
    [
      'a drive in two boxes',
      [withDrives('one', ...drives(twice)), withDrives('two', ...drives(`▸${twice}`))],
      'reference/duplicate-drive',
      `drive ${twice} is declared already, in one (f.yaml:8:13)`,
    ],
    [
      'a drive twice in a box',
      [withDrives('one', ...drives(twice, `▸${twice}`))],
      'reference/duplicate-drive',
      `drive ${twice} is declared already, in one (f.yaml:8:13)`,
    ],
    [
      'two topologies',
      [topology('b', '  {}\n'), topology('▸a', '  {}\n')],
      'reference/ambiguous',
      'a configuration has one Topology, and there is another (f.yaml:3:19)',
    ],
    [
      'a drive without a unit',
      [withDrives('box', ...drives(twice)).replace('1T', '▸"18"')],
      'schema/wrong-value',
      'a drive of 18 bytes holds less than 1 GiB. Write the unit: 18T.',
    ],
    [
      'an SSD that turns',
      [withDrives('box', `{ id: ${twice}, mediaType: SSD, protocol: SAS, capacity: 1T, rotationSpeedRPM: ▸7200 }`)],
      'schema/wrong-value',
      'an SSD does not turn. Leave rotationSpeedRPM out.',
    ],

    [
      'a level twice',
      [topology('t', '  levels: [rack, ▸rack]\n')],
      'reference/duplicate-name',
      'another level is called rack (f.yaml:5:12)',
    ],
    [
      'a level that exists anyway',
      [topology('t', '  levels: [▸enclosure]\n')],
      'schema/wrong-value',
      'the level enclosure exists without being named. Leave it out.',
    ],
    [
      'a domain twice',
      [topology('t', '  levels: [rack]\n  domains: [{ name: a, level: rack }, { name: ▸a, level: rack }]\n')],
      'reference/duplicate-name',
      'another domain is called a (f.yaml:6:21)',
    ],
    [
      'a domain of no level',
      [topology('t', '  levels: [rack]\n  domains: [{ name: a, level: ▸rak }]\n')],
      'reference/not-found',
      'no level is called rak. Did you mean rack?',
    ],
    [
      'a domain in none',
      [topology('t', '  levels: [rack]\n  domains: [{ name: a, level: rack, parent: ▸zone-1 }]\n')],
      'reference/not-found',
      'no domain is called zone-1',
    ],
    [
      'a domain in a finer one',
      [
        topology(
          't',
          '  levels: [zone, rack]\n  domains: [{ name: a, level: rack }, { name: b, level: zone, parent: ▸a }]\n',
        ),
      ],
      'schema/wrong-value',
      'a is of level rack, which is no coarser than zone. Levels, coarse to fine: zone, rack.',
    ],
    [
      'a domain in one of its level',
      [
        topology(
          't',
          '  levels: [rack]\n  domains: [{ name: a, level: rack }, { name: b, level: rack, parent: ▸a }]\n',
        ),
      ],
      'schema/wrong-value',
      'a is of level rack, which is no coarser than rack. Levels, coarse to fine: rack.',
    ],
    [
      'a domain in itself',
      [topology('t', '  levels: [rack]\n  domains: [{ name: a, level: rack, parent: ▸a }]\n')],
      'reference/cycle',
      'domains lie in each other: a in a',
    ],
    [
      'domains in each other',
      [
        topology(
          't',
          '  levels: [zone, rack]\n  domains:\n    - { name: a, level: rack, parent: b }\n    - { name: b, level: zone, parent: ▸c }\n    - { name: c, level: rack, parent: b }\n',
        ),
      ],
      'reference/cycle',
      'domains lie in each other: b in c in b',
    ],
    [
      'a bandwidth domain twice',
      [topology('t', '  bandwidthDomains: [{ name: a }, { name: ▸a }]\n')],
      'reference/duplicate-name',
      'another bandwidth domain is called a (f.yaml:5:30)',
    ],
    [
      'a bandwidth domain that reaches none',
      [topology('t', '  bandwidthDomains: [{ name: row-1, reaches: [▸row_1] }]\n')],
      'reference/not-found',
      'no bandwidth domain is called row_1. Did you mean row-1?',
    ],
    [
      'a node twice',
      [topology('t', '  nodes: [{ name: a }, { name: ▸a }]\n')],
      'reference/duplicate-name',
      'another node is called a (f.yaml:5:19)',
    ],
    [
      'a node in no domain',
      [topology('t', '  nodes: [{ name: a, domain: ▸b }]\n')],
      'reference/not-found',
      'no domain is called b',
    ],
    [
      'a node in no bandwidth domain',
      [topology('t', '  nodes: [{ name: a, bandwidthDomain: ▸b }]\n')],
      'reference/not-found',
      'no bandwidth domain is called b',
    ],
    [
      'a box in no domain',
      [topology('t', TREE), enclosure('e', '  domain: ▸rack-b\n')],
      'reference/not-found',
      'no domain is called rack-b. Did you mean rack-a?',
    ],
    [
      'a box in no bandwidth domain',
      [enclosure('e', '  bandwidthDomain: ▸row-1\n')],
      'reference/not-found',
      'no bandwidth domain is called row-1',
    ],

    [
      'a backend of no storage group',
      [enclosure('e'), backend('main', '  composable: { storageGroups: [sg-a, ▸sg_b] }\n')],
      'reference/not-found',
      'no storage group is called sg_b',
    ],
    [
      'a storage group of two backends',
      [
        enclosure('e'),
        backend('a', '  composable: { storageGroups: [sg-a] }\n'),
        backend('b', '  composable: { storageGroups: [▸sg-a] }\n'),
      ],
      'reference/ambiguous',
      'storage group sg-a belongs to backend a already (f.yaml:14:33)',
    ],
    [
      'two backends of everything',
      [backend('a'), backend('b', '  composable: ▸{}\n')],
      'reference/ambiguous',
      'backend a takes every storage group that no other names already (f.yaml:5:15). Name the storage groups of one of the two.',
    ],
    [
      'a pool twice',
      [enclosure('e'), pools('    - { name: fast }\n    - { name: ▸fast }\n')],
      'reference/duplicate-name',
      'another pool of this backend is called fast (f.yaml:16:15)',
    ],
    [
      'a pool of no storage group',
      [enclosure('e'), pools('    - { name: fast, storageGroups: [▸sg-b] }\n')],
      'reference/not-found',
      'no storage group is called sg-b. Did you mean sg-a?',
    ],
    [
      "a pool of another backend's storage group",
      [
        enclosure('e'),
        backend('a', '  composable: { storageGroups: [sg-a] }\n'),
        backend('b', '  composable: {}\n  pools: [{ name: p, storageGroups: [▸sg-a] }]\n'),
      ],
      'reference/not-found',
      'storage group sg-a does not belong to backend b',
    ],

    [
      'a class of no storage group',
      [enclosure('e'), storageClass('c', "  storageGroup: 'sg-a, ▸sg-aa'\n")],
      'reference/not-found',
      'no storage group is called sg-aa. Did you mean sg-a?',
    ],
    [
      'a class of no pool',
      [backend('main'), storageClass('c', '  storagePools: ▸main:defualt\n')],
      'reference/not-found',
      'no pool is called main:defualt. Did you mean main:default?',
    ],
    [
      'a class with an impossible size',
      [storageClass('c', '  minVolumeSize: ▸2Gi\n  maxVolumeSize: 1Gi\n')],
      'schema/wrong-value',
      'minVolumeSize is larger than maxVolumeSize: no request would fit',
    ],
    [
      'a class with a broken selector',
      [storageClass('c', '  selector: ▸"a b"\n')],
      'schema/wrong-value',
      '"a b" is no clause of a selector. Write tier=gold, tier!=gold, tier in (gold,silver), tier notin (gold), tier or !tier, joined by ;.',
    ],

    [
      'a policy of objects without kinds',
      [policy('p', '  ▸scope: Config\n  validations: [{ expression: "true" }]\n')],
      'schema/missing-field',
      'a policy of scope Config needs kinds. Name the kinds of object that the rules run on.',
    ],
    [
      'a policy of drives with kinds',
      [policy('p', '  scope: Drive\n  kinds: ▸[Backend]\n  validations: [{ expression: "true" }]\n')],
      'schema/wrong-value',
      'kinds mean nothing at scope Drive. Leave them out, or use scope Config.',
    ],
    [
      'a variable twice',
      [
        policy(
          'p',
          '  scope: Drive\n  variables: [{ name: a, expression: "1" }, { name: ▸a, expression: "2" }]\n  validations: [{ expression: "true" }]\n',
        ),
      ],
      'reference/duplicate-name',
      'another variable is called a (f.yaml:6:23)',
    ],
  ])('%s', (_, documents, code, message) => {
    const { text, place } = marked(documents.join('---\n'));
    const { findings, configuration } = readConfiguration([{ path: 'f.yaml', text }]);
    expect(told(findings)).toEqual([`f.yaml:${place} ${code}`]);
    expect(findings.map((finding) => (finding.help ? `${finding.message}. ${finding.help}` : finding.message))).toEqual(
      [message],
    );
    expect(configuration).toBeUndefined();
  });

  it.each<[string, readonly string[], string]>([
    [
      'a class that encrypts without a secret',
      [backend('main'), storageClass('c', "  encrypt: ▸'true'\n")],
      'no backend has a secret to derive keys from, so no volume of this class can be made',
    ],
    [
      'a pattern that names no pool yet',
      [backend('main'), storageClass('c', '  storagePools: ▸main:fast*\n')],
      'no pool is called main:fast*',
    ],
    [
      'an excluded pool that is none',
      [backend('main'), storageClass('c', '  excludeStoragePools: ▸main:old\n')],
      'no pool is called main:old',
    ],
    [
      'a selector that no pool meets',
      [backend('main'), storageClass('c', '  selector: ▸tier=gold\n')],
      'no pool of any backend is left for this class',
    ],
    [
      'all pools excluded',
      [backend('main'), storageClass('c', "  excludeStoragePools: ▸'*:*'\n")],
      'no pool of any backend is left for this class',
    ],
  ])('as a warning, which refuses nothing: %s', (_, documents, message) => {
    const { text, place } = marked(documents.join('---\n'));
    const { findings, configuration } = readConfiguration([{ path: 'f.yaml', text }]);
    expect(told(findings)).toEqual([`f.yaml:${place} warning reference/not-found`]);
    expect(findings[0]?.message).toBe(message);
    expect(configuration).toBeDefined();
  });

  it('and with its object', () => {
    expect(read(enclosure('box'), withDrives('box', ...drives(twice))).findings).toMatchObject([
      { object: { kind: 'Enclosure', name: 'box' } },
    ]);
  });

  it('naming the other place in another file', () => {
    const files = ['b', 'a', 'c'].map((path) => ({ path, text: backend('main') }));
    const { findings } = readConfiguration(files);
    expect(
      findings
        .filter(({ code }) => code === 'reference/duplicate-name')
        .map(({ place, message }) => [place?.file, message]),
    ).toEqual([
      ['a', 'another Backend is called main (b:3:19)'],
      ['c', 'another Backend is called main (b:3:19)'],
    ]);
  });
});

describe('while a file is broken', () => {
  const broken = { path: 'broken.yaml', text: 'a: [' };
  const missing = storageClass('c', '  storageGroup: sg-x\n');

  it('nothing is said to be missing', () => {
    const { findings, configuration } = readConfiguration([broken, { path: 'c.yaml', text: missing }]);
    expect(told(findings)).toEqual(['broken.yaml:1:5 yaml/syntax']);
    expect(configuration).toBeUndefined();
  });

  it('what stands twice is told all the same', () => {
    const files = [broken, { path: 'c.yaml', text: `${missing}---\n${missing}` }];
    expect(told(resolve(parseFiles(files)).findings)).toEqual(['c.yaml:11:19 reference/duplicate-name']);
  });
});
