import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { PolicyConstraints } from '../model/constraints.ts';
import type { PolicyName } from '../model/ids.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { PlacementPolicy, PolicyException } from '../model/policy.ts';
import type { PoolSpace, Surroundings } from '../model/surroundings.ts';
import type { VolumeRequest } from '../model/volume.ts';
import { remembering } from './demand-memo.ts';
import { constraintsFor, forAnyClaim } from './index.ts';
import type { CompiledPolicies } from './index.ts';
import { PACKS, pack } from './testing/packs.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

const RUNS = Number(process.env['STOWAGE_RUNS'] ?? 60);

const named = (name: string, policy: PlacementPolicy): PlacementPolicy => ({ ...policy, name: name as PolicyName });

const scoring = (...expressions: readonly string[]): PlacementPolicy =>
  policyOf('Score', [], { scores: expressions.map((expression) => ({ name: undefined, expression })) });

/** What packs do not: rules by size, claim, topology, pools and as filters; conditions that cannot be evaluated. */
const OTHERS: readonly PlacementPolicy[] = [
  named('by-size', policyOf('Placement', ['placement.legs.all(l, l.capacityGiB > request.sizeGiB * 2)'])),
  named(
    'by-claim',
    policyOf('Placement', ['request.claim.namespace == "a" || placement.survives("rack")'], {
      failurePolicy: 'Ignore',
      matchConditions: [{ name: 'asked', expression: 'request.?claim.?name.orValue("none") != "c2"' }],
    }),
  ),
  named(
    'by-labels',
    policyOf('Placement', ['placement.legs.all(l, request.claim.labels.all(k, k in l.tags))'], {
      matchConditions: [{ name: 'labelled', expression: 'has(request.claim) && has(request.claim.labels)' }],
    }),
  ),
  named(
    'by-topology',
    policyOf('Placement', [
      'request.topology.requisite.size() == 0 || placement.legs.map(l, l.domains.rack).distinct().size() > 1',
    ]),
  ),
  named('by-presence', policyOf('Placement', ['has(request.parameters.rpm) || placement.survives("rack")'])),
  named('by-pools', policyOf('Placement', ['request.pools.size() < 2 || placement.survives("rack")'])),
  named('as-filter', policyOf('Placement', ['placement.strandedGiB < request.sizeGiB || "fast" in placement.pools'])),
  named(
    'breaks',
    policyOf('Placement', ['placement.legs.size() > 0'], {
      matchConditions: [
        { name: 'number', expression: 'int(request.parameters.raidMaxDrives) / (request.sizeGiB - 3) > 0' },
      ],
    }),
  ),
  named('scores', scoring('placement.legs.filter(l, l.capacityGiB > request.sizeGiB).size()', 'placement.strandedGiB')),
  named(
    'scores-by-class',
    scoring('request.parameters.type == "ssd" ? placement.legs.map(l, l.tags.size()).sum() : 1'),
  ),
];

const POLICIES = [...PACKS.flatMap((name) => pack(name)), ...OTHERS];

/** The same policies, asked anew each time. */
const forgetful = ({ config, request, drive, placement, score }: CompiledPolicies): CompiledPolicies => ({
  ...{ config, request, drive, placement, score },
});

const ANEW = forgetful(compiled(...POLICIES));

const flag = fc.constantFrom('true', 'false');
const tags = fc.constantFrom('fast', 'old', 'fast, tenant-a', 'tenant-b', '');
const parameters = fc.record(
  {
    type: fc.constantFrom('hdd', 'ssd', 'slice'),
    redundancy: flag,
    sgResiliency: flag,
    striping: flag,
    encrypt: flag,
    rpm: fc.constantFrom('7200', '10000', 'many'),
    raidMaxDrives: fc.constantFrom('4', '16'),
    requiredTags: tags,
    excludedTags: tags,
    storageGroup: fc.constantFrom('sg-a', 'sg-a,sg-b'),
    networkTransportsAllowed: fc.constantFrom('nvmetcp', 'iscsi'),
    maxVolumeSize: fc.constantFrom('1Ti', '100Ti'),
  },
  { requiredKeys: [] },
);

