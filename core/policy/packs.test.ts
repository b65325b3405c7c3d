import { describe, expect, it } from 'vitest';
import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { PlacementView } from '../model/constraints.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { LevelName } from '../model/ids.ts';
import { checkConfiguration, compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { PACKS, pack, packFile } from './testing/packs.ts';
import { compiled, driveClassOf, requestOf, viewOf } from './testing/policies.ts';

describe('every pack', () => {
  it.each(PACKS)('%s is free of problems and says what it is for', (name) => {
    const levels = ['zone', 'rack', STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL];
    expect(pack(name).length).toBeGreaterThan(0);
    expect(compilePolicies(pack(name), { levels }).problems).toEqual([]);
    expect(packFile(name, '1.0.0', 'policies.yaml')).toMatch(/^# [A-Z]/);
    expect(packFile('README.md')).toContain(`](${name}/`);
  });

  it('gives its policies names of their own', () => {
    const names = PACKS.flatMap((name) => pack(name).map((policy) => policy.name));
    expect(new Set(names).size).toBe(names.length);
  });
});

const CONFIGURATION: Configuration = {
  backends: [],
  enclosures: [],
  topology: {
    levels: ['rack' as LevelName],
    domains: new Map(),
    bandwidthDomains: new Map([['b1' as never, { name: 'b1' as never, bitsPerSecond: undefined, reaches: new Set() }]]),
    nodes: new Map(),
  },
  classes: [],
  policies: [],
  exceptions: [],
};

const object = (kind: string, name: string, fields: Readonly<Record<string, unknown>>): DeclaredObject => ({
  apiVersion: kind === 'StorageClass' ? 'storage.k8s.io/v1' : 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  ...fields,
});

const storageClass = (name: string, parameters: Readonly<Record<string, string>> = {}): DeclaredObject =>
  object('StorageClass', name, { parameters });

const enclosure = (name: string, spec: Readonly<Record<string, unknown>>): DeclaredObject =>
  object('Enclosure', name, { spec: { drives: [], ...spec } });

describe('packs on what is declared', () => {
  it.each<[string, DeclaredObject, readonly string[]]>([
    ['encryption', storageClass('gold', { encrypt: 'true' }), []],
    ['encryption', storageClass('scratch'), ['error class scratch leaves volumes unencrypted: set encrypt to "true"']],
    [
      'encryption',
      object('Backend', 'main', { spec: { composable: {} } }),
      ['error backend main names no secret to derive keys from'],
    ],
    ['capacity-headroom', storageClass('gold', { maxVolumeSize: '16Ti' }), []],
    [
      'capacity-headroom',
      storageClass('huge', { maxVolumeSize: '1Pi' }),
      ['warning class huge gives out more than 256Ti at once'],
    ],
    [
      'capacity-headroom',
      storageClass('open'),
      ['warning class open sets no maxVolumeSize: one claim could take all there is'],
    ],
    ['failure-domains', enclosure('e1', { domain: 'rack-a' }), []],
    ['failure-domains', enclosure('e1', {}), ['error enclosure e1 names no domain, so no mirror can use it']],
    [
      'failure-domains',
      object('Topology', 't', { spec: { levels: ['zone'], domains: [{ name: 'z', level: 'zone' }] } }),
      ['warning the Topology has a level rack'],
    ],
    [
      'failure-domains',
      object('Topology', 't', { spec: { levels: ['zone', 'rack'], domains: [{ name: 'r', level: 'rack' }] } }),
      ['warning every domain but the coarsest says in which it lies'],
    ],
    [
      'bandwidth-domains',
      enclosure('e1', {}),
      ['error enclosure e1 names no bandwidthDomain, so no node reaches it at full speed'],
    ],
    [
      'bandwidth-domains',
      object('Topology', 't', {
        spec: { bandwidthDomains: [{ name: 'b1' }], nodes: [{ name: 'n1', bandwidthDomain: 'b1' }, { name: 'n2' }] },
      }),
      ['error nodes in no bandwidth domain: n2'],
    ],
    [
      'bandwidth-domains',
      storageClass('far', { softDomains: 'true' }),
      ['warning volumes of class far may lie where their nodes reach them slowly'],
    ],
    [
      'tenancy',
      enclosure('e1', {
        drives: [
          { id: 'd1', tags: ['tenant-a', 'tenant-b'] },
          { id: 'd2', tags: ['tenant-a'] },
        ],
      }),
      ['error drives with two tenants: d1'],
    ],
    [
      'tenancy',
      storageClass('a', { requiredTags: 'fast, tenant-a' }),
      ['error no drive has the tag tenant-a, so every claim would wait'],
    ],
    ['naming', storageClass('gold-ssd', { type: 'ssd' }), []],
    ['naming', storageClass('gold'), ['warning class gold gives out hdd and does not say so in its name']],
    ['naming', enclosure('rack-a-1', { domain: 'Rack-A' }), []],
    ['naming', enclosure('box1', { domain: 'rack-a' }), ['warning an enclosure in rack-a is called rack-a-SOMETHING']],
  ])('%s: %o', (name, declared, expected) => {
    const denials = checkConfiguration(compiled(...pack(name)), [declared], CONFIGURATION, { today: '2027-01-01' });
    expect(denials.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
  });
});

describe('packs on requests', () => {
  it.each<[string, number, Record<string, string>, readonly string[]]>([
    ['encryption', 1, {}, ['error volumes are encrypted here, and the class of this one says they are not']],
    ['capacity-headroom', 10, { minVolumeSize: '10Gi', maxVolumeSize: '10Gi' }, []],
    ['capacity-headroom', 9, { minVolumeSize: '10Gi' }, ['error volumes of this class have at least 10Gi']],
    ['capacity-headroom', 11, { maxVolumeSize: '10Gi' }, ['error volumes of this class have at most 10Gi']],
    ['slicing', 4096, { type: 'slice' }, ['warning a slice of 4096 GiB is more than 2 TiB: ask for type ssd']],
    ['slicing', 4096, { type: 'ssd' }, []],
  ])('%s: %d GiB of %o', (name, size, parameters, expected) => {
    const { findings } = constraintsFor(compiled(...pack(name)), requestOf(size, parameters));
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual(expected);
  });
});

const [a, b] = [
  driveClassOf({ enclosure: 'e1', rack: 'r1' }),
  driveClassOf({ enclosure: 'e2', rack: 'r2', group: 'sg-b' }),
];
const near = [driveClassOf({ bandwidthDomain: 'b1' }), driveClassOf({ bandwidthDomain: 'b2' })];
const tenant = driveClassOf({ tags: ['tenant-a'] });
const small = driveClassOf({ capacityGiB: 110 });

describe('packs on placements', () => {
  it.each<[string, Record<string, string>, PlacementView, readonly string[]]>([
    ['raid', { redundancy: 'true' }, viewOf('mirror', a, b), []],
    [
      'raid',
      { redundancy: 'true' },
      viewOf('single', a),
      ['redundant-volumes-are-mirrored', 'arrays-survive-a-storage-group', 'arrays-survive-an-enclosure'],
    ],
    [
      'raid',
      { redundancy: 'true' },
      viewOf('mirror', a, a),
      ['arrays-survive-a-storage-group', 'arrays-survive-an-enclosure'],
    ],
    ['raid', { raidMaxDrives: '2' }, viewOf('striped-mirror', a, b, a, b), ['arrays-stay-small']],
    ['raid', { striping: 'false' }, viewOf('striped-mirror', a, b, a, b), ['arrays-stay-small']],
    ['raid', {}, viewOf('single', a), []],
    ['failure-domains', { redundancy: 'true' }, viewOf('mirror', a, b), []],
    ['failure-domains', { redundancy: 'true' }, viewOf('mirror', a, a), ['mirrors-survive-a-rack']],
    ['slicing', { type: 'slice' }, viewOf('slice', driveClassOf({ media: 'HDD' })), ['hdds-are-never-sliced']],
    ['slicing', { type: 'ssd' }, viewOf('slice', a), ['slices-are-asked-for']],
    ['slicing', { type: 'slice' }, viewOf('slice', small), ['slices-do-not-fill-a-drive']],
    ['bandwidth-domains', {}, viewOf('mirror', ...near), ['arrays-stay-in-one-bandwidth-domain']],
    ['capacity-headroom', {}, viewOf('single', small), ['volumes-can-grow-in-place']],
    ['capacity-headroom', { fillDrive: 'true' }, viewOf('single', small), []],
    ['tenancy', {}, viewOf('single', tenant), ['tenants-keep-their-drives']],
    ['tenancy', { requiredTags: 'fast, tenant-a' }, viewOf('single', tenant), []],
    ['tenancy', {}, viewOf('single', a), []],
  ])('%s under %o: %o', (name, parameters, view, expected) => {
    const findings = reviewPlacement(compiled(...pack(name)), requestOf(100, parameters), view);
    expect(findings.map(({ rule }) => rule?.policy).sort()).toEqual([...expected].sort());
  });
});
