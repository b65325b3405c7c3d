import type { PolicyParameter } from '../../model/policy.ts';
import type {
  PlacementPolicyObject,
  PolicyBindingObject,
  PolicyParameter as DeclaredParameter,
} from '../../../schemas/generated/types.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';

/** The value of each parameter: what the binding says, else the default. */
export function resolveParameters(
  policy: Declared<PlacementPolicyObject>,
  binding: Declared<PolicyBindingObject> | undefined,
  report: Report,
): readonly PolicyParameter[] {
  const given = new Map(Object.entries(binding?.wire.spec.parameters ?? {}));
  return (policy.wire.spec.parameters ?? []).flatMap((parameter, index) => {
    const { name, type = 'string' } = parameter;
    const text = given.get(name) ?? parameter.default;
    const isGiven = binding !== undefined && given.has(name);
    const where = isGiven ? at(binding, 'spec', 'parameters', name) : at(policy, 'spec', 'parameters', index);
    if (text === undefined) {
      report(notSet(policy, binding, parameter, where));
      return [];
    }
    const value = readParameter(name, type, text);
    if (value) return [value];
    const help = type === 'int' ? 'Write a whole number as text.' : 'Write "true" or "false" as text.';
    const place = isGiven ? where : at(policy, 'spec', 'parameters', index, 'default');
    report(
      problem('schema/wrong-value', place, `parameter ${name} is of type ${type}, which "${text}" is not`, { help }),
    );
    return [];
  });
}

function notSet(
  policy: Declared<PlacementPolicyObject>,
  binding: Declared<PolicyBindingObject> | undefined,
  { name }: DeclaredParameter,
  where: ReturnType<typeof at>,
): ReturnType<typeof problem> {
  const message = `policy ${nameOf(policy)} needs parameter ${name}, which has no default`;
  return binding
    ? problem('schema/missing-field', at(binding, 'spec'), message, { help: `Set spec.parameters.${name}.` })
    : problem('schema/missing-field', where, message, {
        help: 'Give it a default, or bind the policy by a PolicyBinding that sets it.',
      });
}

/** `undefined` where the text is none of the type. */
function readParameter(name: string, type: PolicyParameter['type'], text: string): PolicyParameter | undefined {
  switch (type) {
    case 'string':
      return { name, type, value: text };
    case 'int':
      return /^-?\d{1,15}$/.test(text) ? { name, type, value: Number(text) } : undefined;
    case 'bool':
      return text === 'true' || text === 'false' ? { name, type, value: text === 'true' } : undefined;
    case 'list':
      return { name, type, value: listOf(text) };
  }
}

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