const claims = fc.option(
  fc.record({
    namespace: fc.constantFrom('a', 'b'),
    name: fc.constantFrom('c1', 'c2'),
    labels: fc.option(fc.constantFrom(new Map([['fast', 'x']]), new Map<string, string>()), { nil: undefined }),
  }),
  { nil: undefined },
);

const requests: fc.Arbitrary<VolumeRequest> = fc
  .tuple(fc.constantFrom(1, 3, 100, 500, 70_000), parameters, claims, fc.constantFrom('v1', 'v2'), fc.boolean())
  .map(([size, declared, claim, name, near]) =>
    requestOf(size, declared as Readonly<Record<string, string>>, {
      ...{ name, claim, requisite: near ? [{ bandwidthDomain: 'b1' }] : [] },
    }),
  );

const BACKEND = { name: 'main', labels: new Map([['tier', 'gold']]), state: 'normal' } as unknown as Backend;
const poolOf = (name: string): PoolSpace => ({
  backend: BACKEND,
  pool: { name, labels: new Map() } as unknown as Pool,
  ...{ drives: 4, capacity: gib(4000), free: gib(3000), largestFree: gib(999) },
});

const EXCEPTION: PolicyException = {
  ...{ name: 'lets-pass', policy: 'by-size' as PolicyName, rule: undefined, reason: 'r', approver: 'a' },
  ...{ object: { kind: 'PersistentVolume', namespace: undefined, name: 'v1' }, expires: '2030-01-01' },
};

const surroundings: fc.Arbitrary<Surroundings> = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 101 }), fc.boolean())
  .map(([pools, volumes, excepted]) => ({
    pools: () => Array.from({ length: pools }, (_, at) => poolOf(`p${String(at)}`)),
    quota: () => ({ volumes, size: gib(volumes * 10) }),
    exemptions: excepted ? [EXCEPTION] : [],
  }));

const CLASSES = [
  driveClassOf({ rack: 'r1', tags: ['fast'] }),
  driveClassOf({ enclosure: 'e2', group: 'sg-b', capacityGiB: 300, tags: ['old', 'tenant-a'] }),
  driveClassOf({ enclosure: 'e3', group: 'sg-c', rack: 'r2', media: 'HDD', wear: 'worn-out' }),
];
const [first, second, third] = CLASSES as [(typeof CLASSES)[0], (typeof CLASSES)[0], (typeof CLASSES)[0]];
const VIEWS = [
  viewOf('single', first),
  viewOf('mirror', first, second),
  viewOf('striped-mirror', first, third, second, third),
];

/** All that can be told of constraints from outside. */
const told = ({ drives, survive, spread, filters, scores, findings }: PolicyConstraints) => ({
  drives: drives.map((each) => [each.source, each.label, CLASSES.map((drive) => each.admits(drive))]),
  filters: filters.map((each) => [each.source, each.label, VIEWS.map((view) => each.admits(view))]),
  scores: scores.map((each) => [
    ...[each.source, each.label, VIEWS.map((view) => each.score(view))],
    each.ofDrive && CLASSES.map((drive) => each.ofDrive?.(drive)),
  ]),
  ...{ survive, spread, findings },
});

describe('what policies asked of earlier requests', () => {
  it('changes nothing of what they ask', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(requests, surroundings), { minLength: 2, maxLength: 30 }), (asked) => {
        const policies = remembering(ANEW);
        for (const [request, around] of asked) {
          expect(told(constraintsFor(policies, request, around))).toEqual(told(constraintsFor(ANEW, request, around)));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is kept for no more than so many classes, however many there are', () => {
    const policies = remembering(ANEW);
    const excluding = (tag: number) => requestOf(100, { type: 'ssd', excludedTags: `t${String(tag)}` });
    for (let tag = 0; tag < 600; tag++) constraintsFor(policies, excluding(tag));
    for (const tag of [0, 300, 599]) {
      expect(told(constraintsFor(policies, excluding(tag)))).toEqual(told(constraintsFor(ANEW, excluding(tag))));
    }
  });

  it('belongs to these policies: with a scope left out, only the others are asked', () => {
    const policies = compiled(...OTHERS);
    constraintsFor(policies, requestOf(100));
    const { drives, filters, scores } = constraintsFor({ ...policies, placement: [] }, requestOf(100));
    expect([drives.length, filters.length, scores.length]).toEqual([0, 0, 3]);
  });

  it('is another for policies that say the same of any claim', () => {
    const policies = compiled(...OTHERS);
    const claim = { namespace: 'b', name: 'c1', labels: undefined };
    const survives = (asked: CompiledPolicies) => constraintsFor(asked, requestOf(100, {}, { claim })).survive.length;
    expect([survives(policies), survives(forAnyClaim(policies))]).toEqual([2, 1]);
  });
});

