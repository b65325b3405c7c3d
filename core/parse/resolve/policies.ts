import type { PolicyName } from '../../model/ids.ts';
import type { NamedExpression, PlacementPolicy } from '../../model/policy.ts';
import type { PlacementPolicyObject } from '../../../schemas/generated/types.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { checkUnique, problem } from './report.ts';
import type { Report } from './report.ts';

/** The policies as declared. Their expressions are text here: compiling them is another step. */
export function resolvePolicies(
  declared: readonly Declared<PlacementPolicyObject>[],
  report: Report,
): readonly PlacementPolicy[] {
  return declared.map((each) => {
    const { metadata, spec } = each.wire;
    checkScope(each, report);
    checkNames(each, 'matchConditions', 'match condition', report);
    checkNames(each, 'variables', 'variable', report);
    return {
      name: metadata.name as PolicyName,
      scope: spec.scope,
      kinds: spec.kinds ?? [],
      matchConditions: spec.matchConditions ?? [],
      variables: spec.variables ?? [],
      validations: spec.validations.map(({ expression, message, messageExpression }) => ({
        expression,
        message,
        messageExpression,
      })),
      action: spec.action ?? 'Deny',
      failurePolicy: spec.failurePolicy ?? 'Fail',
    };
  });
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

function checkNames(
  declared: Declared<PlacementPolicyObject>,
  field: 'matchConditions' | 'variables',
  noun: string,
  report: Report,
): void {
  const expressions: readonly NamedExpression[] = declared.wire.spec[field] ?? [];
  const named = expressions.map(({ name }, index) => ({ name, at: at(declared, 'spec', field, index, 'name') }));
  checkUnique(noun, named, report);
}
