import type { Fence } from '../../fence.ts';
import type { EnclosureName, DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { ExportAddress } from '../../export-address.ts';
import type { Outcome } from '../../outcome.ts';

/** The hosts of all enclosures. Asking for one is free; whether it answers shows in its commands. */
export interface EnclosureHosts {
  of(enclosure: EnclosureName): EnclosureHost;
}

/**
 * The host of an enclosure: cuts legs out of drives and exports them. Every command may be repeated: what is done
 * already is done. Nothing is answered before it is durable on the drive.
 *
 * Every command but `observe` carries a fence. The host keeps the highest epoch it has seen, and per volume the highest
 * generation, and answers `stale` to anything older: a deposed leader, or a command that comes late, changes nothing.
 */
export interface EnclosureHost {
  /** What stands on the drives and on the network now: the truth after a crash. */
  observe(): Promise<EnclosureOutcome<EnclosureObservation>>;

  /** Errors: unknown-drive, outside-drive, overlap, differs (the leg exists with another volume or extent). */
  cutLeg(command: CutLeg): Promise<EnclosureOutcome<undefined>>;

  /** Lengthens a leg in place, also while it is exported. Errors: unknown-leg, outside-drive, overlap, differs. */
  growLeg(command: GrowLeg): Promise<EnclosureOutcome<undefined>>;

  /**
   * Admits exactly one node to a leg. Errors: unknown-leg, no-portal, differs (the publication exports the leg
   * otherwise).
   */
  exportLeg(command: ExportLeg): Promise<EnclosureOutcome<ExportAddress>>;

  /** Destroys every export of the publication on this enclosure, and reads back that none is left. */
  withdrawExport(command: WithdrawExport): Promise<EnclosureOutcome<undefined>>;

  /** Wipes a leg and takes it away. Errors: exported. */
  releaseLeg(command: ReleaseLeg): Promise<EnclosureOutcome<undefined>>;
}

/** What every command but `observe` says. */
export interface VolumeCommand {
  readonly fence: Fence;
  readonly volume: VolumeId;
}

interface LegCommand extends VolumeCommand {
  readonly leg: LegId;
  readonly drive: DriveId;
}

export interface CutLeg extends LegCommand {
  /** In GiB from the start of the drive. */
  readonly extent: Extent;
}

export interface GrowLeg extends LegCommand {
  /** With the same start. One that is no longer than the leg is grown. */
  readonly extent: Extent;
}

export interface ExportLeg extends LegCommand {
  readonly publication: PublicationId;
  readonly node: NodeName;
  readonly transport: Transport;
}

export interface WithdrawExport extends VolumeCommand {
  readonly publication: PublicationId;
}

export type ReleaseLeg = LegCommand;

export interface EnclosureObservation {
  readonly legs: readonly ObservedLeg[];
  readonly exports: readonly ObservedExport[];
}

export interface ObservedLeg {
  readonly leg: LegId;
  readonly volume: VolumeId;
  readonly drive: DriveId;
  readonly extent: Extent;
}

export interface ObservedExport {
  readonly publication: PublicationId;
  readonly leg: LegId;
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly address: ExportAddress;
}

export type EnclosureErrorCode =
  /** The fence is older than one seen before. The sender must stop. */
  | 'stale'
  | 'unknown-enclosure'
  | 'unknown-drive'
  | 'unknown-leg'
  /** The extent is empty, not in whole GiB, or not within what partitions may cover. */
  | 'outside-drive'
  /** The extent holds bytes of another leg. */
  | 'overlap'
  /** The same name stands for something else already. */
  | 'differs'
  /** The leg is exported. */
  | 'exported'
  /** The enclosure has no portal for the transport. */
  | 'no-portal'
  /** The host does not answer: nothing is known about what it did. */
  | 'unavailable';

export type EnclosureOutcome<Value> = Outcome<Value, EnclosureErrorCode>;
