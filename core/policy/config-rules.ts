import type { Configuration, DeclaredObject } from '../model/configuration.ts';
import type { CompiledPolicies } from './compiled-policy.ts';
import { breachesOf, matchPolicy } from './run-policy.ts';
import type { Breach } from './run-policy.ts';
import { configView, objectView } from './views.ts';

/** A declared object that a policy on the configuration refuses, warns of or notes. */
export interface PolicyDenial extends Breach {
  readonly object: DeclaredObject;
}

/** Runs the Config policies on every object of their kinds. All that is wrong, in the order of objects and rules. */
export function checkConfiguration(
  { config: policies }: CompiledPolicies,
  objects: readonly DeclaredObject[],
  configuration: Configuration,
): readonly PolicyDenial[] {
  if (policies.length === 0) return [];
  const config = configView(configuration);
  return objects.flatMap((object) => {
    const roots = [objectView(object), config];
    return policies.flatMap((compiled) => {
      const { kinds } = compiled.policy;
      if (kinds.length > 0 && !kinds.includes(object.kind)) return [];
      const match = matchPolicy(compiled, roots);
      switch (match.kind) {
        case 'passes-by':
          return [];
        case 'breached':
          return [{ ...match.breach, object }];
        case 'applies':
          return breachesOf(compiled, roots).map((breach) => ({ ...breach, object }));
      }
    });
  });
}
