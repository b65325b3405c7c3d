import type { DriveId, EnclosureName } from '../../core/model/ids.ts';
import type { EnclosureObservation, EnclosureOutcome } from '../backends/composable/enclosure-host.ts';

/** The drives of all enclosures, also those that no volume uses. */
export interface DriveHosts {
  /** Enclosures whose hosts answer now, declared or not, in order. */
  answering(): readonly EnclosureName[];
  /** Whether the host of the enclosure is one of those. */
  answers(enclosure: EnclosureName): boolean;
  /** What the host of an enclosure finds there now. */
  readonly observe: ObserveEnclosure;
  /** Makes a drive of another domain ours, with what is on it. Errors: those of EnclosureHost.adoptDrive. */
  adopt(drive: DriveDecision): Promise<EnclosureOutcome<undefined>>;
  /** Destroys what a drive holds. Errors: those of EnclosureHost.wipeDrive. */
  wipe(drive: DriveDecision): Promise<EnclosureOutcome<undefined>>;
}

export type ObserveEnclosure = (enclosure: EnclosureName) => Promise<EnclosureOutcome<EnclosureObservation>>;

export interface EnclosureInventory {
  readonly name: EnclosureName;
  /** Or why it does not tell. */
  readonly observed: EnclosureOutcome<EnclosureObservation>;
}

export interface DriveDecision {
  readonly enclosure: EnclosureName;
  readonly drive: DriveId;
  /** Who decided it. */
  readonly by: string;
  /** Of the leader that passes it on. */
  readonly epoch: number;
}
