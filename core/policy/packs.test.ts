import { describe, expect, it } from 'vitest';
import type { PlacementView, PolicyConstraints } from '../model/constraints.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import type { CompiledPolicies } from './index.ts';
import { PACKS, pack, packFile } from './testing/packs.ts';
import type { PackBinding } from './testing/packs.ts';
import { compiled, driveClassOf, requestOf, viewOf } from './testing/policies.ts';

describe('every pack', () => {
  it.each(PACKS)('%s is free of problems and says what it is for', (name) => {
    const levels = ['zone', 'rack', STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL];
    expect(pack(name).length).toBeGreaterThan(0);
    expect(compilePolicies(pack(name), { levels }).problems).toEqual([]);
    expect(packFile(name, '1.0.0', 'policies.yaml')).toMatch(/^# [A-Z]/);
  });

  it('gives its policies names of their own', () => {
    const names = PACKS.flatMap((name) => pack(name).map((policy) => policy.name));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(PACKS)('%s names its rules, so that exceptions can', (name) => {
    const rules = pack(name).flatMap(({ validations }) => validations);
    expect(rules.filter((rule) => rule.name === undefined)).toEqual([]);
  });
});

const known = new Map<string, CompiledPolicies>();

/** Compiled once for each way to bind it. */
function rulesOf(name: string, bound: PackBinding = {}): CompiledPolicies {
  const key = JSON.stringify([name, bound]);
  const rules = known.get(key) ?? compiled(...pack(name, bound));
  known.set(key, rules);
  return rules;
}

const [a, b] = [
  driveClassOf({ enclosure: 'e1', rack: 'r1' }),
  driveClassOf({ enclosure: 'e2', rack: 'r2', group: 'sg-b' }),
];
const near = [driveClassOf({ bandwidthDomain: 'b1' }), driveClassOf({ bandwidthDomain: 'b2' })];
const tenant = driveClassOf({ tags: ['tenant-a'] });
const small = driveClassOf({ capacityGiB: 110 });
const worn = driveClassOf({ enclosure: 'e3', group: 'sg-c', wear: 'worn-out' });

/** Placements that the cases of the packs cannot have: those that the driver itself never chooses, and worn drives. */
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
    [
      'raid',
      {},
      viewOf('striped-mirror', a, b, a, a),
      ['arrays-survive-a-storage-group', 'arrays-survive-an-enclosure'],
    ],
    ['raid', { raidMaxDrives: '2' }, viewOf('striped-mirror', a, b, a, b), ['arrays-stay-small']],
    ['raid', { striping: 'false' }, viewOf('striped-mirror', a, b, a, b), ['arrays-stay-small']],
    ['raid', {}, viewOf('single', a), []],
    ['raid', {}, viewOf('mirror', a, worn), []],
    [
      'raid',
      { sgResiliency: 'false' },
      viewOf('mirror', worn, { ...worn, enclosure: 'e4' as never }),
      ['arrays-survive-an-enclosure', 'pairs-do-not-wear-out-together'],
    ],
    ['failure-domains', { redundancy: 'true' }, viewOf('mirror', a, b), []],
    ['failure-domains', { redundancy: 'true' }, viewOf('mirror', a, a), ['mirrors-survive-a-level']],
    ['slicing', { type: 'slice' }, viewOf('slice', driveClassOf({ media: 'HDD' })), ['hdds-are-never-sliced']],
    ['slicing', { type: 'ssd' }, viewOf('slice', a), ['slices-are-asked-for']],
    ['slicing', { type: 'slice' }, viewOf('single', a), ['slices-are-asked-for']],
    ['slicing', { type: 'slice' }, viewOf('slice', small), ['slices-do-not-fill-a-drive', 'slices-leave-useful-rests']],
    ['bandwidth-domains', {}, viewOf('mirror', ...near), ['arrays-stay-in-one-bandwidth-domain']],
    ['capacity-headroom', {}, viewOf('single', small), ['volumes-can-grow-in-place']],
    ['capacity-headroom', { fillDrive: 'true' }, viewOf('single', small), []],
    ['capacity-headroom', {}, viewOf('single', a), ['volumes-strand-little']],
    ['tenancy', {}, viewOf('single', tenant), ['tenants-keep-their-drives']],
    ['tenancy', { requiredTags: 'fast, tenant-a' }, viewOf('single', tenant), []],
    ['tenancy', {}, viewOf('single', a), []],
  ])('%s under %o: %o', (name, parameters, view, expected) => {
    const findings = reviewPlacement(rulesOf(name), requestOf(100, parameters), view);
    expect(findings.map(({ rule }) => rule?.policy).sort()).toEqual([...expected].sort());
  });
});

