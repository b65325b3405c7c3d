import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import type { StorageGroupName } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { constraintsFor, reviewPlacement } from '../policy/index.ts';
import { compiled, policyOf } from '../policy/testing/policies.ts';
import { counterExampleText } from './counter-example-text.ts';
import { counterExamples } from './counter-example.ts';
import { buildInventoryIndex } from './inventory-index.ts';
import { place } from './place.ts';
import { placementView } from './placement-view.ts';
import { smallInventories } from './testing/brute-force.ts';
import { inventoryOf, requestOf } from './testing/inventory.ts';
import type { EnclosureSpec } from './testing/inventory.ts';

/** Two boxes with three drives in rack a; one box in rack b whose drive is small. */
const BOXES: readonly EnclosureSpec[] = [
  { name: 'a1', group: 'sg-1', rack: 'a', drives: [{ size: 60 }, { size: 70, tags: ['worn'] }] },
  { name: 'a2', group: 'sg-2', rack: 'a', drives: [{ size: 80 }] },
  { name: 'b1', group: 'sg-3', rack: 'b', drives: [{ size: 10 }] },
];

const named = (name: string, scope: PlacementPolicy['scope'], ...expressions: readonly string[]): PlacementPolicy =>
  policyOf(scope, expressions, { name: name as PlacementPolicy['name'] });

/** What alone stands in the way of a volume of a size. */
function told(
  size: number,
  parameters: Partial<ClassParameters>,
  ...policies: readonly PlacementPolicy[]
): readonly string[] {
  const index = buildInventoryIndex(inventoryOf(BOXES));
  const request = requestOf(size, parameters);
  const constraints = constraintsFor(compiled(...policies), request);
  const outcome = place(index, request, constraints);
  return counterExamples(index, request, constraints, outcome).map((each) => counterExampleText(each, index, policies));
}

const MIRROR = { redundancy: true };
const survives = named('racks', 'Placement', "placement.survives('rack')");
const noWorn = named('no-worn', 'Drive', "!('worn' in drive.tags)");

describe('what alone stands in the way of a volume', () => {
  it.each<[string, number, Partial<ClassParameters>, readonly PlacementPolicy[], readonly string[]]>([
    ['that fits: nothing', 5, MIRROR, [survives, noWorn], []],
    [
      'a rule on the whole of it',
      50,
      MIRROR,
      [survives, noWorn],
      ['without rule racks[0] it would lie on a1-000 (rack a), a2-000 (rack a)'],
    ],
    [
      'a rule that only its candidates know',
      50,
      MIRROR,
      [named('odd', 'Placement', 'true', 'placement.legs.size() == 3')],
      ['without rule odd[1] it would lie on a1-000 (enclosure a1), a2-000 (enclosure a2)'],
    ],
    [
      'a rule that denies the request',
      50,
      {},
      [named('small', 'Request', 'request.sizeGiB < 20')],
      ['without rule small[0] it would lie on a1-000 (enclosure a1)'],
    ],
    ['two rules that deny it: neither alone', 50, {}, [named('small', 'Request', 'false', 'false')], []],
    [
      'a parameter of the class',
      50,
      { requiredTags: ['new'] },
      [noWorn],
      ['without parameter requiredTags it would lie on a1-000 (enclosure a1)'],
    ],
    [
      'a storage group that it is bound to',
      50,
      { storageGroups: new Set(['sg-3'] as StorageGroupName[]), ...MIRROR, sgResiliency: false, jbodResiliency: false },
      [],
      ['without parameter storageGroup it would lie on a1-000 (enclosure a1), a2-000 (enclosure a2)'],
    ],
    [
      'a bound of its class',
      50,
      { maxVolumeBytes: 2n ** 30n },
      [],
      ['without parameter maxVolumeSize it would lie on a1-000 (enclosure a1)'],
    ],
    ['a size that nothing holds: nothing alone', 5000, { striping: true, ...MIRROR }, [noWorn], []],
    [
      'either of two rules that do not go together',
      50,
      {},
      [named('worn', 'Drive', "'worn' in drive.tags"), noWorn],
      [
        'without rule worn[0] it would lie on a1-000 (enclosure a1)',
        'without rule no-worn[0] it would lie on a1-001 (enclosure a1)',
      ],
    ],
  ])('%s', (_, size, parameters, policies, expected) => {
    expect(told(size, parameters, ...policies)).toEqual(expected);
  });
});