/** Whether all that both ask are the same objects. */
function isSame(policies: CompiledPolicies, one: VolumeRequest, other: VolumeRequest): boolean {
  const [a, b] = [constraintsFor(policies, one), constraintsFor(policies, other)];
  const same = (some: readonly unknown[], others: readonly unknown[]) =>
    some.length === others.length && some.every((each, at) => each === others[at]);
  const asks = a.drives.length + a.survive.length + a.spread.length + a.scores.length;
  return (
    asks > 0 &&
    same(a.drives, b.drives) &&
    same(a.survive, b.survive) &&
    same(a.spread, b.spread) &&
    same(
      a.scores.map(({ ofDrive }) => ofDrive),
      b.scores.map(({ ofDrive }) => ofDrive),
    )
  );
}

describe('constraints of two requests are the same objects', () => {
  const tagged = 'placement.legs.all(l, request.parameters.requiredTags.split(",").all(t, t in l.tags))';
  const ssd = { type: 'ssd', requiredTags: 'fast' };
  it.each<[string, PlacementPolicy, VolumeRequest, VolumeRequest, boolean]>([
    ['of one class', policyOf('Placement', [tagged]), requestOf(100, ssd), requestOf(200, ssd, { name: 'b' }), true],
    [
      'of classes that differ in what no rule reads',
      policyOf('Placement', [tagged]),
      requestOf(100, ssd),
      requestOf(100, { ...ssd, redundancy: 'true' }),
      true,
    ],
    [
      'of classes that the rules read something else of',
      policyOf('Placement', [tagged]),
      requestOf(100, ssd),
      requestOf(100, { ...ssd, requiredTags: 'old' }),
      false,
    ],
    [
      'that a rule reads the sizes of, and comes to the same',
      policyOf('Placement', ['request.sizeGiB < 50 || placement.legs.all(l, l.mediaType == "SSD")']),
      requestOf(100),
      requestOf(200),
      true,
    ],
    [
      'that a rule reads the sizes of, and comes to something else',
      policyOf('Placement', ['placement.legs.all(l, l.capacityGiB > request.sizeGiB)']),
      requestOf(100),
      requestOf(200),
      false,
    ],
    [
      'that conditions tell apart, and both are met',
      policyOf('Placement', ['placement.survives("rack") && placement.spreadOver("rack") > 2'], {
        matchConditions: [{ name: 'large', expression: 'request.sizeGiB > 50' }],
      }),
      requestOf(100),
      requestOf(200),
      true,
    ],
    [
      'that a score reads the type of',
      scoring('request.parameters.type == "ssd" ? placement.legs.map(l, l.tags.size()).sum() : 1'),
      requestOf(100, { type: 'ssd' }),
      requestOf(200, { type: 'ssd', rpm: '0' }),
      true,
    ],
    [
      'that a score reads the size of, and comes to the same',
      scoring('request.sizeGiB > 1 ? placement.legs.map(l, l.tags.size()).sum() : 1'),
      requestOf(100),
      requestOf(200),
      true,
    ],
  ])('%s: %#', (_, policy, one, other, expected) => {
    expect(isSame(compiled(policy), one, other)).toBe(expected);
  });

  it('and so are the lists, as long as all policies go by class', () => {
    const policies = compiled(...PACKS.flatMap((name) => pack(name)));
    const [a, b] = [100, 200].map((size) => constraintsFor(policies, requestOf(size, { encrypt: 'true' })));
    expect(a?.drives.length).toBeGreaterThan(0);
    expect(a?.drives).toBe(b?.drives);
  });
});
