import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionableGiB } from '../model/format.ts';
import { gib } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { Configuration } from '../model/configuration.ts';
import type { NodeName } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { constraintsFor } from '../policy/index.ts';
import { compiled, policyOf } from '../policy/testing/policies.ts';
import { buildInventoryIndex, occupy } from './inventory-index.ts';
import { nearestRelaxationsNow } from './nearest-relaxations.ts';
import type { RelaxationBounds } from './nearest-relaxations.ts';
import { place } from './place.ts';
import type { Relaxation } from './relaxation.ts';
import { relaxationText } from './relaxation-text.ts';
import { smallInventories } from './testing/brute-force.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';
import type { TakenLegs } from './virtual-drives.ts';

interface Ground {
  readonly configuration: Configuration;
  readonly policies?: readonly PlacementPolicy[];
  readonly taken?: readonly TakenLegs[];
}

const named = (name: string, scope: PlacementPolicy['scope'], ...expressions: readonly string[]): PlacementPolicy =>
  policyOf(scope, expressions, { name: name as PlacementPolicy['name'] });

function outcomeOn({ configuration, policies = [], taken = [] }: Ground, request: VolumeRequest) {
  const rules = compiled(...policies);
  const index = buildInventoryIndex(configuration);
  for (const { legs, use } of taken) occupy(index, legs, use);
  const policyOfRequest = (asked: VolumeRequest) => constraintsFor(rules, asked);
  return { index, policyOf: policyOfRequest, outcome: place(index, request, policyOfRequest(request)) };
}

function relaxationsFor(ground: Ground, request: VolumeRequest, bounds?: RelaxationBounds): readonly Relaxation[] {
  const { index, policyOf: asks, outcome } = outcomeOn(ground, request);
  if (outcome.kind === 'placed') return [];
  const { configuration, taken = [] } = ground;
  const inventory = { configuration, taken, reports: new Map() };
  return nearestRelaxationsNow({ index, request, refusal: outcome, policyOf: asks, inventory }, bounds);
}

const textsFor = (ground: Ground, request: VolumeRequest): readonly string[] =>
  relaxationsFor(ground, request).map((each) => relaxationText(each, ground.policies ?? []));

const MIRROR: Partial<ClassParameters> = { redundancy: true, striping: false };

/** Rack a has two boxes of two groups, rack b one box with a small drive and one in maintenance. */
const BOXES: readonly EnclosureSpec[] = [
  { name: 'a1', group: 'sg-1', rack: 'a', drives: [{ size: 60 }, { size: 70, tags: ['worn'] }] },
  { name: 'a2', group: 'sg-2', rack: 'a', drives: [{ size: 80 }] },
  { name: 'b1', group: 'sg-3', rack: 'b', drives: [{ size: 40 }, { size: 90, state: 'maintenance' }] },
];
const racks = named('racks', 'Placement', "placement.survives('rack')");

describe('what is nearest to a request that is refused', () => {
  it.each<[string, number, Partial<ClassParameters>, readonly PlacementPolicy[], readonly string[]]>([
    ['one that fits: nothing', 30, MIRROR, [], []],
    [
      'a drive in maintenance, a smaller size, one more drive, a rule',
      45,
      MIRROR,
      [racks],
      [
        'with drive b1-001 of enclosure b1 back from maintenance',
        'with size 39Gi',
        'with one more HDD of 92 GiB in rack b (enclosure b1)',
        'without rule racks[0]',
      ],
    ],
    [
      'a size far below comes last',
      75,
      MIRROR,
      [racks],
      [
        'with drive b1-001 of enclosure b1 back from maintenance',
        'with one more HDD of 92 GiB in enclosure b1',
        'with size 39Gi',
      ],
    ],
    [
      'a parameter that is softened, and one that is left out',
      65,
      { requiredTags: ['worn'], ...MIRROR },
      [],
      ['with one more HDD of 72 GiB in enclosure a2', 'without parameter requiredTags'],
    ],
    ['a tag', 65, { requiredTags: ['new'] }, [], ['without parameter requiredTags']],
    [
      'the least size of the class',
      5,
      { minVolumeBytes: 2n ** 30n * 10n },
      [],
      ['with size 10Gi', 'without parameter minVolumeSize'],
    ],
    [
      'the bound of the class',
      55,
      { maxVolumeBytes: 2n ** 30n * 50n },
      [],
      ['with size 50Gi', 'without parameter maxVolumeSize'],
    ],
    [
      'a rule that reads the size',
      30,
      {},
      [named('small', 'Request', 'request.sizeGiB < 20')],
      ['without rule small[0]', 'with size 19Gi'],
    ],
  ])('%s', (_, size, parameters, policies, expected) => {
    expect(textsFor({ configuration: inventoryOf(BOXES), policies }, requestOf(size, parameters))).toEqual(expected);
  });

  it('is both levels, where all drives are in one box', () => {
    const box: EnclosureSpec = { name: 'box', group: 'sg', drives: [{ size: 50 }, { size: 50 }] };
    expect(textsFor({ configuration: inventoryOf([box]) }, requestOf(40, MIRROR))).toEqual([
      'with sgResiliency: "false" and jbodResiliency: "false"',
    ]);
  });

  it('is softDomains, where only reach is in the way', () => {
    const configuration = inventoryOf(
      [
        { name: 'near', group: 'sg-1', bandwidth: 'row-1', drives: [{ size: 10 }] },
        { name: 'far', group: 'sg-2', bandwidth: 'row-2', drives: [{ size: 50 }] },
      ],
      { bandwidthDomains: { 'row-1': [], 'row-2': [] }, nodes: { n1: 'row-1' } },
    );
    const home = configuration.topology.nodes.get('n1' as NodeName)?.bandwidthDomain;
    const request = requestOf(30, {}, { requisite: [{ bandwidthDomain: String(home) }] });
    expect(textsFor({ configuration }, request)).toEqual([
      'with one more HDD of 33 GiB in enclosure near',
      'with softDomains: "true"',
      'with size 9Gi',
    ]);
  });

  it('ends when the searches are spent', () => {
    const ground = { configuration: inventoryOf(BOXES), policies: [racks] };
    expect(relaxationsFor(ground, requestOf(45, MIRROR), { searches: 1 })).toHaveLength(1);
    expect(relaxationsFor(ground, requestOf(45, MIRROR), { searches: 0 })).toEqual([]);
    expect(relaxationsFor(ground, requestOf(45, MIRROR), { most: 2 })).toHaveLength(2);
  });
});

