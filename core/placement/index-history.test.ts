import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { EnclosureReports } from '../model/drive-report.ts';
import type { Placement, VolumeRequest } from '../model/volume.ts';
import { freeCapacity } from './capacity.ts';
import { buildInventoryIndex, forkIndex, occupy, vacate } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { PlacementOutcome } from './outcome.ts';
import { place } from './place.ts';
import { poolSpaces } from './pool-space.ts';
import { reclassify } from './reclassify.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import { reportsOf } from './testing/reports.ts';
import type { Found } from './testing/reports.ts';

const configuration = inventoryOf(
  ['a', 'b', 'c'].map((name, at) => ({
    name,
    group: `sg-${name}`,
    rack: `r${String(at % 2)}`,
    bandwidth: `row-${String(at % 2)}`,
    drives: [
      { size: 50 },
      { size: 50, tags: ['x'] },
      { size: 40 },
      { size: 60, media: 'SSD' },
      { size: 60, media: 'SSD' },
    ],
  })),
  { bandwidthDomains: { 'row-0': ['row-1'], 'row-1': ['row-0'] }, nodes: { n0: 'row-0', n1: 'row-1' } },
);
const DRIVES = configuration.enclosures.flatMap(({ drives }) => drives.map(({ id }) => id));

const spareTagged: PolicyConstraints = {
  ...NO_POLICY_CONSTRAINTS,
  drives: [{ source: { kind: 'inventory' }, label: 'untagged', admits: ({ tags }) => tags.length === 0 }],
  scores: [
    {
      source: { kind: 'inventory' },
      label: 'large drives',
      score: ({ legs }) => legs.reduce((sum, { drives }) => sum + drives.partitionable, 0),
      ofDrive: ({ partitionable }) => partitionable,
    },
  ],
};

/** Asked again and again, so that what is remembered for them has to keep up. */
const STANDING: readonly (readonly [VolumeRequest, PolicyConstraints])[] = [
  [requestOf(10, { type: 'slice' }), NO_POLICY_CONSTRAINTS],
  [requestOf(5, { type: 'slice', redundancy: true }, { requisite: [{ bandwidthDomain: 'row-1' }] }), spareTagged],
  [requestOf(30), NO_POLICY_CONSTRAINTS],
  [requestOf(35, { redundancy: true }), spareTagged],
  [requestOf(90, { redundancy: true, sgResiliency: false, jbodResiliency: false }), NO_POLICY_CONSTRAINTS],
];

const told = (outcome: PlacementOutcome): unknown =>
  outcome.kind === 'placed' ? { ...outcome, reasons: outcome.reasons() } : outcome;

const answers = (index: InventoryIndex): unknown =>
  STANDING.map(([request, policy]) => [
    told(place(index, request, policy)),
    freeCapacity(index, request, policy),
    poolSpaces(index, request.parameters),
  ]);

const step = fc.record({
  found: fc.option(
    fc.tuple(
      fc.constantFrom(...DRIVES),
      fc.constantFrom<Found>('as declared', 'not-found', 'foreign', { size: 30 }, { size: 5 }, { percentageUsed: 85 }),
    ),
    { nil: undefined },
  ),
  act: fc.constantFrom('place', 'place', 'release', 'fork'),
  which: fc.nat(20),
});

interface World {
  readonly index: InventoryIndex;
  readonly volumes: Placement[];
}

const useOf = ({ layout }: Placement): 'whole' | 'sliced' => (layout.endsWith('slice') ? 'sliced' : 'whole');

function placeOne({ index, volumes }: World, which: number): void {
  const [request, policy] = STANDING[which % STANDING.length]!;
  const outcome = place(index, request, policy);
  if (outcome.kind === 'refused') return;
  occupy(index, outcome.placement.legs, useOf(outcome.placement));
  volumes.push(outcome.placement);
}

function releaseOne({ index, volumes }: World, which: number): void {
  const [gone] = volumes.splice(which % Math.max(1, volumes.length), 1);
  if (gone) vacate(index, gone.legs);
}

function rebuilt(volumes: readonly Placement[], reports: EnclosureReports): InventoryIndex {
  const index = buildInventoryIndex(configuration, reports);
  for (const volume of volumes) occupy(index, volume.legs, useOf(volume));
  return index;
}

it('answers as an index built from scratch does, at each step of any history, and a fork changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (history) => {
      const world: World = { index: buildInventoryIndex(configuration), volumes: [] };
      const found: Record<string, Found> = {};
      let reports: EnclosureReports = new Map();
      for (const { found: change, act, which } of history) {
        if (change) {
          found[change[0]] = change[1];
          reports = reportsOf(configuration, found);
          for (const [name, report] of reports) reclassify(world.index, name, report);
        }
        if (act === 'place') placeOne(world, which);
        if (act === 'release') releaseOne(world, which);
        if (act === 'fork') {
          const fork: World = { index: forkIndex(world.index), volumes: [...world.volumes] };
          for (let turn = 0; turn < 3; turn++) placeOne(fork, which + turn);
          releaseOne(fork, which);
          for (const [name, report] of reportsOf(configuration, {})) reclassify(fork.index, name, report);
          expect(answers(fork.index)).toEqual(answers(rebuilt(fork.volumes, reportsOf(configuration, {}))));
        }
        expect(answers(world.index)).toEqual(answers(rebuilt(world.volumes, reports)));
      }
    }),
    { numRuns: 60 },
  );
});
