import type { Place } from '../../core/model/finding.ts';
import type { PolicyException } from '../../core/model/policy.ts';
import { placesIn } from '../../core/parse/index.ts';
import { declaredAt } from '../../core/policy/declared-at.ts';
import type { CheckedExpression } from '../../core/policy/describe/checked-policy.ts';
import type { PolicyDescription } from '../../core/policy/describe/describe-policy.ts';
import type { RuleForm } from '../../core/policy/describe/rules-for-request.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { countDrives } from '../../core/placement/admissions.ts';
import { cohortsOf } from '../../core/placement/inventory-index.ts';
import type { FoundPolicy } from './find-policy.ts';
import type { PolicyGround } from './open-ground.ts';

/** A policy with the places of what it says, and what there is for it to be asked about. */
export interface DescribedPolicy extends Omit<PolicyDescription, 'expressions'> {
  readonly pack: string | undefined;
  readonly place: Place | undefined;
  /** Of the binding that puts it in force. */
  readonly bindingPlace: Place | undefined;
  readonly expressions: readonly LocatedExpression[];
  readonly exceptions: readonly PolicyException[];
  /** Objects of its kinds, for a policy on the configuration. */
  readonly objects: number;
  /** How many drives a predicate admits. */
  readonly admitted: (form: RuleForm) => AdmittedDrives | undefined;
}

export interface LocatedExpression extends CheckedExpression {
  readonly place: Place | undefined;
}

export interface AdmittedDrives {
  readonly admitted: number;
  readonly of: number;
}

/** Adds what the description of a policy does not know: files, exceptions, objects and drives. */
export function describedPolicy(
  description: PolicyDescription,
  { pack, sources }: FoundPolicy,
  { inventory }: PolicyGround,
): DescribedPolicy {
  const { policy, expressions } = description;
  const [place, bindingPlace, ...places] = placesIn(sources, [
    { object: { kind: 'PlacementPolicy', name: policy.name }, path: ['metadata', 'name'] },
    { object: { kind: 'PolicyBinding', name: policy.binding ?? '' }, path: ['metadata', 'name'] },
    ...expressions.map(({ path }) => declaredAt(policy, path)),
  ]);
  const { kinds } = policy;
  const asked = inventory.objects.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return {
    ...description,
    ...{ pack, place, bindingPlace },
    expressions: expressions.map((expression, at) => ({ ...expression, place: places[at] })),
    exceptions: inventory.configuration.exceptions.filter((exception) => exception.policy === policy.name),
    objects: policy.scope === 'Config' ? asked.length : 0,
    admitted: (form) => admittedDrives(form, inventory.index),
  };
}

function admittedDrives(form: RuleForm, index: InventoryIndex): AdmittedDrives | undefined {
  if (form.kind !== 'drive-predicate') return undefined;
  const cohorts = cohortsOf(index);
  return { admitted: countDrives(cohorts.filter(({ drives }) => form.admits(drives))), of: countDrives(cohorts) };
}
