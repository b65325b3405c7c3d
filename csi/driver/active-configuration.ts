import type { Configuration, DeclaredObject, Revision } from '../../core/model/configuration.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import type { CompiledPolicies, PolicyProblem } from '../../core/policy/index.ts';
import type { Ground } from '../../core/verify/ground.ts';

/** The configuration that runs, with what is derived from it. */
export interface ActiveConfiguration {
  readonly revision: Revision;
  readonly objects: readonly DeclaredObject[];
  readonly configuration: Configuration;
  readonly policies: CompiledPolicies;
  /** Those of them that say the same whoever asks. */
  readonly policiesForAnyClaim: CompiledPolicies;
  /** Sizes in GiB that rules of these may compare with; `undefined` where none reads the size of a request. */
  readonly sizesInPolicies: ReadonlySet<number> | undefined;
  /** Policies that do not compile, and so do not apply. */
  readonly problems: readonly PolicyProblem[];
  readonly enclosures: ReadonlyMap<EnclosureName, Enclosure>;
  /** What placements are checked against once more. */
  readonly ground: Ground;
}
