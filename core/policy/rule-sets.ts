import type { Configuration } from '../model/configuration.ts';
import type { PolicyName } from '../model/ids.ts';
import type { PlacementPolicy, PolicyException } from '../model/policy.ts';

/** Policies that run together, and the exceptions from them. */
export interface RuleSet extends Pick<Configuration, 'policies' | 'exceptions'> {
  /** The revision that they are those of; `undefined`: the one that is looked at. */
  readonly asOf: string | undefined;
}

/**
 * What has to run so that a change cannot rid itself of a rule: the policies of `head`, and those of `base` that head no
 * longer has as they were, or has excepted something from. Each set runs with its own exceptions. Scores refuse nothing,
 * so those of `base` are left out.
 */
export function ruleSets(
  head: Pick<Configuration, 'policies' | 'exceptions'>,
  base: RuleSet | undefined,
): readonly RuleSet[] {
  const current: RuleSet = { policies: head.policies, exceptions: head.exceptions, asOf: undefined };
  if (!base) return [current];
  const kept = new Set(head.policies.map(identityOf));
  const isLoosened = loosenedBy(head.exceptions, base.exceptions);
  const policies = base.policies.filter(
    (policy) => policy.scope !== 'Score' && (!kept.has(identityOf(policy)) || isLoosened(policy.name)),
  );
  return policies.length === 0 ? [current] : [current, { ...base, policies }];
}

/** Two policies that say the same in another order of fields count as two: both run then, which is no harm. */
const identityOf = (policy: PlacementPolicy): string => JSON.stringify(policy);

/** Whether there is an exception from a policy that was not there before. */
function loosenedBy(
  exceptions: readonly PolicyException[],
  before: readonly PolicyException[],
): (policy: PolicyName) => boolean {
  const known = new Set(before.map((exception) => JSON.stringify(exception)));
  const loosened = new Set(
    exceptions.filter((exception) => !known.has(JSON.stringify(exception))).map(({ policy }) => policy),
  );
  return (policy) => loosened.has(policy);
}
