import type { GiB } from './capacity.ts';
import type { Finding } from './finding.ts';
import type { VolumeEncryption } from './volume-encryption.ts';
import type { PlacedLeg, Volume, VolumePhase } from './volume.ts';

/** What activating a configuration would do: data, in the order in which it would be done. */
export interface Plan {
  readonly steps: readonly PlanStep[];
  /** What stands in the way (errors), or should be known before (warnings). */
  readonly gates: readonly Finding[];
}

export interface PlanStep {
  readonly action: 'create' | 'update' | 'delete';
  readonly kind: string;
  readonly name: string;
  /** What changes; for `create` and `delete` what matters of the object, in short. */
  readonly fields: readonly FieldChange[];
  readonly impact: Impact;
}

/** One field, as JSON text; list items are named by their identity: `spec.drives[wwn-0x5000…].state`. */
export interface FieldChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a plan looks at of a volume. */
export interface PlannedVolume extends Pick<
  Volume,
  'name' | 'size' | 'backend' | 'layout' | 'survives' | 'bandwidthPerLeg'
> {
  readonly phase: Pick<VolumePhase, 'kind'>;
  readonly legs: readonly Pick<PlacedLeg, 'drive' | 'enclosure' | 'extent'>[];
  /** `undefined` where it is not encrypted; the API shows that it is, and nothing of how. */
  readonly encryption: Partial<VolumeEncryption> | undefined;
}

/** The volumes that lie on what the step touches. */
export interface Impact {
  /** Names, sorted. */
  readonly volumes: readonly string[];
  readonly size: GiB;
}
