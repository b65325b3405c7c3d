import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { Allowance } from './cel/program.ts';
import type { Fields, Value } from './cel/values.ts';
import type { CompiledPolicies, CompiledPolicy } from './compiled-policy.ts';
import { breachesOf, matchPolicy } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { configView, objectView } from './views.ts';

/** A declared object that a policy on the configuration refuses, warns of or notes. */
export interface PolicyDenial extends Breach {
  readonly object: DeclaredObject;
}

/**
 * Steps that one policy may take over all objects: a second's worth, ten times what a rule on 100,000 drives needs. A
 * policy that spends them has been told of by then, and is not asked again.
 */
const POLICY_ALLOWANCE = 50_000_000;

/** Runs the Config policies on every object of their kinds. All that is wrong, in the order of objects and rules. */
export function checkConfiguration(
  { config: policies }: CompiledPolicies,
  objects: readonly DeclaredObject[],
  configuration: Configuration,
): readonly PolicyDenial[] {
  if (policies.length === 0) return [];
  const config = configView(configuration);
  const metered = policies.map((compiled): Metered => ({ compiled, allowance: { steps: POLICY_ALLOWANCE } }));
  return objects.flatMap((object) => metered.flatMap((policy) => checkObject(policy, object, config)));
}

interface Metered {
  readonly compiled: CompiledPolicy;
  readonly allowance: Allowance;
}

function checkObject(
  { compiled, allowance }: Metered,
  object: DeclaredObject,
  config: Fields,
): readonly PolicyDenial[] {
  const { kinds } = compiled.policy;
  if (allowance.steps === 0 || (kinds.length > 0 && !kinds.includes(object.kind))) return [];
  const roots: readonly Value[] = [objectView(object), config];
  const match = matchPolicy(compiled, roots, allowance);
  switch (match.kind) {
    case 'passes-by':
      return [];
    case 'breached':
      return [{ ...match.breach, object }];
    case 'applies':
      return breachesOf(compiled, roots, allowance).map((breach) => ({ ...breach, object }));
  }
}