const RULES: readonly PlacementPolicy[] = [
  named('groups', 'Placement', "placement.survives('storageGroup')"),
  named('boxes', 'Placement', "placement.spreadOver('enclosure') >= 2"),
  named('drives', 'Drive', "drive.enclosure != 'e0'", 'drive.capacityGiB > 25'),
  named('not-alone', 'Placement', 'placement.legs.size() > 1 || placement.sizeGiB < 20'),
  named('first', 'Placement', "placement.legs.exists(leg, leg.enclosure == 'e1')"),
  named('small', 'Request', 'request.sizeGiB < 60'),
];

const cases = fc.record({
  boxes: smallInventories,
  size: fc.integer({ min: 1, max: 90 }),
  redundancy: fc.boolean(),
  policies: fc.subarray([...RULES], { minLength: 1 }),
});

type Case = typeof cases extends fc.Arbitrary<infer Content> ? Content : never;

function askedFor({ boxes, size, redundancy, policies }: Case) {
  const index = buildInventoryIndex(inventoryOf(boxes));
  const request = requestOf(size, { redundancy, sgResiliency: false });
  const rules = compiled(...policies);
  const constraints = constraintsFor(rules, request);
  return { index, request, rules, constraints, outcome: place(index, request, constraints) };
}

it('would have a volume lie where it breaks that rule and no other, and is none where the volume fits', () => {
  let seen = 0;
  fc.assert(
    fc.property(cases, (each) => {
      const { index, request, rules, constraints, outcome } = askedFor(each);
      const examples = counterExamples(index, request, constraints, outcome);
      if (outcome.kind === 'placed') expect(examples).toEqual([]);
      for (const { without, placement } of examples) {
        const findings = reviewPlacement(rules, request, placementView(index, placement));
        const broken = new Set(findings.map(({ rule }) => `${rule!.policy}[${String(rule!.index)}]`));
        // Rules on the request alone are no rules on a placement.
        const isRule = without.kind === 'policy' && without.policy !== 'small';
        expect([...broken]).toEqual(isRule ? [`${without.policy}[${String(without.index)}]`] : []);
        seen += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(10);
});

/** The policies with one rule that admits everything. */
const withoutRule = (policies: readonly PlacementPolicy[], name: string, index: number): readonly PlacementPolicy[] =>
  policies.map((each) => ({
    ...each,
    validations: each.validations.map((validation, at) =>
      each.name === name && at === index ? { ...validation, expression: 'true' } : validation,
    ),
  }));

it('names every rule without which the volume is placed, and no other', () => {
  fc.assert(
    fc.property(cases, (each) => {
      const { index, request, constraints, outcome } = askedFor(each);
      if (outcome.kind === 'placed') return;
      const examples = counterExamples(index, request, constraints, outcome, { parameters: false });
      const told = examples.map(({ without }) =>
        without.kind === 'policy' ? `${without.policy}[${String(without.index)}]` : '',
      );
      const all = each.policies.flatMap(({ name, validations }) => validations.map((_, at) => [name, at] as const));
      const expected = all.filter(
        ([name, at]) =>
          askedFor({ ...each, policies: [...withoutRule(each.policies, name, at)] }).outcome.kind === 'placed',
      );
      expect([...told].sort()).toEqual(expected.map(([name, at]) => `${name}[${String(at)}]`).sort());
    }),
    { numRuns: 60 },
  );
});
