import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { PlacementView, PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import type { LevelName } from '../model/ids.ts';
import type { Layout } from '../model/volume.ts';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

/** What a rule comes to for a request: `survive rack`, `spread rack 2`, `drive`, `filter`, `refused`. */
function formsOf(
  expression: string,
  parameters: Readonly<Record<string, string>> = {},
  variables: readonly { name: string; expression: string }[] = [],
  failurePolicy: 'Fail' | 'Ignore' = 'Fail',
): readonly string[] {
  const policy = policyOf('Placement', [expression], { variables, failurePolicy });
  const constraints = constraintsFor(compiled(policy), requestOf(100, parameters));
  return [
    ...constraints.findings.map(({ code }) => `refused ${code}`),
    ...constraints.survive.map(({ level, hard }) => `survive ${level}${hard ? '' : ' softly'}`),
    ...constraints.spread.map(({ level, atLeast }) => `spread ${level} ${String(atLeast)}`),
    ...constraints.drives.map(() => 'drive'),
    ...constraints.filters.map(() => 'filter'),
  ];
}

describe('what a placement rule comes to', () => {
  it.each([
    ['true', []],
    ['placement.survives("rack")', ['survive rack']],
    ['placement.survives("rack") && placement.survives("storageGroup")', ['survive rack', 'survive storageGroup']],
    ['placement.spreadOver("rack") >= 3', ['spread rack 3']],
    ['placement.spreadOver("rack") > 2', ['spread rack 3']],
    ['3 <= placement.spreadOver("rack")', ['spread rack 3']],
    ['2 < placement.spreadOver("rack")', ['spread rack 3']],
    ['placement.spreadOver("rack") >= 0', []],
    ['placement.spreadOver("rack") == 2', ['filter']],
    ['placement.spreadOver("rack") <= 2', ['filter']],
    ['placement.legs.map(l, l.enclosure).distinct().size() >= 2', ['spread enclosure 2']],
    ['size(placement.legs.map(l, l.storageGroup).distinct()) > 1', ['spread storageGroup 2']],
    ['placement.legs.map(l, l.domains["rack"]).distinct().size() >= 2', ['spread rack 2', 'drive']],
    ['placement.legs.map(l, l.domains.rack).distinct().size() >= 2', ['spread rack 2', 'drive']],
    ['placement.legs.map(l, l.mediaType).distinct().size() >= 2', ['filter']],
    ['placement.legs.map(l, l.extentGiB > 3, l.enclosure).distinct().size() >= 2', ['filter']],
    ['placement.legs.all(l, l.mediaType == "SSD")', ['drive']],
    ['placement.legs.all(l, l.mediaType == "SSD" && "fast" in l.tags)', ['drive', 'drive']],
    ['placement.legs.all(l, l.tags.exists(t, t.startsWith("gold")))', ['drive']],
    ['!placement.legs.exists(l, l.mediaType == "HDD")', ['drive']],
    ['placement.legs.all(l, l.extentGiB > 10)', ['filter']],
    ['placement.legs.exists(l, l.mediaType == "SSD")', ['filter']],
    ['placement.legs.all(l, placement.legs.exists_one(m, m.enclosure == l.enclosure))', ['filter']],
    ['placement.layout != "single" || placement.sizeGiB < 10', ['filter']],
    ['!!placement.survives("rack")', ['survive rack']],
  ])('%s', (expression, expected) => {
    expect(formsOf(expression)).toEqual(expected);
  });

  const GOLD = { type: 'ssd', requiredTags: 'gold,fast', raidMaxDrives: '4' };
  it.each([
    ['request.parameters.type == "ssd" ? placement.survives("rack") : true', ['survive rack']],
    ['request.parameters.type == "hdd" ? placement.survives("rack") : true', []],
    ['request.parameters.type != "ssd" || placement.survives("rack")', ['survive rack']],
    ['!(request.parameters.type == "ssd") || placement.survives("rack")', ['survive rack']],
    [
      'request.sizeGiB < 10 || placement.survives("rack") && placement.spreadOver("rack") >= 2',
      ['survive rack', 'spread rack 2'],
    ],
    ['request.sizeGiB > 10 || placement.survives("rack")', []],
    ['placement.spreadOver("rack") >= int(request.parameters.raidMaxDrives)', ['spread rack 4']],
    ['request.parameters.requiredTags.split(",").all(t, placement.legs.all(l, t in l.tags))', ['filter']],
    ['placement.legs.all(l, request.parameters.requiredTags.split(",").all(t, t in l.tags))', ['drive']],
    ['placement.legs.all(l, request.parameters.type == "hdd" || l.mediaType == "SSD")', ['drive']],
    ['placement.legs.all(l, request.parameters.type == "ssd" || l.mediaType == "SSD")', []],
    ['request.sizeGiB < 10', ['refused policy/denied']],
    ['placement.survives("rack") && !(request.sizeGiB < 10 && placement.survives("enclosure"))', ['survive rack']],
    ['placement.survives("rack") && request.sizeGiB < 10', ['refused policy/denied']],
    ['request.limitGiB > 10 && placement.survives("rack")', ['refused policy/evaluation']],
    ['request.limitGiB > 10 || placement.survives("rack")', ['filter']],
  ])('with the request known: %s', (expression, expected) => {
    expect(formsOf(expression, GOLD)).toEqual(expected);
  });

  it.each([
    ['variables.both', ['survive rack', 'spread rack 2']],
    ['variables.racks >= variables.least', ['spread rack 2']],
    ['placement.legs.all(l, l.mediaType in variables.kinds)', ['drive']],
    ['variables.kinds.size() == 1 || placement.survives("rack")', []],
    ['variables.distinct >= 2', ['spread enclosure 2']],
    ['placement.legs.all(l, variables.racks >= 2 || l.mediaType == "SSD")', ['filter']],
  ])('through variables: %s', (expression, expected) => {
    const variables = [
      { name: 'racks', expression: 'placement.spreadOver("rack")' },
      { name: 'least', expression: 'request.sizeGiB > 10 ? 2 : 1' },
      { name: 'both', expression: 'placement.survives("rack") && variables.racks >= variables.least' },
      { name: 'kinds', expression: 'request.parameters.type == "ssd" ? ["SSD"] : ["HDD", "SSD"]' },
      { name: 'boxes', expression: 'placement.legs.map(l, l.enclosure)' },
      { name: 'distinct', expression: 'variables.boxes.distinct().size()' },
    ];
    expect(formsOf(expression, GOLD, variables)).toEqual(expected);
  });

  it('leaves what cannot fail safely to the filter under Ignore', () => {
    expect(formsOf('placement.legs.map(l, l.domains.rack).distinct().size() >= 2', {}, [], 'Ignore')).toEqual([
      'filter',
    ]);
    expect(formsOf('request.limitGiB > 10 && placement.survives("rack")', {}, [], 'Ignore')).toEqual([
      'survive rack',
      'filter',
    ]);
  });

  it('takes few steps for each candidate, and still compares every leg with every other', () => {
    const legs = Array.from({ length: 128 }, (_, at) => driveClassOf({ enclosure: `e${String(at)}` }));
    const admits = (rule: string): boolean | undefined =>
      constraintsFor(compiled(policyOf('Placement', [rule])), requestOf(1)).filters[0]?.admits(
        viewOf('striped-mirror', ...legs),
      );
    const pairs = 'placement.legs.all(a, placement.legs.exists_one(b, a.enclosure == b.enclosure))';
    expect(admits(pairs)).toBe(true);
    expect(admits(`placement.legs.all(z, ${pairs})`)).toBe(false);
  });

  it('does not grow with variables that repeat each other', () => {
    const variables = Array.from({ length: 60 }, (_, at) => {
      const before = `variables.v${String(at - 1)}`;
      return { name: `v${String(at)}`, expression: at === 0 ? 'placement.survives("rack")' : `${before} && ${before}` };
    });
    expect(formsOf('variables.v59', {}, variables)).toEqual(['survive rack']);
  });

  it('tells what a refused rule read', () => {
    const policy = policyOf('Placement', ['request.sizeGiB <= 10 && placement.survives("rack")']);
    expect(constraintsFor(compiled(policy), requestOf(100)).findings).toMatchObject([
      { severity: 'error', values: { 'request.sizeGiB': '100' }, rule: { policy: 'p', index: 0 } },
    ]);
  });

  it('constrains nothing when the policy warns, or does not match', () => {
    const policy = policyOf('Placement', ['placement.survives("rack")']);
    const unmatched = { ...policy, matchConditions: [{ name: 'large', expression: 'request.sizeGiB > 1000' }] };
    const request = requestOf(100);
    const none = { drives: [], survive: [], spread: [], filters: [], findings: [] };
    expect(constraintsFor(compiled(unmatched), request)).toEqual(none);
    expect(constraintsFor(compiled({ ...policy, action: 'Audit' }), request)).toEqual(none);
    const view = viewOf('mirror', driveClassOf({ rack: 'r1' }), driveClassOf({ rack: 'r1' }));
    expect(reviewPlacement(compiled({ ...policy, action: 'Audit' }), request, view)).toMatchObject([
      { severity: 'note' },
    ]);
    expect(reviewPlacement(compiled(unmatched), request, view)).toEqual([]);
  });
});

/** What the search makes of constraints, written down a second time. */
function admitted(constraints: PolicyConstraints, view: PlacementView): boolean {
  const domains = (level: LevelName): readonly (string | undefined)[] =>
    view.legs.map(({ drives }) => drives.domains.get(level));
  const survives = (level: LevelName): boolean => {
    const at = domains(level);
    if (view.layout === 'single' || view.layout === 'slice') return false;
    return at.every(
      (domain, leg) => domain !== undefined && domain !== (at[leg % 2 === 0 ? leg + 1 : leg - 1] ?? domain),
    );
  };
  return (
    !constraints.findings.some(isError) &&
    view.legs.every(({ drives }) => constraints.drives.every((constraint) => constraint.admits(drives))) &&
    constraints.survive.every(({ level }) => survives(level)) &&
    constraints.spread.every(
      ({ level, atLeast }) => new Set(domains(level).filter((domain) => domain !== undefined)).size >= atLeast,
    ) &&
    constraints.filters.every((filter) => filter.admits(view))
  );
}

const rules = fc.letrec<{ rule: string; leg: string; request: string }>((of) => {
  const joined = (part: fc.Arbitrary<string>) =>
    fc.oneof(
      fc.tuple(part, fc.constantFrom('&&', '||'), part).map(([a, op, b]) => `(${a} ${op} ${b})`),
      part.map((a) => `!(${a})`),
      fc.tuple(of('request'), part, part).map(([condition, a, b]) => `(${condition} ? ${a} : ${b})`),
    );
  return {
    request: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(
        'request.parameters.type == "ssd"',
        'request.sizeGiB > 50',
        '(request.limitGiB > 50)',
        'variables.large',
        'variables.tags.size() > 1',
      ),
      joined(of('request')),
    ),
    leg: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        'l.mediaType == "SSD"',
        '"fast" in l.tags',
        'l.domains["rack"] == "r1"',
        'has(l.bandwidthDomain)',
        'l.bandwidthDomain == "b1"',
        'l.capacityGiB > 500',
        'l.extentGiB > 100',
        'l.driveId != "d0"',
        'variables.tags.all(t, t in l.tags)',
      ),
      of('request'),
      joined(of('leg')),
    ),
    rule: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('rack', 'enclosure', 'storageGroup').map((level) => `placement.survives("${level}")`),
      fc
        .tuple(
          fc.constantFrom(
            'placement.spreadOver("rack")',
            'placement.legs.map(l, l.domains["rack"]).distinct().size()',
            'size(placement.legs.map(l, l.enclosure).distinct())',
            'variables.racks',
          ),
          fc.constantFrom('>=', '>', '==', '<', '<='),
          fc.constantFrom('0', '2', '3', 'variables.least', 'size(variables.tags)'),
        )
        .map(([count, op, bound]) => `${count} ${op} ${bound}`),
      fc
        .tuple(fc.constantFrom('', '!'), fc.constantFrom('all', 'exists', 'exists_one'), of('leg'))
        .map(([not, macro, body]) => `${not}placement.legs.${macro}(l, ${body})`),
      fc.constantFrom('placement.layout == "mirror"', 'variables.safe'),
      of('request'),
      joined(of('rule')),
      fc.tuple(of('rule'), of('rule')).map(([a, b]) => `(${a} && ${b})`),
    ),
  };
});

