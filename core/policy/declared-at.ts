import type { ObjectReference } from '../model/finding.ts';
import type { PlacementPolicy } from '../model/policy.ts';

/** Where a text of a policy in force is declared: the conditions of its binding stand in that, after those of its own. */
export function declaredAt(
  policy: PlacementPolicy,
  path: readonly (string | number)[],
): { readonly object: ObjectReference; readonly path: readonly (string | number)[] } {
  const [spec = 'spec', field, at] = path;
  const own = policy.matchConditions.length - policy.boundConditions;
  if (policy.binding === undefined || field !== 'matchConditions' || typeof at !== 'number' || at < own) {
    return { object: { kind: 'PlacementPolicy', name: policy.name }, path };
  }
  const object = { kind: 'PolicyBinding', name: policy.binding };
  return { object, path: [spec, field, at - own, ...path.slice(3)] };
}