/** What the pages of the packs say of how a rule is asked. */
describe('rules of packs become', () => {
  const countsOf = ({ drives, survive, spread, layouts, filters }: PolicyConstraints) => ({
    drives: drives.length,
    survive: survive.map(({ level }) => level as string).sort(),
    spread: spread.length,
    layouts: layouts.length,
    filters: filters.length,
  });
  const none = { drives: 0, survive: [], spread: 0, layouts: 0, filters: 0 };

  it.each<[string, PackBinding, Record<string, string>, ReturnType<typeof countsOf>]>([
    ['raid', {}, { redundancy: 'true' }, { ...none, survive: ['enclosure', 'storageGroup'], layouts: 2 }],
    [
      'raid',
      {},
      { redundancy: 'true', striping: 'false' },
      { ...none, survive: ['enclosure', 'storageGroup'], layouts: 3 },
    ],
    ['raid', {}, {}, { ...none, layouts: 3 }],
    ['raid', {}, { sgResiliency: 'false', jbodResiliency: 'false' }, { ...none, layouts: 1 }],
    ['drive-selection', {}, {}, { ...none, drives: 3 }],
    [
      'drive-selection',
      {},
      { rpm: '7200', requiredTags: 'a,b', excludedTags: 'c', storageGroup: 'sg-a', networkTransportsAllowed: 'roce' },
      { ...none, drives: 6 },
    ],
    ['slicing', {}, { type: 'slice' }, { ...none, drives: 1, layouts: 1 }],
    ['slicing', { action: 'Deny' }, { type: 'slice' }, { ...none, drives: 2, layouts: 1, filters: 1 }],
    ['failure-domains', {}, { redundancy: 'true' }, { ...none, survive: ['rack'] }],
    [
      'failure-domains',
      { parameters: { level: 'zone', largeGiB: '10' } },
      { redundancy: 'true' },
      { ...none, survive: ['zone'], spread: 1 },
    ],
    ['failure-domains', {}, {}, none],
    ['bandwidth-domains', {}, {}, none],
    ['bandwidth-domains', { action: 'Deny' }, {}, { ...none, filters: 1 }],
    ['encryption', {}, { encrypt: 'true' }, none],
    ['capacity-headroom', {}, {}, none],
    ['capacity-headroom', { action: 'Deny' }, {}, { ...none, filters: 2 }],
    ['tenancy', {}, {}, { ...none, drives: 1 }],
    ['maintenance', {}, {}, { ...none, drives: 2 }],
  ])('%s bound as %o, under %o: %o', (name, bound, parameters, expected) => {
    const asked = constraintsFor(rulesOf(name, bound), requestOf(100, parameters), { pools: () => [] });
    expect(countsOf(asked)).toEqual(expected);
  });

  it('drives beside its nodes, where the nodes are known', () => {
    const requisite = [{ bandwidthDomain: 'leaf-a' }, { bandwidthDomain: 'leaf-b' }];
    const bound = { action: 'Deny', policies: ['volumes-lie-beside-their-nodes'] } as const;
    const asked = constraintsFor(rulesOf('bandwidth-domains', bound), requestOf(100, {}, { requisite }));
    expect(countsOf(asked)).toEqual({ ...none, drives: 2 });
  });
});