const VARIABLES = [
  { name: 'large', expression: 'request.sizeGiB > 80' },
  { name: 'least', expression: 'variables.large ? 2 : 1' },
  { name: 'racks', expression: 'placement.spreadOver("rack")' },
  { name: 'tags', expression: 'request.parameters.requiredTags.split(",")' },
  {
    name: 'safe',
    expression: 'placement.survives("rack") && (variables.racks >= variables.least || !variables.large)',
  },
];

const driveClasses = fc.record({
  enclosure: fc.constantFrom('e1', 'e2', 'e3'),
  group: fc.constantFrom('sg-a', 'sg-b'),
  rack: fc.constantFrom('r1', 'r2', 'r3', undefined),
  media: fc.constantFrom('HDD' as const, 'SSD' as const),
  tags: fc.subarray(['fast', 'gold']),
  capacityGiB: fc.constantFrom(100, 1000),
});

const LEGS: Readonly<Record<Layout, number>> = {
  single: 1,
  slice: 1,
  mirror: 2,
  'mirrored-slice': 2,
  'striped-mirror': 4,
};

const views = fc
  .constantFrom<Layout>('single', 'mirror', 'striped-mirror', 'mirrored-slice')
  .chain((layout) =>
    fc
      .array(fc.tuple(driveClasses, fc.boolean()), { minLength: LEGS[layout], maxLength: LEGS[layout] })
      .map((legs) =>
        viewOf(layout, ...legs.map(([spec, near]) => driveClassOf(near ? { ...spec, bandwidthDomain: 'b1' } : spec))),
      ),
  );

