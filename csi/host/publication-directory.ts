import type { IoLimits } from '../../core/model/attributes.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { FsType } from '../../core/model/class.ts';
import type { LegId, NodeName, PublicationId, VolumeId } from '../../core/model/ids.ts';
import type { Layout } from '../../core/model/volume.ts';
import type { VolumeEncryption } from '../../core/model/volume-encryption.ts';
import type { ChapCredentials } from '../chap.ts';
import type { ExportAddress } from '../export-address.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { VolumeKey } from '../volume-key.ts';

/** Where a node plug-in learns what a publication handle stands for, and tells what became of the volume's legs. */
export interface PublicationDirectory {
  /**
   * `undefined` where the publication is not live: never made, or withdrawn.
   * @throws CsiError `no-key` where the key of an encrypted volume cannot be derived now, `no-answer` where the driver
   * cannot be asked
   */
  lookup(publication: PublicationId): Promise<PublishedLegs | undefined>;

  /**
   * Tells what limits the node keeps, and hears of which publications it is to keep others: of each the ones that hold
   * now. One call for all that is staged, every few seconds.
   * @throws CsiError `no-answer` where the driver cannot be asked
   */
  limits(kept: readonly ToldLimits[]): Promise<readonly PublishedLimits[]>;

  /**
   * Tells the driver, which answers once it is durable. Errors: not-found (the publication is not live), unsupported
   * (the volume cannot spare the leg, or the leg cannot be rebuilt there), unavailable.
   */
  report(publication: PublicationId, event: ArrayEvent): Promise<DriverOutcome<undefined>>;
}

/** What happens to the array of a published volume. */
export type ArrayEvent =
  /** It is about to be started: from here on, a leg that is not heard of may have missed writes. */
  | { readonly kind: 'starting' }
  /** It is up, with everything that lies on it: from here on nothing of it is made anew. */
  | { readonly kind: 'made' }
  /** It was stopped, with these legs in sync; any other has missed writes. */
  | { readonly kind: 'stopped'; readonly inSync: readonly LegId[] }
  /** These legs have missed writes. Told before anything else is done about them. */
  | { readonly kind: 'dropped'; readonly legs: readonly LegId[] }
  /**
   * These legs are about to be taken back, or were. Told before anything else is done about them: once one is in sync,
   * its partner may fall out, and then only a leg that is taken for dropped would have the latest writes.
   */
  | { readonly kind: 'returning'; readonly legs: readonly LegId[] }
  /** These legs are in sync. Told before others are told of as dropped, which may be done without only from then on. */
  | { readonly kind: 'recovered'; readonly legs: readonly LegId[] };

/** What a volume may take of I/O on the node that it is published to. */
export interface PublishedLimits {
  readonly publication: PublicationId;
  readonly limits: IoLimits;
}

export interface ToldLimits extends PublishedLimits {
  /** Why they are not kept; `undefined` where they are. */
  readonly why: string | undefined;
}

/** All that a node needs to bring up a volume that is published to it. */
export interface PublishedLegs {
  readonly publication: PublicationId;
  readonly volume: VolumeId;
  readonly node: NodeName;
  readonly layout: Layout;
  /** Usable size. */
  readonly size: GiB;
  /** For mount volumes whose capability names none. */
  readonly fsType: FsType;
  /** It has been up before: what reads blank has lost its data, and is not made anew. */
  readonly made: boolean;
  /** In array order; pairs adjacent. */
  readonly legs: readonly PublishedLeg[];
  /** `undefined` where the volume is not encrypted. */
  readonly encryption: PublishedEncryption | undefined;
  /** What its legs were filled with; left out where it began empty, and once it has been up. */
  readonly copied?: CopiedContent;
  /** Left out: none. */
  readonly limits?: IoLimits;
}

/** A copy of an array of another volume, without superblocks. */
export interface CopiedContent {
  /** Usable size of what was copied. */
  readonly size: GiB;
  /** Opens the container that was copied; left out where it was not encrypted. */
  readonly key?: VolumeKey;
}

export interface PublishedLeg {
  readonly leg: LegId;
  /**
   * It missed writes, or may have: never to start the array from, only to be rebuilt. One that is being rebuilt is not
   * dropped: perhaps it is done, and holds what no other does.
   */
  readonly dropped: boolean;
  /** It is being taken back: needed for every start, unless it is blank and so holds nothing. */
  readonly rebuilding: boolean;
  /** `undefined` where the leg is out of reach; only a dropped leg can be. */
  readonly export: ReachableLeg | undefined;
}

export interface ReachableLeg {
  readonly address: ExportAddress;
  /** Left out for transports other than iSCSI. */
  readonly chap: ChapCredentials | undefined;
  /** Whether the leg was all zeros when it was cut, and when it was grown. */
  readonly zeroed: boolean;
}

/** The key, and what it is derived from beside the secret, which goes into a LUKS2 token. */
export interface PublishedEncryption extends VolumeEncryption {
  readonly key: VolumeKey;
}
