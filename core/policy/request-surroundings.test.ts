import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { PoolSpace, Surroundings } from '../model/surroundings.ts';
import type { Claim, VolumeRequest } from '../model/volume.ts';
import { constraintsFor, forAnyClaim, reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

const BACKEND = {
  name: 'main',
  state: 'normal',
  labels: new Map([['site', 'north']]),
  maxVolumeBytes: 2n ** 40n,
} as unknown as Backend;

const space = (drives: number, capacity: number, free: number, largestFree: number) => ({
  ...{ drives, capacity: gib(capacity), free: gib(free), largestFree: gib(largestFree) },
});

const poolOf = (name: string, labels: Readonly<Record<string, string>>): Pool =>
  ({ name, labels: new Map(Object.entries(labels)) }) as unknown as Pool;

const POOLS: readonly PoolSpace[] = [
  { backend: BACKEND, pool: poolOf('gold', { tier: 'gold' }), ...space(2, 2000, 100, 60) },
  { backend: BACKEND, pool: poolOf('bronze', {}), ...space(9, 9000, 4500, 900) },
];

const AROUND: Surroundings = {
  pools: () => POOLS,
  backends: () => [{ backend: BACKEND, ...space(11, 11_000, 4600, 900) }],
  quota: () => ({ volumes: 3, size: gib(95) }),
};

const CLAIM: Claim = { namespace: 'shop', name: 'data-0', labels: new Map([['team/name', 'web']]) };

const REQUEST = requestOf(
  10,
  {},
  { claim: CLAIM, requisite: [{ rack: 'r1' }, { rack: 'r2' }], preferred: [{ rack: 'r2', bandwidthDomain: 'b1' }] },
);

const toldOf = (rule: string, request: VolumeRequest, around: Surroundings = {}): readonly string[] =>
  constraintsFor(compiled(policyOf('Request', [rule])), request, around).findings.map(({ message }) => message);

describe('Request rules read', () => {
  it.each([
    'request.claim.namespace == "shop" && request.claim.name.startsWith("data-")',
    'request.claim.labels["team/name"] == "web" && !("tier" in request.claim.labels)',
    'request.topology.requisite.map(s, s.rack) == ["r1", "r2"]',
    'request.topology.preferred[0]["bandwidthDomain"] == "b1"',
    'request.pools.map(p, p.backend + ":" + p.pool) == ["main:gold", "main:bronze"]',
    'request.pools[0].labels == {"site": "north", "tier": "gold"}',
    'request.pools.all(p, p.drives > 1 && p.freeGiB <= p.capacityGiB && p.largestFreeGiB <= p.freeGiB)',
    'request.pools.exists(p, p.largestFreeGiB >= request.sizeGiB) && request.pools.map(p, p.freeGiB).sum() == 4600',
    'request.backends.all(b, b.name == "main" && b.state == "normal" && b.limitGiB == 1024 && b.freeGiB == 4600)',
    'request.quota.volumes == 3 && request.quota.sizeGiB + request.sizeGiB == 105',
  ])('%s', (rule) => {
    expect(toldOf(rule, REQUEST, AROUND)).toEqual([]);
  });

  it.each([
    ['claim', 'request.claim.namespace == "shop"'],
    ['quota', 'request.quota.volumes < 10'],
    ['pools', 'request.pools.size() > 0'],
    ['backends', 'request.backends.size() > 0'],
  ])('%s only where it is known', (field, rule) => {
    const unknown = requestOf(10);
    expect(toldOf(`!has(request.${field})`, unknown)).toEqual([]);
    expect(toldOf(`!has(request.${field}) || ${rule}`, unknown)).toEqual([]);
    expect(toldOf(rule, unknown)).toEqual([`the rule cannot be evaluated: no such key: ${field}`]);
    const lenient = policyOf('Request', [rule], { failurePolicy: 'Ignore' });
    expect(constraintsFor(compiled(lenient), unknown).findings).toEqual([]);
  });

  it('a claim without labels where nobody can say which', () => {
    const request = requestOf(10, {}, { claim: { ...CLAIM, labels: undefined } });
    expect(toldOf('has(request.claim) && !has(request.claim.labels)', request)).toEqual([]);
  });

  it('nothing that a label hides', () => {
    const labels = new Map([['__proto__', 'x']]);
    const request = requestOf(10, {}, { claim: { ...CLAIM, labels } });
    expect(
      toldOf('request.claim.labels["__proto__"] == "x" && !("constructor" in request.claim.labels)', request),
    ).toEqual([]);
  });

  it('and findings say what', () => {
    const policy = compiled(policyOf('Request', ['request.quota.sizeGiB + request.sizeGiB <= 100']));
    expect(constraintsFor(policy, REQUEST, AROUND).findings[0]?.values).toEqual({
      'request.quota.sizeGiB + request.sizeGiB': '105',
      'request.quota.sizeGiB': '95',
      'request.sizeGiB': '10',
    });
  });
});

describe('what takes time', () => {
  const counted = () => {
    const asked = { pools: 0, backends: 0, quota: 0 };
    const around: Surroundings = {
      pools: () => ((asked.pools += 1), POOLS),
      backends: () => ((asked.backends += 1), []),
      quota: () => ((asked.quota += 1), { volumes: 0, size: gib(0) }),
    };
    return { asked, around };
  };

  it('is worked out for rules that read it, once for all of them', () => {
    const { asked, around } = counted();
    const reads = ['request.pools.size() > 1', 'request.pools.all(p, p.drives > 100)', 'request.sizeGiB < 1'];
    const rules = compiled(
      policyOf('Request', reads),
      policyOf('Placement', ['placement.sizeGiB > 0 && request.pools.size() > 1']),
      policyOf('Drive', ['drive.capacityGiB > 0'], {
        matchConditions: [{ name: 'c', expression: 'request.pools.size() > 1' }],
      }),
    );
    expect(constraintsFor(rules, REQUEST, around).findings).toHaveLength(2);
    expect(asked).toEqual({ pools: 1, backends: 0, quota: 0 });
  });

  it('is worked out anew for the next request, also by match conditions of rules whose answers are kept', () => {
    const drives = driveClassOf({ media: 'SSD' });
    const rules = compiled(
      policyOf('Drive', ['drive.mediaType == "HDD"'], {
        matchConditions: [{ name: 'full', expression: 'request.quota.sizeGiB > 90' }],
      }),
    );
    const admitted = (size: number): boolean =>
      constraintsFor(rules, REQUEST, { quota: () => ({ volumes: 1, size: gib(size) }) }).drives.every((each) =>
        each.admits(drives),
      );
    expect([95, 50, 95, 50].map(admitted)).toEqual([false, true, false, true]);
  });
});

describe('Placement rules', () => {
  it('read it as it is when the request is made', () => {
    const rules = compiled(
      policyOf('Placement', [
        'request.pools.exists(p, p.freeGiB > 4000) || placement.legs.all(l, l.mediaType == "HDD")',
      ]),
    );
    const view = viewOf('single', driveClassOf({ media: 'SSD' }));
    const admits = (around: Surroundings): boolean => {
      const { drives, findings, filters } = constraintsFor(rules, REQUEST, around);
      const admitted = drives.every((each) => view.legs.every((leg) => each.admits(leg.drives)));
      return findings.length === 0 && admitted && filters.every((each) => each.admits(view));
    };
    expect([admits(AROUND), admits({ pools: () => [] }), admits({})]).toEqual([true, false, false]);
    expect(reviewPlacement(rules, REQUEST, view, AROUND)).toEqual([]);
    expect(reviewPlacement(rules, REQUEST, view, { pools: () => [] })).toHaveLength(1);
  });
});

describe('questions that no claim stands behind', () => {
  it.each([
    ['request.sizeGiB < 1', true],
    ['request.pools.size() > 100', true],
    ['request.name == "claim"', true],
    ['has(request.claim) && request.claim.namespace == "shop"', false],
    ['request.quota.volumes < 3', false],
    ['[request].exists(r, r.sizeGiB < 1)', false],
    ['variables.ours', false],
  ])('are put to %s: %s', (rule, isAsked) => {
    const variables = rule.includes('ours') ? [{ name: 'ours', expression: 'request.claim.namespace == "shop"' }] : [];
    const policies = compiled(policyOf('Request', [rule], { variables }));
    expect(constraintsFor(forAnyClaim(policies), requestOf(10), AROUND).findings).toHaveLength(isAsked ? 1 : 0);
  });

  it('are not put to conditions that ask for it', () => {
    const matchConditions = [{ name: 'shop', expression: 'request.claim.namespace == "shop"' }];
    const policies = compiled(
      ...(['Request', 'Drive', 'Placement'] as const).map((scope) => policyOf(scope, ['false'], { matchConditions })),
    );
    const { findings, drives, filters } = constraintsFor(forAnyClaim(policies), requestOf(10));
    expect([findings, drives, filters]).toEqual([[], [], []]);
  });
});

describe('what rules read before', () => {
  const atoms = fc.constantFrom(
    'request.name == "pvc-1"',
    'request.sizeGiB > 50',
    'has(request.limitGiB)',
    'request.limitGiB > 50',
    'request.parameters.type == "ssd"',
    '"ReadWriteOnce" in request.accessModes',
    'request.volumeMode == "Block"',
  );
  const rules = fc.letrec<{ rule: string }>((of) => ({
    rule: fc.oneof(
      { maxDepth: 3 },
      atoms,
      of('rule').map((a) => `!(${a})`),
      fc.tuple(of('rule'), fc.constantFrom('&&', '||'), of('rule')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    ),
  })).rule;

  it('answers as it did, whatever else is known', () => {
    fc.assert(
      fc.property(rules, fc.constantFrom('hdd', 'ssd'), (rule, type) => {
        const bare = requestOf(60, { type });
        const known = { ...bare, claim: CLAIM, requisite: REQUEST.requisite, preferred: REQUEST.preferred };
        const policies = compiled(
          policyOf('Request', [rule]),
          policyOf('Placement', [`placement.sizeGiB < 1 || ${rule}`]),
        );
        const [before, now] = [constraintsFor(policies, bare), constraintsFor(policies, known, AROUND)];
        expect(now.findings).toEqual(before.findings);
        const view = viewOf('single', driveClassOf());
        expect(now.filters.map((each) => each.admits(view))).toEqual(before.filters.map((each) => each.admits(view)));
      }),
      { numRuns: 40, seed: 20261128 },
    );
  });
});
