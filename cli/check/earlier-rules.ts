import type { Configuration } from '../../core/model/configuration.ts';
import { together } from '../../core/model/constraints.ts';
import type { PolicyConstraints } from '../../core/model/constraints.ts';
import type { Finding, Severity } from '../../core/model/finding.ts';
import type { PlacementPolicy } from '../../core/model/policy.ts';
import type { VolumeRequest } from '../../core/model/volume.ts';
import { locateFindings } from '../../core/parse/index.ts';
import type { PlacelessFinding, Sources } from '../../core/parse/index.ts';
import { ruleSets } from '../../core/policy/rule-sets.ts';
import type { RuleSet } from '../../core/policy/rule-sets.ts';
import type { JudgedPolicies, PoliciesToCheck } from './policy-findings.ts';

/** The policies that an earlier revision had in force, and where they and their tests stand. */
export interface EarlierRules {
  readonly set: RuleSet;
  readonly sources: Sources;
}

/** What policies say, the earlier ones too where they are no longer what they were. */
export interface JudgedTogether {
  readonly findings: readonly PlacelessFinding[];
  readonly ofEarlier: readonly Finding[];
  readonly constraintsOf: (request: VolumeRequest) => PolicyConstraints;
}

type Judge = (policies: PoliciesToCheck) => JudgedPolicies;

/**
 * Asks the policies, and those of an earlier revision that the change has dropped, weakened or excepted something from:
 * a change cannot rid itself of a rule. While the configuration is broken, nobody knows what they would say.
 */
export function judgeTogether(
  policies: PoliciesToCheck,
  judge: Judge,
  { earlier, sources }: { readonly earlier: EarlierRules | undefined; readonly sources: Sources },
): JudgedTogether {
  const now = judge(policies);
  const past = earlier && policies.configuration && loosened(policies.configuration, earlier.set);
  if (!earlier || !policies.configuration || !past) return { ...now, ofEarlier: [] };
  const configuration = { ...policies.configuration, exceptions: past.exceptions };
  const then = judge({ ...policies, configuration, policies: past.policies });
  const asOf = past.asOf ?? '';
  const isCovered = coveredBy(now.findings);
  const said = then.findings
    // Exceptions of then that nothing needs are no concern of who changes something now.
    .filter((finding) => finding.object.kind !== 'PolicyException' && !isCovered(finding))
    .map((finding) => ({ ...finding, message: `${finding.message} (as of ${asOf})` }));
  const [ofRules, ofObjects] = [said.filter(({ rule }) => !rule), said.filter(({ rule }) => rule)];
  return {
    findings: now.findings,
    ofEarlier: [
      ...locateFindings(
        earlier.sources,
        past.policies.map((policy) => changedSince(policy, asOf)),
      ),
      // What is wrong with a policy itself is shown where that stands, which is in the earlier revision.
      ...locateFindings(earlier.sources, ofRules),
      ...locateFindings(sources, ofObjects, earlier.sources),
    ],
    constraintsOf: (request) => together([now.constraintsOf(request), then.constraintsOf(request)]),
  };
}

/** Said whether or not it refuses anything now: rules on requests say nothing before a volume is asked for. */
const changedSince = ({ name }: PlacementPolicy, asOf: string): PlacelessFinding => ({
  code: 'policy/not-as-before',
  severity: 'note',
  message: `policy ${name} is not in force as it was in ${asOf}: it is gone, changed, bound otherwise or excepted from, and is asked as it was, too`,
  object: { kind: 'PlacementPolicy', name },
  path: ['metadata', 'name'],
});

const loosened = (head: Configuration, base: RuleSet): RuleSet | undefined =>
  ruleSets(head, base).find(({ asOf }) => asOf !== undefined);

/** Tells of what the policy as it is says as badly of the object itself. */
function coveredBy(said: readonly PlacelessFinding[]): (finding: PlacelessFinding) => boolean {
  const worst = new Map<string, number>();
  for (const finding of said) {
    worst.set(keyOf(finding), Math.max(worst.get(keyOf(finding)) ?? 0, BADNESS[finding.severity]));
  }
  return (finding) => finding.rule !== undefined && (worst.get(keyOf(finding)) ?? -1) >= BADNESS[finding.severity];
}

const keyOf = ({ rule, object }: PlacelessFinding): string => JSON.stringify([rule?.policy, object.kind, object.name]);

const BADNESS: Readonly<Record<Severity, number>> = { error: 2, warning: 1, note: 0 };
