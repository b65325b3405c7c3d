import { describe, expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import { wearClassOf } from '../model/drive-class.ts';
import type { WearClass } from '../model/drive-class.ts';
import type { EnclosureName } from '../model/ids.ts';
import { buildInventoryIndex, cohortsOf } from './inventory-index.ts';
import { reclassify } from './reclassify.ts';
import type { InventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import { reportsOf } from './testing/reports.ts';
import type { Found } from './testing/reports.ts';

const configuration = inventoryOf([
  {
    name: 'a',
    group: 'sg-a',
    drives: [
      { size: 50, media: 'SSD' },
      { size: 50, media: 'SSD' },
      { size: 50, media: 'SSD' },
    ],
  },
]);

const used = (percentageUsed: number): Found => ({ percentageUsed });

const classesIn = (index: InventoryIndex): readonly string[] =>
  cohortsOf(index).map(({ drives, ids }) => `${drives.wearClass}: ${ids.join(' ')}`);

const spareWornOut: PolicyConstraints = {
  ...NO_POLICY_CONSTRAINTS,
  drives: [{ source: { kind: 'inventory' }, label: 'spared', admits: ({ wearClass }) => wearClass !== 'worn-out' }],
};

describe('the wear of a drive', () => {
  it.each<[number | undefined, WearClass]>([
    [undefined, 'unknown'],
    [0, 'fresh'],
    [49, 'fresh'],
    [50, 'worn'],
    [79, 'worn'],
    [80, 'worn-out'],
    [250, 'worn-out'],
  ])('of which %s %% is used up is %s', (percentageUsed, expected) => {
    expect(wearClassOf(percentageUsed)).toBe(expected);
  });

  it('tells classes apart, and not drives within one', () => {
    const reports = reportsOf(configuration, { 'a-000': used(3), 'a-001': used(85), 'a-002': used(41) });
    expect(classesIn(buildInventoryIndex(configuration))).toEqual(['unknown: a-000 a-001 a-002']);
    expect(classesIn(buildInventoryIndex(configuration, reports))).toEqual(['fresh: a-000 a-002', 'worn-out: a-001']);
  });

  it('is what a constraint sees from the next report on', () => {
    const index = buildInventoryIndex(configuration);
    const chosenWhen = (found: Readonly<Record<string, Found>>): string => {
      for (const [name, report] of reportsOf(configuration, found)) reclassify(index, name, report);
      const outcome = place(index, requestOf(40, { type: 'ssd' }), spareWornOut);
      return outcome.kind === 'placed' ? outcome.placement.legs.map(({ drive }) => drive).join(' ') : outcome.code;
    };
    expect([
      chosenWhen({}),
      chosenWhen({ 'a-000': used(80) }),
      chosenWhen({ 'a-000': used(80), 'a-001': used(91), 'a-002': used(100) }),
    ]).toEqual(['a-000', 'a-001', 'no-capacity']);
  });

  it('is unknown again where a report no longer tells it', () => {
    const index = buildInventoryIndex(configuration, reportsOf(configuration, { 'a-000': used(85) }));
    reclassify(index, 'a' as EnclosureName, reportsOf(configuration).get('a' as EnclosureName)!);
    expect(classesIn(index)).toEqual(['unknown: a-000 a-001 a-002']);
  });
});
