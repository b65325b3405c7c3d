import { describe, expect, it } from 'vitest';
import type { CaseOutcome } from '../cases/case-result.ts';
import { prepareInventory, withRules } from '../cases/inventory.ts';
import type { TestInventory } from '../cases/inventory.ts';
import { runPolicyTest } from '../cases/run-policy-test.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import { parseFiles, resolve } from '../parse/index.ts';
import type { PolicyTestObject } from '../../schemas/generated/types.ts';
import { PACK_VERSIONS, packFile } from './testing/packs.ts';

const STEPS = 1_000_000;

/** What lies in the folder of a pack: its policies, and its tests with what stands beside them. */
function objectsOf(name: string, version: string): readonly DeclaredObject[] {
  const files = ['policies.yaml', 'cases.yaml'].map((path) => ({ path, text: packFile(name, version, path) }));
  const parsed = parseFiles(files);
  const { findings } = resolve(parsed);
  expect([...parsed.findings, ...findings]).toEqual([]);
  return parsed.objects.map(({ object }) => object);
}

/** A test, and the inventory that it runs on. */
interface Prepared {
  readonly test: PolicyTestObject;
  readonly inventory: TestInventory;
}

function prepare(objects: readonly DeclaredObject[]): readonly Prepared[] {
  return objects
    .filter(({ kind }) => kind === 'PolicyTest')
    .map((object) => {
      const test = object as unknown as PolicyTestObject;
      const inline = test.spec.inventory?.objects as readonly DeclaredObject[] | undefined;
      const prepared = prepareInventory(inline ? withRules(inline, objects, 'inventory') : objects);
      if (prepared.kind === 'broken') throw new Error(`${test.metadata.name}: ${prepared.reason}`);
      return { test, inventory: prepared.inventory };
    });
}

/** What goes wrong in the cases, as `stowage test` runs them. */
function* troublesIn(tests: readonly Prepared[]): Generator<string> {
  for (const { test, inventory } of tests) {
    const result = runPolicyTest(test, {
      inventory,
      classes: [],
      base: undefined,
      allowance: { steps: STEPS },
      tried: undefined,
    });
    if (result.kind === 'broken') yield `${test.metadata.name}: ${result.trouble.message}`;
    else for (const { name, outcome } of result.cases) yield* troublesOf(`${test.metadata.name}/${name}`, outcome);
  }
}

function troublesOf(at: string, outcome: CaseOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'failed':
      return outcome.differences.map(({ message }) => `${at}: ${message}`);
    case 'broken':
      return [`${at}: ${outcome.trouble.message}`];
  }
}

/** The same tests with another expression in place of a rule's. */
const withRule = (tests: readonly Prepared[], name: string, rule: string, expression: string): readonly Prepared[] =>
  tests.map(({ test, inventory }) => {
    const { configuration } = inventory;
    const policies = configuration.policies.map((policy) => {
      if (policy.name !== name) return policy;
      const validations = policy.validations.map((each) => (each.name === rule ? { ...each, expression } : each));
      return { ...policy, validations };
    });
    return { test, inventory: { ...inventory, configuration: { ...configuration, policies } } };
  });

/** Without them the class asks the same, so no request shows the difference: packs-as-parameters.test.ts does. */
const SAID_BY_THE_CLASS_TOO: ReadonlySet<string> = new Set([
  'redundant-volumes-are-mirrored',
  'arrays-stay-small',
  'arrays-survive-a-storage-group',
  'arrays-survive-an-enclosure',
  // No case has worn drives: nobody reports on drives that are only declared.
  'pairs-do-not-wear-out-together',
  'hdd-classes-take-hdds',
  'ssd-classes-take-ssds',
  'hdds-spin-fast-enough',
  'drives-have-the-right-tags',
  'drives-lie-in-the-named-storage-groups',
  'drives-are-reached-by-an-allowed-transport',
  'hdds-are-never-sliced',
  'slices-are-asked-for',
]);

describe.each(PACK_VERSIONS)('%s %s', (name, version) => {
  const tests = prepare(objectsOf(name, version));

  it('passes its cases', () => {
    expect([...troublesIn(tests)]).toEqual([]);
  });

  /** Those that name the policy first: they are the likeliest to need it. */
  const about = (policy: string): readonly Prepared[] => {
    const names = ({ test }: Prepared): boolean => JSON.stringify(test).includes(policy);
    return [...tests.filter(names), ...tests.filter((test) => !names(test))];
  };

  const [first] = tests;
  const rules = (first?.inventory.configuration.policies ?? []).flatMap((policy) =>
    policy.validations.map((rule) => [policy.name as string, rule.name ?? ''] as const),
  );

  it.each(rules)('has a case that needs %s/%s to hold where it holds', (policy, rule) => {
    expect(troublesIn(withRule(about(policy), policy, rule, 'false')).next().done).toBe(false);
  });

  it.each(rules.filter(([policy]) => !SAID_BY_THE_CLASS_TOO.has(policy)))(
    'has a case that needs %s/%s to break where it breaks',
    (policy, rule) => {
      expect(troublesIn(withRule(about(policy), policy, rule, 'true')).next().done).toBe(false);
    },
  );
});
