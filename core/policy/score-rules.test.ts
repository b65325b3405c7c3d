import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacementScore, PlacementView } from '../model/constraints.ts';
import type { WearClass } from '../model/drive-class.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { buildInventoryIndex } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import { inventoryOf, requestOf as requestIn } from '../placement/testing/inventory.ts';
import { reportsOf } from '../placement/testing/reports.ts';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

const scoring = (expressions: readonly string[], changes: Partial<PlacementPolicy> = {}): PlacementPolicy =>
  policyOf('Score', [], {
    scores: expressions.map((expression) => ({ name: undefined, expression })),
    ...changes,
  });

const scoresOf = (policy: PlacementPolicy, parameters: Readonly<Record<string, string>> = {}) =>
  constraintsFor(compiled(policy), requestOf(100, parameters)).scores;

const [fresh, worn] = [
  driveClassOf({ enclosure: 'e1', rack: 'r1', wear: 'fresh' }),
  driveClassOf({ enclosure: 'e2', rack: 'r2', wear: 'worn', capacityGiB: 500 }),
];
const mirror = viewOf('mirror', fresh, worn);

/** Scores that are sums over drives give the same either way. */
function scoreOn(score: PlacementScore, view: PlacementView): string {
  const whole = score.score(view);
  const { ofDrive } = score;
  if (!ofDrive) return `${String(whole)} as a whole`;
  return `${String(whole)}, by drive ${view.legs.map(({ drives }) => String(ofDrive(drives))).join(' ')}`;
}

