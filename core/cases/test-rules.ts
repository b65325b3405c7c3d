import type { Configuration } from '../model/configuration.ts';
import type { Day } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { Allowance } from '../policy/cel/program.ts';
import { compilePolicies } from '../policy/index.ts';
import type { CompiledPolicies } from '../policy/index.ts';
import { ruleSets } from '../policy/rule-sets.ts';
import type { RuleSet } from '../policy/rule-sets.ts';
import type { PolicyTestSpec } from '../../schemas/generated/types.ts';
import type { SaidFinding } from './case-result.ts';
import { levelsOf } from '../model/levels.ts';
import type { TriedPolicies } from './tried-policies.ts';
import { metered, wrapPrograms } from './wrap-programs.ts';

/** A rule set, compiled. */
export interface CompiledSet extends RuleSet {
  readonly compiled: CompiledPolicies;
}

/** The policies that a test runs. */
export interface TestRules {
  readonly sets: readonly CompiledSet[];
  /** Decides which exceptions hold. */
  readonly today: Day;
  /** Those of the revision that is tested, by name; one that is bound more than once by its first binding. */
  readonly byName: ReadonlyMap<string, PlacementPolicy>;
}

export type CompiledRules =
  { readonly kind: 'ready'; readonly rules: TestRules } | { readonly kind: 'broken'; readonly reason: string };

export interface RunOptions {
  /** The policies of an earlier revision, which run as well where they have changed since. */
  readonly base: RuleSet | undefined;
  /** Steps that the rules may take together, over all tests. */
  readonly allowance: Allowance;
  /** Follows what cases try out. */
  readonly tried: TriedPolicies | undefined;
}

/** On which no exception has expired. */
const FIRST_DAY: Day = '0000-01-01';

/** Compiles the policies in force, or those of them that the test names: the others are switched off. */
export function compileRules(
  configuration: Configuration,
  { policies: named, today = FIRST_DAY }: Pick<PolicyTestSpec, 'policies' | 'today'>,
  { base, allowance, tried }: RunOptions,
): CompiledRules {
  const chosen = named && new Set(named);
  const isChosen = ({ name }: PlacementPolicy): boolean => chosen?.has(name) ?? true;
  const sets: CompiledSet[] = [];
  for (const set of ruleSets(configuration, base)) {
    // What a test of the head names switches off none of the rules that the head has dropped or renamed.
    const policies = set.asOf === undefined ? set.policies.filter(isChosen) : set.policies;
    const { compiled, problems } = compilePolicies(policies, { levels: levelsOf(configuration) });
    const [problem] = problems;
    if (problem) {
      const asOf = set.asOf === undefined ? '' : ` as of ${set.asOf}`;
      const reason = `policy ${problem.policy.name}${asOf} cannot run on this inventory: ${problem.message}`;
      return { kind: 'broken', reason };
    }
    const within = wrapPrograms(compiled, (program) => metered(program, allowance));
    // What an earlier revision of a policy comes to says nothing of the one that is tested.
    sets.push({ ...set, policies, compiled: set.asOf === undefined && tried ? tried.watch(within) : within });
  }
  const ofHead = sets.find(({ asOf }) => asOf === undefined)?.policies ?? [];
  const byName = new Map(ofHead.toReversed().map((policy) => [policy.name as string, policy]));
  return { kind: 'ready', rules: { sets, today, byName } };
}

/** What the rules of a set said. */
export interface SetFindings {
  readonly set: RuleSet;
  readonly findings: readonly Finding[];
}

/**
 * What all sets said, each thing once, however many drives or bindings had a rule say it. What an earlier revision of a
 * policy says is left out where the policy says something as bad itself.
 */
export function gatherFindings(said: readonly SetFindings[]): readonly SaidFinding[] {
  const gathered = new Map<string, SaidFinding>();
  for (const { set, findings } of said) {
    for (const finding of findings) {
      const { rule } = finding;
      if (!rule || (set.asOf !== undefined && isCovered(finding, rule.policy, gathered.values()))) continue;
      const key = JSON.stringify([set.asOf, rule.policy, rule.index, finding.severity, finding.message]);
      if (gathered.has(key)) continue;
      gathered.set(key, { ...finding, rule, asOf: set.asOf });
    }
  }
  return [...gathered.values()];
}

function isCovered(finding: Finding, policy: string, said: Iterable<SaidFinding>): boolean {
  for (const { asOf, rule, severity } of said) {
    if (asOf === undefined && rule.policy === policy && BADNESS[severity] >= BADNESS[finding.severity]) return true;
  }
  return false;
}

const BADNESS: Readonly<Record<Finding['severity'], number>> = { error: 2, warning: 1, note: 0 };
