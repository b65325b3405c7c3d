import type { PlacementPolicyObject, PolicyBindingObject } from '../../../schemas/generated/types.ts';
import type { InTurns } from '../../model/turns.ts';
import { PACK_LABEL, PACK_VERSION_LABEL } from '../packs.ts';
import { at, nameOf } from './declared.ts';
import type { Declared } from './declared.ts';
import { problem, references } from './report.ts';
import type { Report } from './report.ts';

/** By name of a policy, the bindings that put it in force. */
export type BoundPolicies = ReadonlyMap<string, readonly Declared<PolicyBindingObject>[]>;

/** `NAME@VERSION` of the pack that a policy came with; `undefined` for one of the repository's own. */
export function packOf({ wire }: Declared<PlacementPolicyObject>): string | undefined {
  const { [PACK_LABEL]: name, [PACK_VERSION_LABEL]: version } = wire.metadata.labels ?? {};
  return name === undefined || version === undefined ? undefined : `${name}@${version}`;
}

/** What each binding puts in force. Names that nothing has, parameters that nobody reads: each is a problem. */
export function* bindPolicies(
  bindings: readonly Declared<PolicyBindingObject>[],
  policies: readonly Declared<PlacementPolicyObject>[],
  report: Report,
): InTurns<BoundPolicies> {
  const own = policies.filter((policy) => packOf(policy) === undefined);
  const ownNames = references('policy of this repository', new Set(own.map(nameOf)), report);
  const bound = new Map<string, Declared<PolicyBindingObject>[]>();
  for (const binding of bindings) {
    checkShape(binding, report);
    const { policy, pack } = binding.wire.spec;
    const of = pack ? policies.filter((each) => packOf(each) === `${pack.name}@${pack.version}`) : own;
    if (policy !== undefined) ownNames.check(policy, at(binding, 'spec', 'policy'));
    const chosen = pack ? chosenOf(binding, of, report) : of.filter((each) => nameOf(each) === policy);
    for (const each of chosen) bound.set(nameOf(each), [...(bound.get(nameOf(each)) ?? []), binding]);
    if (chosen.length > 0) checkParameters(binding, chosen, report);
    yield;
  }
  return bound;
}

function checkShape(binding: Declared<PolicyBindingObject>, report: Report): void {
  const { policy, pack, policies } = binding.wire.spec;
  if (policy === undefined && pack === undefined) {
    const help = 'Name a PlacementPolicy as policy, or a pack by name and version.';
    report(problem('schema/missing-field', at(binding, 'spec'), 'a binding lacks policy', { help }));
  }
  if (policy !== undefined && pack !== undefined) {
    const message = 'a binding names either a policy or a pack';
    report(problem('schema/wrong-value', at(binding, 'spec', 'pack'), message, { help: 'Leave one out.' }));
  }
  if (pack === undefined && policies !== undefined) {
    const message = 'policies are those of a pack, and no pack is named';
    const help = 'Bind one policy by spec.policy, or name the pack.';
    report(problem('schema/wrong-value', at(binding, 'spec', 'policies'), message, { help }));
  }
}

/** The policies of the pack that the binding takes: all, or those that it names. */
function chosenOf(
  binding: Declared<PolicyBindingObject>,
  ofPack: readonly Declared<PlacementPolicyObject>[],
  report: Report,
): readonly Declared<PlacementPolicyObject>[] {
  const { pack, policies: wanted } = binding.wire.spec;
  // A pack that is not there has been told of, once, where it is named.
  if (!wanted || ofPack.length === 0) return ofPack;
  const known = references(`policy of pack ${pack?.name ?? ''}`, new Set(ofPack.map(nameOf)), report);
  for (const [index, name] of wanted.entries()) known.check(name, at(binding, 'spec', 'policies', index));
  return ofPack.filter((policy) => wanted.includes(nameOf(policy)));
}

/** A misspelt parameter would leave the default in force. */
function checkParameters(
  binding: Declared<PolicyBindingObject>,
  bound: readonly Declared<PlacementPolicyObject>[],
  report: Report,
): void {
  const names = bound.flatMap(({ wire }) => (wire.spec.parameters ?? []).map(({ name }) => name));
  const known = references(`parameter of what ${nameOf(binding)} binds`, new Set(names), report);
  for (const name of Object.keys(binding.wire.spec.parameters ?? {})) {
    known.check(name, { ...at(binding, 'spec', 'parameters', name), part: 'key' });
  }
}
