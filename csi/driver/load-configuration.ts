import { levelsOf } from '../../core/model/levels.ts';
import type { RevisionNumber } from '../../core/model/ids.ts';
import type { DeclaredObject, Revision } from '../../core/model/configuration.ts';
import type { InTurns } from '../../core/model/turns.ts';
import { configurationFromObjects } from '../../core/parse/index.ts';
import { compileInTurns, forAnyClaim, sizesInTurns } from '../../core/policy/index.ts';
import { groundInTurns } from '../../core/verify/ground.ts';
import { readConfiguration } from '../../store/configurations.ts';
import type { Store } from '../../store/store.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import type { TakeTurns } from './context.ts';

/** @throws StoreError `not-found` where it is no longer kept */
export async function loadConfiguration(
  store: Store,
  number: RevisionNumber,
  takeTurns: TakeTurns,
): Promise<ActiveConfiguration> {
  const { revision, objects } = await readConfiguration(store, number, takeTurns);
  return takeTurns(derive(revision, objects));
}

function* derive(revision: Revision, objects: readonly DeclaredObject[]): InTurns<ActiveConfiguration> {
  const configuration = yield* configurationFromObjects(objects);
  const { compiled, problems } = yield* compileInTurns(configuration.policies, { levels: levelsOf(configuration) });
  const policiesForAnyClaim = forAnyClaim(compiled);
  yield;
  return {
    revision,
    objects,
    configuration,
    policies: compiled,
    policiesForAnyClaim,
    sizesInPolicies: yield* sizesInTurns(policiesForAnyClaim),
    problems,
    enclosures: new Map(configuration.enclosures.map((enclosure) => [enclosure.name, enclosure])),
    ground: yield* groundInTurns(configuration),
  };
}
