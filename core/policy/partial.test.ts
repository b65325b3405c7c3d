import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import { askedUnder } from '../model/constraints.ts';
import type { PlacementView, PolicyConstraints } from '../model/constraints.ts';
import { isError } from '../model/finding.ts';
import type { LevelName } from '../model/ids.ts';
import type { Layout } from '../model/volume.ts';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

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
  const { survive, spread } = askedUnder(constraints, view.layout, view.legs.length);
  return (
    !constraints.findings.some(isError) &&
    view.legs.every(({ drives }) => constraints.drives.every((constraint) => constraint.admits(drives))) &&
    constraints.layouts.every((each) => each.under(view.layout, view.legs.length).admitted) &&
    survive.every(({ level }) => survives(level)) &&
    spread.every(
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
        'request.?limitGiB.optMap(x, x > 50).orValue(true)',
        '[?request.?limitGiB, 1].exists(at, x, x > 50 && at == 0)',
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
        'l.?bandwidthDomain.orValue("b2") == "b1"',
        'l.tags.exists(at, t, t == "fast" && at < 1)',
        'l.domains[?"rack"].hasValue()',
        '{?"b": l.?bandwidthDomain} == {"b": "b1"}',
        'variables.tags.all(t, t in l.tags)',
      ),
      of('request'),
      joined(of('leg')),
    ),
    rule: fc.oneof(
      { maxDepth: 4 },
      fc
        .tuple(fc.constantFrom('rack', 'enclosure', 'storageGroup'), fc.boolean())
        .map(([level, listed]) => (listed ? `("${level}" in placement.survived)` : `placement.survives("${level}")`)),
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
      fc.constantFrom(
        'placement.layout == "mirror"',
        'placement.layout in ["single", "slice"] || placement.survives("rack")',
        'placement.legs.size() < 4 || variables.racks >= 2',
        'placement.legs.size() <= variables.least',
        'variables.safe',
        'placement.legs.transformList(at, l, l.enclosure).distinct().size() >= 2',
        'placement.legs.transformMap(at, l, l.mediaType == "SSD") != {}',
      ),
      of('leg').map((body) => `placement.legs.all(at, l, at > 2 || ${body})`),
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
      { numRuns: 120, seed: 20261121 },
    );
  });
});
