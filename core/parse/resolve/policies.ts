import type { PolicyName } from '../../model/ids.ts';
import type { NamedExpression, PlacementPolicy } from '../../model/policy.ts';
import type { InTurns } from '../../model/turns.ts';
import type { PlacementPolicyObject, PolicyBindingObject } from '../../../schemas/generated/types.ts';
import { packOf } from './bound-policies.ts';
import type { BoundPolicies } from './bound-policies.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { oneByOne } from './one-by-one.ts';
import { resolveParameters } from './policy-parameters.ts';
import { checkUnique, problem } from './report.ts';
import type { Report } from './report.ts';

/**
 * The policies that are in force: a policy of the repository as its bindings say, or by itself where there is none; a
 * policy of a pack only as its bindings say. Their expressions are text here: compiling them is another step.
 */
export function resolvePolicies(
  declared: readonly Declared<PlacementPolicyObject>[],
  bound: BoundPolicies,
  report: Report,
): InTurns<readonly PlacementPolicy[]> {
  return oneByOne(declared, (policy) => {
    checkPolicy(policy, report);
    const bindings = bound.get(nameOf(policy)) ?? [];
    if (bindings.length > 0) return bindings.map((binding) => inForce(policy, binding, report));
    return packOf(policy) === undefined ? [inForce(policy, undefined, report)] : [];
  });
}

function inForce(
  policy: Declared<PlacementPolicyObject>,
  binding: Declared<PolicyBindingObject> | undefined,
  report: Report,
): PlacementPolicy {
  const { metadata, spec } = policy.wire;
  return {
    name: metadata.name as PolicyName,
    binding: binding && nameOf(binding),
    scope: spec.scope,
    kinds: spec.kinds ?? [],
    kubernetesMinor: spec.kubernetesVersion === undefined ? undefined : minorOf(spec.kubernetesVersion),
    parameters: resolveParameters(policy, binding, report),
    matchConditions: [...(spec.matchConditions ?? []), ...(binding?.wire.spec.matchConditions ?? [])],
    boundConditions: binding?.wire.spec.matchConditions?.length ?? 0,
    variables: spec.variables ?? [],
    validations: (spec.validations ?? []).map(({ name, expression, message, messageExpression }) => ({
      name,
      expression,
      message,
      messageExpression,
    })),
    scores: (spec.scores ?? []).map(({ name, expression }) => ({ name, expression })),
    action: binding?.wire.spec.action ?? spec.action ?? 'Deny',
    failurePolicy: spec.failurePolicy ?? 'Fail',
  };
}

/** `1.31` ▶ 31: the schema admits no other major version. */
const minorOf = (version: string): number => Number(version.slice(2));

function checkPolicy(declared: Declared<PlacementPolicyObject>, report: Report): void {
  checkScope(declared, report);
  checkRules(declared, report);
  const { matchConditions = [], variables = [], parameters = [], validations = [], scores = [] } = declared.wire.spec;
  checkNames(declared, 'matchConditions', matchConditions, 'match condition', report);
  checkNames(declared, 'variables', variables, 'variable', report);
  checkNames(declared, 'parameters', parameters, 'parameter', report);
  checkNames(declared, 'validations', validations, 'validation', report);
  checkNames(declared, 'scores', scores, 'score', report);
}

function checkScope(declared: Declared<PlacementPolicyObject>, report: Report): void {
  const { scope, kinds } = declared.wire.spec;
  if (scope === 'Config' && kinds === undefined) {
    const help = 'Name the kinds of object that the rules run on.';
    report(problem('schema/missing-field', at(declared, 'spec'), 'a policy of scope Config needs kinds', { help }));
  }
  if (scope !== 'Config' && kinds !== undefined) {
    const message = `kinds mean nothing at scope ${scope}`;
    const help = 'Leave them out, or use scope Config.';
    report(problem('schema/wrong-value', at(declared, 'spec', 'kinds'), message, { help }));
  }
}

/** Scope Score has scores, every other scope has validations. */
function checkRules(declared: Declared<PlacementPolicyObject>, report: Report): void {
  const { scope, validations, scores } = declared.wire.spec;
  const [wanted, other] =
    scope === 'Score' ? (['scores', 'validations'] as const) : (['validations', 'scores'] as const);
  const has = { validations: validations !== undefined, scores: scores !== undefined };
  if (!has[wanted]) {
    const help = wanted === 'scores' ? 'Write numbers, more being better.' : 'Write what must be true.';
    report(
      problem('schema/missing-field', at(declared, 'spec'), `a policy of scope ${scope} needs ${wanted}`, { help }),
    );
  }
  if (has[other]) {
    const help = `Write ${wanted} instead.`;
    report(
      problem('schema/wrong-value', at(declared, 'spec', other), `${other} mean nothing at scope ${scope}`, { help }),
    );
  }
}

type Field = 'matchConditions' | 'variables' | 'parameters' | 'validations' | 'scores';

function checkNames(
  declared: Declared<PlacementPolicyObject>,
  field: Field,
  list: readonly Partial<NamedExpression>[],
  noun: string,
  report: Report,
): void {
  const named = list.flatMap(({ name }, index) =>
    name === undefined ? [] : [{ name, at: at(declared, 'spec', field, index, 'name') }],
  );
  checkUnique(noun, named, report);
}
