import type { Fence } from '../../fence.ts';
import type { ChapCredentials } from '../../chap.ts';
import type {
  DomainId,
  EnclosureName,
  DriveId,
  LegId,
  NodeName,
  PublicationId,
  VolumeId,
} from '../../../core/model/ids.ts';
import type { DriveProtocol, MediaType, Portal } from '../../../core/model/inventory.ts';
import type { Extent } from '../../../core/model/volume.ts';
import type { ExportAddress } from '../../export-address.ts';
import type { Outcome } from '../../outcome.ts';

/** The hosts of all enclosures. Asking for one is free; whether it answers shows in its commands. */
export interface EnclosureHosts {
  /** Those that answer now, declared or not, in order. */
  names(): readonly EnclosureName[];
  /** Whether it is one of those. */
  answers(enclosure: EnclosureName): boolean;
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

  /**
   * Cuts a leg whose beginning and end are blank; a drive that is blank is labelled first. May answer `unavailable` while
   * it still wipes. Errors: unknown-drive, foreign-drive, unknown-data, drive-in-use, outside-drive, overlap, differs
   * (the leg exists with another volume or extent).
   */
  cutLeg(command: CutLeg): Promise<EnclosureOutcome<undefined>>;

  /**
   * Fills a leg that was cut to be filled with the data that another holds, and is answered once they are on the medium;
   * `underway` while it goes on, and a repeat goes on from there. A leg that is filled, or was not cut to be, is never
   * written to: that is done. Errors: unknown-leg, exported (the source, to anybody else), outside-drive (too short).
   */
  copyLeg(command: CopyLeg): Promise<EnclosureOutcome<undefined>>;

  /** Lengthens a leg in place, also while it is exported. Errors: unknown-leg, outside-drive, overlap, differs. */
  growLeg(command: GrowLeg): Promise<EnclosureOutcome<undefined>>;

  /**
   * Admits exactly one initiator to a leg: the publication's. Errors: unknown-leg, no-portal, exported (to another
   * publication), differs (the publication exports the leg otherwise), unavailable (it is being filled, or copied from).
   */
  exportLeg(command: ExportLeg): Promise<EnclosureOutcome<ExportedLeg>>;

  /** Destroys every export of the publication on this enclosure, and reads back that none is left. */
  withdrawExport(command: WithdrawExport): Promise<EnclosureOutcome<undefined>>;

  /** Wipes a leg and takes it away; `unavailable` while it still wipes. Errors: exported. */
  releaseLeg(command: ReleaseLeg): Promise<EnclosureOutcome<undefined>>;

  /**
   * Makes a drive of another domain ours, with the legs that are on it: a person's explicit decision, which is recorded.
   * Errors: unknown-drive, unknown-data, drive-in-use, exported.
   */
  adoptDrive(command: DriveCommand): Promise<EnclosureOutcome<undefined>>;

  /**
   * Destroys whatever a drive holds and labels it as ours: a person's explicit decision, which is recorded. Errors:
   * unknown-drive, drive-in-use, differs (legs of ours are on it).
   */
  wipeDrive(command: DriveCommand): Promise<EnclosureOutcome<undefined>>;
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
  /** Whether it is to be filled with what another leg holds, and exported to nobody before. Left out: it is not. */
  readonly toFill?: boolean;
}

export interface CopyLeg extends LegCommand {
  readonly source: CopySource;
  /** KiB of an array's data, from where they begin in a leg. Nothing writes to them in the source meanwhile. */
  readonly lengthKiB: number;
}

/** Where a leg is read that another is filled from. */
export type CopySource = { readonly leg: LegId } & (
  | { readonly kind: 'own-drive'; readonly drive: DriveId }
  | {
      readonly kind: 'export';
      /** Whose initiator it admits. */
      readonly publication: PublicationId;
      readonly address: ExportAddress;
      /** Left out for transports other than iSCSI. */
      readonly chap: ChapCredentials | undefined;
    }
);

export interface GrowLeg extends LegCommand {
  /** With the same start. One that is no longer than the leg is grown. */
  readonly extent: Extent;
}

export interface ExportLeg extends LegCommand {
  readonly publication: PublicationId;
  readonly node: NodeName;
  /** One of the enclosure's. */
  readonly portal: Portal;
  /** Left out for transports other than iSCSI. */
  readonly chap: ChapCredentials | undefined;
}

export interface ExportedLeg {
  readonly address: ExportAddress;
  /** Whether the leg was all zeros when it was cut, and when it was grown. */
  readonly zeroed: boolean;
}

export interface WithdrawExport extends VolumeCommand {
  readonly publication: PublicationId;
}

export type ReleaseLeg = LegCommand;

/** About a drive, not about a volume: there is no generation to check. */
export interface DriveCommand {
  readonly epoch: number;
  readonly drive: DriveId;
  /** Who decided it, for the record. */
  readonly by: string;
}

export interface EnclosureObservation {
  /** Every drive that is found, in the order of their ids. */
  readonly drives: readonly ObservedDrive[];
  readonly legs: readonly ObservedLeg[];
  readonly exports: readonly ObservedExport[];
}

/** A drive as it tells of itself. */
export interface ObservedDrive {
  readonly id: DriveId;
  readonly mediaType: MediaType;
  readonly protocol: DriveProtocol;
  /** `undefined` where the drive does not say; 0 for SSDs. */
  readonly rotationSpeedRPM: number | undefined;
  readonly capacityBytes: bigint;
  /** Of the writes that its maker rates it for; more than 100 beyond them. `undefined` where it does not say. */
  readonly percentageUsed: number | undefined;
  /** Empty where the drive does not say. */
  readonly model: string;
  readonly serialNumber: string;
  readonly standing: DriveStanding;
}

/** Whose a drive is. Only `blank` and `owned` drives take legs. */
export type DriveStanding =
  | { readonly kind: 'blank' }
  | { readonly kind: 'owned' }
  /** Labelled by another domain. */
  | { readonly kind: 'foreign'; readonly domain: DomainId }
  /** Holds something that is not ours: a filesystem, a partition table, a label that names another drive. */
  | { readonly kind: 'unknown-data'; readonly found: string }
  /** The host itself uses it: mounted, swap, a member of something. */
  | { readonly kind: 'in-use'; readonly by: string }
  /** It answers with errors, or not at all: nobody knows what it holds. */
  | { readonly kind: 'unreadable'; readonly why: string };

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
  /** The drive bears the label of another domain: adopt or wipe it. */
  | 'foreign-drive'
  /** The drive holds data that are not ours: wipe it. */
  | 'unknown-data'
  /** The host itself uses the drive. */
  | 'drive-in-use'
  /** The enclosure has no such portal. */
  | 'no-portal'
  /** What was asked goes on, and takes long: a repeat says how far it is. */
  | 'underway'
  /** The host does not answer: nothing is known about what it did. */
  | 'unavailable';

export type EnclosureOutcome<Value> = Outcome<Value, EnclosureErrorCode>;
