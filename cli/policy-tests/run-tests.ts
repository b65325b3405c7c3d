import type { CaseResult, PolicyTestResult, SaidFinding, Trouble } from '../../core/cases/case-result.ts';
import { isRuleKind } from '../../core/cases/inventory.ts';
import { runPolicyTest } from '../../core/cases/run-policy-test.ts';
import { followPolicies } from '../../core/cases/tried-policies.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { ObjectReference, Place } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { PlacementPolicy } from '../../core/model/policy.ts';
import { placesIn } from '../../core/parse/index.ts';
import type { Sources } from '../../core/parse/index.ts';
import { resolveObjects } from '../../core/parse/resolve/resolve-objects.ts';
import type { Path } from '../../core/parse/yaml/positions.ts';
import type { PolicyTestObject } from '../../schemas/generated/types.ts';
import type { EarlierRules } from '../check/earlier-rules.ts';
import { testsIn } from '../check/tests-in.ts';
import { locateTried } from './policy-coverage.ts';
import { groundFinder } from './grounds.ts';
import type { Ground } from './grounds.ts';
import type { LocatedTrouble, RanCase, RanTest, TestRun } from './test-run.ts';

export interface TestsToRun {
  /** Of a repository that is right. */
  readonly sources: Sources;
  /** The policies of an earlier revision, to be asked as well. */
  readonly earlier: EarlierRules | undefined;
  readonly limits: Limits;
  /** Only cases with this text in `TEST/CASE` run. */
  readonly only: string | undefined;
  /** Tells what of the policies no case tried out. */
  readonly coverage: boolean;
}

/** Runs the PolicyTests of a repository, in the order of its files. Those without a case that is asked for are left out. */
export async function runTests({ sources, earlier, limits, only = '', coverage }: TestsToRun): Promise<TestRun> {
  const wanted = testsIn(sources).flatMap((test) => {
    const cases = test.spec.cases.filter(({ name }) => `${test.metadata.name}/${name}`.includes(only));
    return cases.length === 0 ? [] : [{ test, names: new Set(cases.map(({ name }) => name)) }];
  });
  const objects = sources.objects.map(({ object }) => object);
  const tried = coverage ? followPolicies(policiesOf(objects)) : undefined;
  const findGround = groundFinder({
    ...{ objects, limits },
    run: { base: earlier?.set, allowance: { steps: limits.policySteps }, tried },
  });
  const tests: RanTest[] = [];
  for (const { test, names } of wanted) {
    const ground = await findGround(test);
    const result = resultOn(ground, test, names);
    tests.push(locateTest(test, { on: ground.on, result }, { sources, earlier: earlier?.sources ?? sources }));
  }
  return { tests, coverage: tried && locateTried(tried.report(), sources) };
}

const policiesOf = (objects: readonly DeclaredObject[]): readonly PlacementPolicy[] =>
  resolveObjects(objects.filter(({ kind }) => isRuleKind(kind))).configuration.policies;

function resultOn(ground: Ground, test: PolicyTestObject, names: ReadonlySet<string>): PolicyTestResult {
  switch (ground.kind) {
    case 'ready':
      return runPolicyTest(test, ground.ground, (name) => names.has(name));
    case 'broken':
      return { kind: 'broken', trouble: { message: ground.reason, path: ['spec', 'inventory'] } };
  }
}

interface Places {
  readonly sources: Sources;
  readonly earlier: Sources;
}

function locateTest(
  test: PolicyTestObject,
  { on: inventory, result }: { readonly on: RanTest['inventory']; readonly result: PolicyTestResult },
  places: Places,
): RanTest {
  const object: ObjectReference = { kind: 'PolicyTest', name: test.metadata.name };
  const locate = (paths: readonly Path[]): readonly (Place | undefined)[] =>
    placesIn(
      places.sources,
      paths.map((path) => ({ object, path })),
    );
  const [place] = locate([['metadata', 'name']]);
  const common = { name: test.metadata.name, place, inventory };
  switch (result.kind) {
    case 'broken': {
      const [trouble] = locateTroubles([result.trouble], locate);
      return { ...common, trouble, cases: [] };
    }
    case 'ran':
      return { ...common, trouble: undefined, cases: locateCases(test, result.cases, locate, places) };
  }
}

type Locate = (paths: readonly Path[]) => readonly (Place | undefined)[];

function locateTroubles(troubles: readonly Trouble[], locate: Locate): readonly LocatedTrouble[] {
  const found = locate(troubles.map(({ path }) => path));
  return troubles.map(({ message }, at) => ({ message, place: found[at] }));
}

function locateCases(
  test: PolicyTestObject,
  cases: readonly CaseResult[],
  locate: Locate,
  places: Places,
): readonly RanCase[] {
  const names = locate(cases.map(({ index }) => ['spec', 'cases', index, 'name']));
  const troubles = cases.map(troublesOf);
  const located = locateTroubles(troubles.flat(), locate);
  const findings = locateRules(
    cases.flatMap(({ said }) => said.findings),
    test,
    places,
  );
  let [nextTrouble, nextFinding] = [0, 0];
  return cases.map(({ name, outcome, said }, at) => ({
    name,
    place: names[at],
    outcome: outcome.kind,
    troubles: located.slice(nextTrouble, (nextTrouble += troubles[at]?.length ?? 0)),
    findings: findings.slice(nextFinding, (nextFinding += said.findings.length)),
    placement: said.placement,
    counterExamples: said.counterExamples,
  }));
}

function troublesOf({ outcome }: CaseResult): readonly Trouble[] {
  switch (outcome.kind) {
    case 'passed':
      return [];
    case 'failed':
      return outcome.differences;
    case 'broken':
      return [outcome.trouble];
  }
}

/** A rule of an earlier revision stands in the files of that; a rule of an example in none that was given. */
function locateRules(
  findings: readonly SaidFinding[],
  test: PolicyTestObject,
  { sources, earlier }: Places,
): readonly SaidFinding[] {
  const values = findings.map((finding) => ruleIn(test, finding));
  const [now, then] = [placesIn(sources, values), placesIn(earlier, values)];
  return findings.map((finding, at) => {
    const place = finding.asOf === undefined ? now[at] : then[at];
    return place ? { ...finding, rule: { ...finding.rule, place } } : finding;
  });
}

/** A rule as it stands: in the inventory of the test where that declares the policy, else in an object of its own. */
function ruleIn(test: PolicyTestObject, { rule, asOf }: SaidFinding): { object: ObjectReference; path: Path } {
  const inline = (test.spec.inventory?.objects ?? []) as readonly DeclaredObject[];
  const at = inline.findIndex(({ kind, metadata }) => kind === 'PlacementPolicy' && metadata.name === rule.policy);
  const path = ['spec', 'validations', rule.index, 'expression'];
  if (at === -1 || asOf !== undefined) return { object: { kind: 'PlacementPolicy', name: rule.policy }, path };
  const object = { kind: 'PolicyTest', name: test.metadata.name };
  return { object, path: ['spec', 'inventory', 'objects', at, ...path] };
}
