import type { StorageClass } from '../model/class.ts';
import { raiseLimit } from '../model/limits.ts';
import type { PolicyTestCase, PolicyTestFinding, PolicyTestObject } from '../../schemas/generated/types.ts';
import { NOTHING_SAID } from './case-result.ts';
import type { CaseOutcome, CaseResult, PolicyTestResult, Said, Trouble } from './case-result.ts';
import { compareFindings } from './compare-findings.ts';
import type { SubjectKind } from './compare-findings.ts';
import { comparePlacement } from './compare-placement.ts';
import { levelsOf } from '../model/levels.ts';
import type { TestInventory } from './inventory.ts';
import { buildSubject, sayOfObject } from './object-case.ts';
import { buildRequest, sayOfRequest, tryUnconstrained } from './request-case.ts';
import { compileRules } from './test-rules.ts';
import type { RunOptions, TestRules } from './test-rules.ts';

/** On what a test runs. */
export interface TestGround extends RunOptions {
  readonly inventory: TestInventory;
  /** Classes that a case may ask through beside those of the inventory; these go before. */
  readonly classes: readonly StorageClass[];
}

/** Runs the cases of a test that `chosen` admits, each for itself. */
export function runPolicyTest(
  { spec }: PolicyTestObject,
  ground: TestGround,
  chosen: (name: string) => boolean = () => true,
): PolicyTestResult {
  const compiled = compileRules(ground.inventory.configuration, spec, ground);
  if (compiled.kind === 'broken') return testBroken(compiled.reason, ['spec']);
  const { rules } = compiled;
  const missing = (spec.policies ?? []).findIndex((name) => !rules.byName.has(name));
  if (missing !== -1) {
    const name = spec.policies?.[missing] ?? '';
    return testBroken(`no policy that is in force is called ${name}`, ['spec', 'policies', missing]);
  }
  const cases = spec.cases.flatMap((each, index) => (chosen(each.name) ? [runCase(each, index, ground, rules)] : []));
  return { kind: 'ran', cases };
}

const testBroken = (message: string, path: Trouble['path']): PolicyTestResult => ({
  kind: 'broken',
  trouble: { message, path },
});

function runCase(each: PolicyTestCase, index: number, ground: TestGround, rules: TestRules): CaseResult {
  const path = ['spec', 'cases', index];
  const result = (said: Said, outcome: CaseOutcome): CaseResult => ({ name: each.name, index, outcome, said });
  const trouble = ground.allowance.steps <= 0 ? SPENT : troubleWith(each, ground.inventory, rules);
  if (trouble) return result(NOTHING_SAID, { kind: 'broken', trouble: within(path, trouble) });
  const answer = each.request ? askRequest(each, ground, rules) : askObject(each, ground, rules);
  if (answer.kind === 'broken') return result(NOTHING_SAID, { ...answer, trouble: within(path, answer.trouble) });
  const differences = compare(each, answer.said, rules).map((difference) => within([...path, 'expect'], difference));
  return result(answer.said, differences.length === 0 ? { kind: 'passed' } : { kind: 'failed', differences });
}

const SPENT: Trouble = {
  message: `the policies have taken as many steps as they may over all cases. ${raiseLimit('policySteps')}`,
  path: [],
};

const within = (path: Trouble['path'], trouble: Trouble): Trouble => ({ ...trouble, path: [...path, ...trouble.path] });

type Answer = { readonly kind: 'said'; readonly said: Said } | { readonly kind: 'broken'; readonly trouble: Trouble };

function askRequest({ request, expect }: PolicyTestCase, ground: TestGround, rules: TestRules): Answer {
  const { inventory, classes, tried } = ground;
  const built = buildRequest(request ?? { size: '' }, inventory, classes);
  if (built.kind === 'broken') return { ...built, trouble: within(['request'], built.trouble) };
  if (tried) tryUnconstrained(built, inventory, rules);
  return { kind: 'said', said: sayOfRequest(built, inventory, rules, expect.placement !== undefined) };
}

function askObject(each: PolicyTestCase, { inventory, allowance }: TestGround, rules: TestRules): Answer {
  const built = buildSubject(each, inventory);
  return built.kind === 'broken' ? built : { kind: 'said', said: sayOfObject(built.subject, rules, allowance.steps) };
}

function compare({ request, expect }: PolicyTestCase, said: Said, { byName }: TestRules): readonly Trouble[] {
  const subject: SubjectKind = request ? 'request' : 'object';
  const ofFindings = expect.findings
    ? compareFindings(expect.findings, said.findings, { subject, policies: byName })
    : [];
  return [
    ...ofFindings.map((difference) => within(['findings'], difference)),
    ...(said.placement ? comparePlacement(expect, said.placement) : []),
  ];
}

/** An expectation that nothing could ever meet, or miss: a slip of who wrote it. Paths are from the case. */
function troubleWith(
  { object, expect }: PolicyTestCase,
  { configuration }: TestInventory,
  { byName }: TestRules,
): Trouble | undefined {
  const { findings = [], placement, refused } = expect;
  if (object && (placement ?? refused)) {
    const message = 'a declared object is neither placed nor refused: expect findings';
    return { message, path: ['expect', placement ? 'placement' : 'refused'] };
  }
  for (const [at, finding] of findings.entries()) {
    const trouble = troubleWithFinding(finding, byName);
    if (trouble) return within(['expect', 'findings', at], trouble);
  }
  const levels: readonly string[] = levelsOf(configuration);
  const unknown = (placement?.survives ?? []).findIndex((level) => !levels.includes(level));
  if (unknown === -1) return undefined;
  const message = `no level is called ${placement?.survives?.[unknown] ?? ''}: there are ${levels.join(', ')}`;
  return { message, path: ['expect', 'placement', 'survives', unknown] };
}

function troubleWithFinding(
  { policy: name, index, rule }: PolicyTestFinding,
  byName: TestRules['byName'],
): Trouble | undefined {
  const policy = byName.get(name);
  if (!policy) return { message: `no policy that is tested is called ${name}`, path: ['policy'] };
  const { validations } = policy;
  if (index !== undefined && index >= validations.length) {
    const message = `policy ${name} has ${String(validations.length)} validations, counted from 0`;
    return { message, path: ['index'] };
  }
  if (rule === undefined || validations.some((validation) => validation.name === rule)) return undefined;
  return { message: `policy ${name} has no validation of the name ${rule}`, path: ['rule'] };
}