/** The ground and the request with the change made for real, on an index that is built anew. */
function changed({ configuration, ...rest }: Ground, request: VolumeRequest, change: Relaxation) {
  switch (change.kind) {
    case 'return-drive':
    case 'rule':
      throw new Error('not in these inventories');
    case 'size':
      return {
        ground: { configuration, ...rest },
        request: { ...request, size: { required: change.size, limit: undefined } },
      };
    case 'parameters': {
      const set = Object.fromEntries(Object.entries(change.set).map(([name, value]) => [name, value === 'true']));
      return {
        ground: { configuration, ...rest },
        request: { ...request, parameters: { ...request.parameters, ...set } },
      };
    }
    case 'add-drive': {
      const enclosures = configuration.enclosures.map((enclosure) => {
        const [like] = enclosure.drives;
        if (enclosure.name !== change.enclosure || !like) return enclosure;
        const more = { ...like, id: 'bought' as typeof like.id, capacityBytes: BigInt(change.size) * 2n ** 30n };
        return { ...enclosure, drives: [...enclosure.drives, more] };
      });
      return { ground: { configuration: { ...configuration, enclosures }, ...rest }, request };
    }
  }
}

const cases = fc.record({
  boxes: smallInventories,
  size: fc.integer({ min: 1, max: 120 }),
  redundancy: fc.boolean(),
  striping: fc.boolean(),
  sgResiliency: fc.boolean(),
  volumes: fc.array(fc.integer({ min: 1, max: 45 }), { maxLength: 3 }),
});

/** Volumes that were placed before, and the request after them. */
function groundOf({
  boxes,
  size,
  volumes,
  ...parameters
}: typeof cases extends fc.Arbitrary<infer Case> ? Case : never) {
  const configuration = inventoryOf(boxes);
  const index = buildInventoryIndex(configuration);
  const taken: TakenLegs[] = [];
  for (const each of volumes) {
    const request = requestOf(each, { striping: false });
    const outcome = place(index, request, constraintsFor(compiled(), request));
    if (outcome.kind === 'refused') continue;
    occupy(index, outcome.placement.legs, 'whole');
    taken.push({ legs: outcome.placement.legs, use: 'whole' });
  }
  return { ground: { configuration, taken }, request: requestOf(size, parameters) };
}

it('fits, whichever of the changes is made', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(cases, (each) => {
      const { ground, request } = groundOf(each);
      for (const change of relaxationsFor(ground, request)) {
        const after = changed(ground, request, change);
        expect(outcomeOn(after.ground, after.request).outcome.kind).toBe('placed');
        seen.add(change.kind);
      }
    }),
    { numRuns: 150 },
  );
  expect([...seen].sort()).toEqual(['add-drive', 'parameters', 'size']);
});

it('names the largest size below, and no one drive where none would do', () => {
  fc.assert(
    fc.property(cases, (each) => {
      const { ground, request } = groundOf({ ...each, striping: false });
      const { outcome } = outcomeOn(ground, request);
      if (outcome.kind === 'placed') return;
      const changes = relaxationsFor(ground, request);
      const size = changes.find((change) => change.kind === 'size')?.size;
      const sizes = Array.from({ length: request.size.required - 1 }, (_, at) => request.size.required - 1 - at);
      const largest = sizes.find(
        (required) =>
          outcomeOn(ground, { ...request, size: { required: gib(required), limit: undefined } }).outcome.kind ===
          'placed',
      );
      expect(size).toBe(largest);
      const helps = ground.configuration.enclosures.some((enclosure) => {
        const large = gib(partitionableGiB(2n ** 40n));
        const after = changed(ground, request, {
          kind: 'add-drive',
          mediaType: 'HDD',
          size: large,
          enclosure: enclosure.name,
          level: 'enclosure' as never,
          domain: '',
        });
        return outcomeOn(after.ground, after.request).outcome.kind === 'placed';
      });
      expect(changes.some(({ kind }) => kind === 'add-drive')).toBe(helps);
    }),
    { numRuns: 60 },
  );
});
