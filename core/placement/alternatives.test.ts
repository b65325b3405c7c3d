import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { LevelName } from '../model/ids.ts';
import { freeCapacity } from './capacity.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';

const GIB = 2n ** 30n;
const fromPolicy = { kind: 'policy' as const, policy: 'p' as never, index: 0 };

describe('limits of size', () => {
  const index = buildInventoryIndex(
    inventoryOf(
      [
        { name: 'a', group: 'sg-a', drives: [{ size: 100 }] },
        { name: 'b', group: 'sg-b', drives: [{ size: 200 }] },
      ],
      {
        backends: [
          { name: 'small', groups: ['sg-a'], maxVolume: 10 },
          { name: 'big', groups: ['sg-b'], maxVolume: 150 },
        ],
      },
    ),
  );

  const shown = (required: number, parameters: Partial<ClassParameters> = {}, limit?: number): string => {
    const size = { required: gib(required), limit: limit === undefined ? undefined : gib(limit) };
    const outcome = place(index, requestOf(required, parameters, { size }), NO_POLICY_CONSTRAINTS);
    if (outcome.kind === 'refused') return outcome.code;
    return `${outcome.placement.backend} ${String(outcome.placement.size)}`;
  };

  it.each<[string, number, Partial<ClassParameters>, number | undefined, string]>([
    ['goes to the backend of the best fit', 10, {}, undefined, 'small 10'],
    ['goes past a backend that does not take it', 50, {}, undefined, 'big 50'],
    ['is refused where no backend takes it', 151, {}, undefined, 'size-out-of-range'],
    ['fills a drive up to the limit of the backend', 5, { fillDrive: true }, undefined, 'small 10'],
    ['fills a drive up to the limit of the request', 5, { fillDrive: true }, 7, 'small 7'],
    ['fills a drive up to the limit of the class', 50, { fillDrive: true, maxVolumeBytes: 120n * GIB }, 130, 'big 120'],
  ])('a volume %s', (_, required, parameters, limit, expected) => {
    expect(shown(required, parameters, limit)).toBe(expected);
  });

  it('counts the drives of a backend that does not take the size', () => {
    const outcome = place(index, requestOf(50, { requiredTags: ['gold'] }), NO_POLICY_CONSTRAINTS);
    const step = outcome.kind === 'refused' ? outcome.funnel.find(({ label }) => label.includes('size')) : undefined;
    expect(step).toMatchObject({ label: 'in a backend that takes this size', ruledOut: 1, left: 1 });
  });

  it('reports no capacity above the limits', () => {
    expect(freeCapacity(index, requestOf(1), NO_POLICY_CONSTRAINTS).largestVolume).toBe(150);
  });
});

const rows: readonly EnclosureSpec[] = [
  { name: 'a', group: 'sg-a', bandwidth: 'row-1', drives: [{ size: 60 }, { size: 60 }] },
  { name: 'b', group: 'sg-b', bandwidth: 'row-1', drives: [{ size: 60 }, { size: 60 }] },
  { name: 'c', group: 'sg-c', bandwidth: 'row-2', drives: [{ size: 100, tags: ['large'] }] },
];
const inRows = (enclosures = rows): ReturnType<typeof buildInventoryIndex> =>
  buildInventoryIndex(inventoryOf(enclosures, { bandwidthDomains: { 'row-1': [], 'row-2': [] } }));

it('lays out by the drives that the volume may have, whatever there is elsewhere', () => {
  const request = requestOf(80, {}, { requisite: [{ bandwidthDomain: 'row-1' }] });
  const outcome = place(inRows(), request, NO_POLICY_CONSTRAINTS);
  expect(outcome.kind === 'placed' && outcome.placement.layout).toBe('striped-mirror');
  const anywhere = place(inRows(), requestOf(80), NO_POLICY_CONSTRAINTS);
  expect(anywhere.kind === 'placed' && anywhere.placement.layout).toBe('single');
});

describe('a bounded search', () => {
  it('looks at no more than 64 candidates, whatever layouts and homes there are', () => {
    let looked = 0;
    const never = {
      source: fromPolicy,
      label: 'never',
      admits: () => {
        looked += 1;
        return false;
      },
    };
    const many = Array.from({ length: 40 }, (_, at) => ({
      name: `e${String(at)}`,
      group: `sg-${String(at)}`,
      bandwidth: at % 2 === 0 ? 'row-1' : 'row-2',
      drives: [{ size: 50 }, { size: 50 }],
    }));
    const outcome = place(inRows(many), requestOf(10, { redundancy: true }), {
      ...NO_POLICY_CONSTRAINTS,
      filters: [never],
    });
    expect(outcome.kind === 'refused' && outcome.code).toBe('search-bounded');
    expect(looked).toBe(64);
  });

  it('gives every home a share of the candidates', () => {
    const large = {
      source: fromPolicy,
      label: 'large',
      admits: ({ legs }: Parameters<PolicyConstraints['filters'][number]['admits']>[0]) =>
        legs.every((leg) => leg.drives.tags.includes('large')),
    };
    const outcome = place(inRows(), requestOf(10), { ...NO_POLICY_CONSTRAINTS, filters: [large] });
    expect(outcome.kind === 'placed' && outcome.placement.legs[0]?.drive).toBe('c-000');
  });

  it('speaks of levels, not of rules, where levels cross and there are no rules', () => {
    const racked = Array.from({ length: 16 }, (_, at) => ({
      name: `e${String(at).padStart(2, '0')}`,
      group: `sg-${String(at % 4)}`,
      rack: at < 12 ? 'r1' : `r${String(at)}`,
      drives: [{ size: 20 }, { size: 20 }],
    }));
    const policy: PolicyConstraints = {
      ...NO_POLICY_CONSTRAINTS,
      survive: [{ source: fromPolicy, level: 'rack' as LevelName, hard: true }],
    };
    const index = buildInventoryIndex(inventoryOf(racked));
    const outcome = place(index, requestOf(160, { redundancy: true, raidMaxDrives: 32 }), policy);
    expect(outcome.kind === 'refused' && `${outcome.code}: ${outcome.message}`).toMatch(/^search-bounded: .*cross/);
  });
});