const requests = fc
  .record({
    size: fc.constantFrom(10, 60, 100),
    limit: fc.constantFrom(undefined, 40, 90),
    type: fc.constantFrom('hdd', 'ssd'),
    tags: fc.constantFrom(undefined, 'fast', 'fast,gold'),
  })
  .map(({ size, limit, type, tags }) =>
    requestOf(
      size,
      { type, ...(tags === undefined ? {} : { requiredTags: tags }) },
      { size: { required: gib(size), limit: limit === undefined ? undefined : gib(limit) } },
    ),
  );

describe('constraints and the rule itself', () => {
  it.each(['Fail', 'Ignore'] as const)('give the same verdict on every placement, under %s', (failurePolicy) => {
    fc.assert(
      fc.property(
        rules.rule,
        requests,
        fc.array(views, { minLength: 4, maxLength: 4 }),
        (rule, request, placements) => {
          const policy = policyOf('Placement', [rule], { variables: VARIABLES, failurePolicy });
          const { compiled: policies, problems } = compilePolicies([policy]);
          expect(problems).toEqual([]);
          const constraints = constraintsFor(policies, request);
          for (const view of placements) {
            expect(admitted(constraints, view)).toBe(reviewPlacement(policies, request, view).length === 0);
          }
        },
      ),
      { numRuns: 400, seed: 20261121 },
    );
  });
});