describe('what a score comes to', () => {
  it.each<[string, string]>([
    ['-placement.legs.map(l, l.enclosure).distinct().size()', '-2 as a whole'],
    ['placement.survives("rack") ? 10 : 0', '10 as a whole'],
    ['placement.legs.exists(l, l.wearClass == "worn") ? -1.5 : 0.0', '-1.5 as a whole'],
    ['-placement.strandedGiB', '-1294 as a whole'],
    ['placement.survived.size() + placement.pairs.size()', '3 as a whole'],
    ['7', '7, by drive 0 0'],
    ['placement.legs.map(l, l.wearClass == "fresh" ? 3 : 1).sum()', '4, by drive 3 1'],
    ['placement.legs.filter(l, l.wearClass == "fresh").size()', '1, by drive 1 0'],
    ['size(placement.legs.filter(l, l.wearClass == "fresh"))', '1, by drive 1 0'],
    ['placement.legs.map(l, l.wearClass != "fresh", l.capacityGiB).sum()', '500, by drive 0 500'],
    ['-2 * placement.legs.filter(l, "slow" in l.tags || l.capacityGiB < 600).size() + 5', '3, by drive 0 -2'],
    ['placement.legs.map(l, l.capacityGiB).sum() - placement.legs.size()', '1498, by drive 999 499'],
    ['variables.worth * 2', '8, by drive 6 2'],
    ['placement.legs.map(l, double(l.capacityGiB) / 1000.0).sum()', '1.5, by drive 1 0.5'],
    ['placement.legs.map(l, l.capacityGiB).sum() / 2', '750 as a whole'],
    ['placement.legs.map(l, l.extentGiB).sum()', '202 as a whole'],
    ['placement.legs.map(l, l.domains["hall"] == "h1" ? 1 : 0).sum()', 'undefined, by drive undefined undefined'],
    ['1.0 / 0.0', 'undefined as a whole'],
    [
      'request.parameters.type == "ssd" ? placement.legs.filter(l, l.wearClass == "fresh").size() : 0',
      '1, by drive 1 0',
    ],
    ['request.parameters.type == "hdd" ? placement.strandedGiB : 0', '0, by drive 0 0'],
    ['placement.legs.map(l, l.capacityGiB > request.sizeGiB * 6 ? 1 : 0).sum()', '1, by drive 1 0'],
  ])('%s', (expression, expected) => {
    const variables = [{ name: 'worth', expression: 'placement.legs.map(l, l.wearClass == "fresh" ? 3 : 1).sum()' }];
    const [score] = scoresOf(scoring([expression], { variables }), { type: 'ssd' });
    expect(scoreOn(score!, mirror)).toBe(expected);
  });

  it('is the sum of what drives are worth wherever it is said to be', () => {
    const part = fc.constantFrom(
      'placement.legs.map(l, l.capacityGiB / 100).sum()',
      'placement.legs.filter(l, l.wearClass == "fresh" && "fast" in l.tags).size()',
      'placement.legs.map(l, l.enclosure != "e2", request.sizeGiB).sum()',
      'placement.legs.size()',
    );
    const scores = fc.oneof(
      part,
      fc.tuple(part, fc.constantFrom('+', '-'), part).map(([a, op, b]) => `(${a}) ${op} (${b})`),
      fc.tuple(fc.integer({ min: -3, max: 3 }), part).map(([times, a]) => `${String(times)} * (${a})`),
      part.map((a) => `-(${a})`),
    );
    const drives = fc.record({
      enclosure: fc.constantFrom('e1', 'e2', 'e3'),
      wear: fc.constantFrom<WearClass>('fresh', 'worn'),
      tags: fc.subarray(['fast']),
      capacityGiB: fc.constantFrom(200, 1000),
    });
    fc.assert(
      fc.property(scores, fc.array(drives, { minLength: 2, maxLength: 2 }), (expression, specs) => {
        const view = viewOf('mirror', ...specs.map(driveClassOf));
        const [score] = scoresOf(scoring([expression]));
        const worths = view.legs.map(({ drives: each }) => score!.ofDrive!(each)!);
        expect(worths.reduce((sum, worth) => sum + worth, 0)).toBe(score!.score(view));
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what it made of a class of drives from one request to the next, but for what depends on the request', () => {
    const kept = compiled(scoring(['placement.legs.map(l, l.capacityGiB).sum()']));
    const depends = compiled(scoring(['placement.legs.map(l, l.capacityGiB - request.sizeGiB).sum()']));
    const worth = (policies: typeof kept, size: number) =>
      constraintsFor(policies, requestOf(size)).scores.map(({ ofDrive }) => ofDrive?.(worn));
    expect(constraintsFor(kept, requestOf(1)).scores[0]?.ofDrive).toBe(
      constraintsFor(kept, requestOf(2)).scores[0]?.ofDrive,
    );
    expect([worth(depends, 100), worth(depends, 200)]).toEqual([[400], [300]]);
  });

  it('is called by its policy, and its name or position', () => {
    const scores = [
      { name: 'fewer-boxes', expression: '1' },
      { name: undefined, expression: '2' },
    ];
    expect(scoresOf(policyOf('Score', [], { scores })).map(({ label }) => label)).toEqual([
      'policy p, score fewer-boxes',
      'policy p, score 1',
    ]);
  });
});

describe('a score that is wrong', () => {
  it.each([
    ['placement.layout', 'must be of type int or double, not string'],
    ['placement.survives("rack")', 'must be of type int or double, not bool'],
    ['uint(3)', 'must be of type int or double, not uint'],
    ['placement.legs.map(l, l.wearclass).size()', 'No such key: wearclass'],
    ['drive.capacityGiB', 'Unknown variable: drive'],
    ['placement.survives("rak") ? 1 : 0', 'no level is called rak'],
  ])('%s is a problem where it stands', (expression, message) => {
    const { compiled: usable, problems } = compilePolicies([scoring(['1', expression])], { levels: ['rack'] });
    expect(usable.score).toEqual([]);
    expect(problems).toMatchObject([
      { path: ['spec', 'scores', 1, 'expression'], message: expect.stringContaining(message) as string },
    ]);
  });

  it('is of any type where that is not known before', () => {
    expect(compilePolicies([scoring(['dyn(placement.sizeGiB)'])]).problems).toEqual([]);
    expect(scoresOf(scoring(['dyn(placement.layout)'])).map((score) => score.score(mirror))).toEqual([undefined]);
  });
});

const failing = 'placement.legs.map(l, l.domains["hall"] == "h1" ? 1 : 0).sum()';
const told = (policy: PlacementPolicy): readonly string[] =>
  reviewPlacement(compiled(policy), requestOf(100), mirror).map(
    ({ severity, code, message, rule }) => `${severity} ${code} ${message} at ${String(rule?.index)}`,
  );

describe('a score that cannot be evaluated', () => {
  const expected = 'policy/evaluation the score cannot be evaluated, and counts as 0: no such key: hall at 1';
  it.each<[string, Partial<PlacementPolicy>, readonly string[]]>([
    ['is told of', {}, [`warning ${expected}`]],
    ['is told of', { action: 'Warn' }, [`warning ${expected}`]],
    ['is recorded', { action: 'Audit' }, [`note ${expected}`]],
    ['is passed over', { failurePolicy: 'Ignore' }, []],
  ])('%s under %o', (_, changes, findings) => {
    expect(told(scoring(['1', failing], changes))).toEqual(findings);
  });

  it('refuses nothing, and neither does a condition that cannot be', () => {
    expect(constraintsFor(compiled(scoring([failing])), requestOf(100)).findings).toEqual([]);
    const matchConditions = [{ name: 'c', expression: 'request.limitGiB > 3' }];
    const { scores, findings } = constraintsFor(compiled(scoring(['1'], { matchConditions })), requestOf(100));
    expect(scores).toEqual([]);
    expect(findings).toMatchObject([{ severity: 'warning', code: 'policy/evaluation' }]);
  });

  it('counts as 0 as soon as all of them have taken too many steps', () => {
    const loop = 'placement.legs.map(l, l.driveId)';
    const long = `${loop}.map(a, ${'[1,2,3,4,5,6,7,8,9,10].map(b, '.repeat(4)}1${')'.repeat(4)}).size()`;
    const [score] = scoresOf(scoring([long]));
    const results = Array.from({ length: 64 }, () => score!.score(mirror));
    expect(results[0]).toBe(2);
    expect(results.at(-1)).toBeUndefined();
  });
});

it('scores apply to the requests that their conditions match', () => {
  const matchConditions = [{ name: 'ssds', expression: 'request.parameters.type == "ssd"' }];
  const policy = scoring(['1'], { matchConditions });
  expect([scoresOf(policy, { type: 'ssd' }).length, scoresOf(policy, { type: 'hdd' }).length]).toEqual([1, 0]);
});

it('a policy that prefers fresh drives takes the freshest of those that fit as well', () => {
  const configuration = inventoryOf(
    ['a', 'b'].map((name) => ({
      name,
      group: `sg-${name}`,
      drives: [0, 1, 2].map((at) => ({ size: at === 2 ? 90 : 50, media: 'SSD' as const })),
    })),
  );
  const index = buildInventoryIndex(
    configuration,
    reportsOf(configuration, {
      'a-000': { percentageUsed: 85 },
      'a-001': { percentageUsed: 60 },
      'b-000': { percentageUsed: 5 },
      'b-001': { percentageUsed: 70 },
    }),
  );
  const policy = scoring([], {
    scores: [
      {
        name: 'fresh',
        expression: 'placement.legs.map(l, l.wearClass == "fresh" ? 2 : l.wearClass == "worn" ? 1 : 0).sum()',
      },
    ],
  });
  const request = requestIn(40, { type: 'ssd', redundancy: true });
  const outcome = place(index, request, constraintsFor(compiled(policy), request));
  expect(outcome).toMatchObject({
    placement: { legs: [{ drive: 'a-001' }, { drive: 'b-000' }] },
  });
  expect(outcome.kind === 'placed' && outcome.reasons()).toContain(
    'highest score of what fits as well: 3, 1 more than without scores (policy p, score fresh: 3 against 2)',
  );
});
