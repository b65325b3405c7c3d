import type { DriveId, EnclosureName } from '../../core/model/ids.ts';
import type { EnclosureObservation, EnclosureOutcome } from '../backends/composable/enclosure-host.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** The drives of all enclosures, also those that no volume uses. */
export interface DriveHosts {
  /** Enclosures whose hosts answer now, declared or not, in order. */
  answering(): readonly EnclosureName[];
  /** What the host of an enclosure finds there now. */
  readonly observe: ObserveEnclosure;
  /**
   * Makes a drive of another domain ours, with what is on it. Errors: not-found, in-use (exported, or used by its
   * host), unsupported (it holds what is not ours), unavailable.
   */
  adopt(drive: DriveDecision): Promise<DriverOutcome<undefined>>;
  /** Destroys what a drive holds. Errors: not-found, in-use, unsupported (legs of ours are on it), unavailable. */
  wipe(drive: DriveDecision): Promise<DriverOutcome<undefined>>;
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
