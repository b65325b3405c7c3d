import { describe, expect, it } from 'vitest';
import { policy } from '../parse/testing/objects.ts';
import { runPolicyTest } from './run-policy-test.ts';
import { groundOf, HALL, objectsOf, testOf } from './testing/run-cases.ts';
import { followPolicies } from './tried-policies.ts';

/** What tests, each of some cases in YAML, leave untried of a policy: `75: 3/4`, then part and what never came of it. */
function untried(text: string, ...tests: readonly (readonly string[])[]): readonly string[] {
  const ground = groundOf([...HALL, ...objectsOf(text)]);
  const tried = followPolicies(ground.inventory.configuration.policies);
  for (const cases of tests) {
    const lines = cases.map((each, at) => `    - { name: c${String(at)}, ${each}, expect: { findings: [] } }\n`);
    runPolicyTest(testOf(lines.join('')), { ...groundOf([...HALL, ...objectsOf(text)]), tried });
  }
  return tried
    .report()
    .flatMap(({ covered, all, untried: parts }) => [
      `${String(covered)} of ${String(all)}`,
      ...parts.map(({ path, text: part, what }) => `${path.slice(1, 3).join('.')} ${part}: ${what}`),
    ]);
}

const ask = (size: string, className = 'one'): string => `request: { class: ${className}, size: ${size} }`;

const SIZES = policy(
  'sizes',
  `  scope: Request
  matchConditions: [{ name: of-slices, expression: request.parameters.type == 'slice' }]
  variables: [{ name: small, expression: request.sizeGiB < 10 }]
  validations: [{ expression: "variables.small || request.sizeGiB > 100" }]
`,
);

describe('what cases try out of a policy', () => {
  it.each<[string, readonly (readonly string[])[], readonly string[]]>([
    ['nothing, without a case', [], ['0 of 10']],
    [
      'a condition that keeps all away',
      [[ask('1Gi')]],
      ['1 of 10', "matchConditions.0 request.parameters.type == 'slice': never true"],
    ],
    [
      'one side',
      [[ask('1Gi'), ask('1Gi', 'two')]],
      ['5 of 10', 'variables.0 request.sizeGiB < 10: never false', 'validations.0 variables.small: never false'],
    ],
    ['all of it', [[ask('1Gi'), ask('1Gi', 'two'), ask('50Gi', 'two'), ask('200Gi', 'two')]], ['10 of 10']],
    [
      'all of it, in several tests',
      [
        [ask('1Gi'), ask('1Gi', 'two')],
        [ask('50Gi', 'two'), ask('200Gi', 'two')],
      ],
      ['10 of 10'],
    ],
  ])('%s', (_, tests, expected) => {
    const found = untried(SIZES, ...tests);
    expect(found.slice(0, expected.length)).toEqual(expected);
    if (expected[0] === '10 of 10') expect(found).toEqual(expected);
  });

  it('a rule on drives counts what it rules out', () => {
    const worn = policy('worn', `  scope: Drive\n  validations: [{ expression: "!('worn' in drive.tags)" }]\n`);
    expect(untried(worn, [ask('1Gi')])).toEqual(['2 of 2']);
  });

  it('a rule on placements counts what would be chosen without it', () => {
    const racks = policy(
      'racks',
      `  scope: Placement\n  validations: [{ expression: "placement.survives('rack')" }]\n`,
    );
    expect(untried(racks, [ask('1Gi', 'two')])).toEqual([
      '1 of 2',
      "validations.0 placement.survives('rack'): never false",
    ]);
    expect(untried(racks, [ask('1Gi')])).toEqual(['1 of 2', "validations.0 placement.survives('rack'): never true"]);
    expect(untried(racks, [ask('1Gi'), ask('1Gi', 'two')])).toEqual(['2 of 2']);
  });

  it('a rule on objects counts the objects of cases', () => {
    const named = policy(
      'named',
      `  scope: Config\n  kinds: [Backend]\n  validations: [{ expression: object.metadata.name != 'x' }]\n`,
    );
    const backend = (name: string) =>
      `object: { apiVersion: stowage.dev/v1alpha1, kind: Backend, metadata: { name: ${name} }, spec: { composable: { storageGroups: [sg-a1] } } }`;
    expect(untried(named, [backend('y'), backend('x')])).toEqual(['2 of 2']);
  });
});

describe('a policy that is bound twice', () => {
  const BINDINGS = ['slices', 'disks'].map(
    (name) => `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: ${name} }
spec:
  policy: small
  matchConditions: [{ name: of-type, expression: "request.parameters.type == '${name === 'slices' ? 'slice' : 'ssd'}'" }]
`,
  );
  const SMALL = policy(
    'small',
    `  scope: Request
  matchConditions: [{ name: mounted, expression: request.volumeMode == 'Filesystem' }]
  validations: [{ expression: request.sizeGiB < 10 }]
`,
  );
  const reported = (inventory: string, ...asked: readonly string[]): readonly string[] => {
    const ground = groundOf([...HALL, ...objectsOf(SMALL, ...BINDINGS)]);
    const tried = followPolicies(ground.inventory.configuration.policies);
    const cases = asked.map((each, at) => `    - { name: c${String(at)}, ${each}, expect: { findings: [] } }\n`);
    const own = inventory === '' ? BINDINGS : [inventory];
    runPolicyTest(testOf(cases.join('')), { ...groundOf([...HALL, ...objectsOf(SMALL, ...own)]), tried });
    return tried
      .report()
      .flatMap(({ name, binding = '', covered, all, untried: parts }) => [
        `${name} by ${binding}: ${String(covered)} of ${String(all)}`,
        ...parts.map(
          ({ object, path, what }) => `${object.kind} ${object.name} ${path.slice(1, 3).join('.')}: ${what}`,
        ),
      ]);
  };

  it('counts under each binding by itself, with the conditions of that', () => {
    expect(reported('', ask('1Gi', 'two'), ask('50Gi', 'two'))).toEqual([
      'small by disks: 2 of 6',
      'PlacementPolicy small matchConditions.0: never false',
      'PolicyBinding disks matchConditions.0: never true',
      'PlacementPolicy small validations.0: never evaluated',
      'small by slices: 4 of 6',
      'PlacementPolicy small matchConditions.0: never false',
      'PolicyBinding slices matchConditions.0: never false',
    ]);
  });

  it('counts under all of them, but for their conditions, where a test binds it for itself', () => {
    const binding = BINDINGS[0]?.replace('name: slices', 'name: of-the-test') ?? '';
    expect(reported(binding, ask('1Gi', 'two'), ask('50Gi', 'two')).filter((line) => !line.includes('never'))).toEqual([
      'small by disks: 3 of 6',
      'small by slices: 3 of 6',
    ]);
  });
});

it('steps are shared by all cases: once they are spent, none runs', () => {
  const ground = groundOf([...HALL, ...objectsOf(SIZES)], { allowance: { steps: 12 } });
  const cases = [1, 2, 3].map(
    (at) => `    - { name: c${String(at)}, ${ask('1Gi', 'two')}, expect: { findings: [] } }\n`,
  );
  const result = runPolicyTest(testOf(cases.join('')), ground);
  expect(result.kind === 'ran' && result.cases.map(({ outcome }) => outcome.kind).at(-1)).toBe('broken');
  expect(ground.allowance.steps).toBeLessThanOrEqual(0);
});
