import type { StorageClass } from './class.ts';
import type { CommitId, RevisionNumber } from './ids.ts';
import type { Backend, Enclosure, Topology } from './inventory.ts';
import type { PlacementPolicy, PolicyException } from './policy.ts';

/** A declared object as it stands in the file, checked against its schema. JSON values only. */
export interface DeclaredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string } & Readonly<Record<string, unknown>>;
}

/** Everything that one revision declares, names resolved. Lists are sorted by name. */
export interface Configuration {
  readonly backends: readonly Backend[];
  readonly enclosures: readonly Enclosure[];
  readonly topology: Topology;
  readonly classes: readonly StorageClass[];
  /** Those in force, as they are bound. */
  readonly policies: readonly PlacementPolicy[];
  readonly exceptions: readonly PolicyException[];
}

/** Where a configuration came from. */
export interface Revision {
  readonly number: RevisionNumber;
  readonly commit: CommitId;
  /** The first line of the commit message. */
  readonly subject: string;
  readonly ref: string;
}
