import type { PolicyName } from '../../model/ids.ts';
import type { PolicyException } from '../../model/policy.ts';
import type { InTurns } from '../../model/turns.ts';
import type { PlacementPolicyObject, PolicyExceptionObject } from '../../../schemas/generated/types.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { oneByOne } from './one-by-one.ts';
import { problem, references } from './report.ts';
import type { Report } from './report.ts';

/** The exceptions as declared. What they name must be there; on which day they hold is for whoever asks. */
export function resolveExceptions(
  declared: readonly Declared<PolicyExceptionObject>[],
  policies: readonly Declared<PlacementPolicyObject>[],
  report: Report,
): InTurns<readonly PolicyException[]> {
  const rules = new Map(policies.map((policy) => [nameOf(policy), ruleNames(policy)]));
  const known = references('policy', new Set(rules.keys()), report);
  return oneByOne(declared, (each) => {
    const { policy, rule, object, reason, approver, expires } = each.wire.spec;
    checkNamespace(each, report);
    checkDay(each, report);
    checkWords(each, report);
    if (known.check(policy, at(each, 'spec', 'policy')) && rule !== undefined) {
      const named = references(`rule of policy ${policy}`, rules.get(policy) ?? new Set(), report);
      named.check(rule, at(each, 'spec', 'rule'));
    }
    const { kind, namespace, name } = object;
    return [
      {
        ...{ name: nameOf(each), policy: policy as PolicyName, rule, reason, approver, expires },
        object: { kind, namespace, name },
      },
    ];
  });
}

const ruleNames = ({ wire }: Declared<PlacementPolicyObject>): ReadonlySet<string> =>
  new Set((wire.spec.validations ?? []).flatMap(({ name }) => name ?? []));

function checkNamespace(declared: Declared<PolicyExceptionObject>, report: Report): void {
  const { kind, namespace } = declared.wire.spec.object;
  if (kind === 'PersistentVolumeClaim' && namespace === undefined) {
    const message = 'a PersistentVolumeClaim is named together with its namespace';
    report(problem('schema/missing-field', at(declared, 'spec', 'object'), message, { help: 'Add namespace.' }));
  }
  if (kind !== 'PersistentVolumeClaim' && namespace !== undefined) {
    const place = at(declared, 'spec', 'object', 'namespace');
    report(problem('schema/wrong-value', place, `a ${kind} has no namespace`, { help: 'Leave it out.' }));
  }
}

/** Who and why are for people to read. */
function checkWords(declared: Declared<PolicyExceptionObject>, report: Report): void {
  for (const field of ['reason', 'approver'] as const) {
    if (declared.wire.spec[field].trim() !== '') continue;
    report(
      problem('schema/wrong-value', at(declared, 'spec', field), `${field} says nothing`, { help: 'Write it down.' }),
    );
  }
}

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function checkDay(declared: Declared<PolicyExceptionObject>, report: Report): void {
  const { expires } = declared.wire.spec;
  const [, month = 0, day = 0] = expires.split('-').map(Number);
  if (day >= 1 && day <= (LONGEST_MONTH[month - 1] ?? 0)) return;
  const help = 'Write the last day on which it holds as YYYY-MM-DD.';
  report(problem('schema/wrong-value', at(declared, 'spec', 'expires'), `there is no day ${expires}`, { help }));
}
