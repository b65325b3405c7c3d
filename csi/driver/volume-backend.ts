import type { ChapCredentials } from '../chap.ts';
import type { Fence } from '../fence.ts';
import type { LegId, PublicationId } from '../../core/model/ids.ts';
import type { Transport } from '../../core/model/inventory.ts';
import type { LegCopy } from '../../core/model/copy.ts';
import type { Leg, LegExport, Publication, Volume } from '../../core/model/volume.ts';
import type { Outcome } from '../outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import type { DriveHosts } from './drive-hosts.ts';

/**
 * What carries the driver's decisions out on real storage. Every method looks before it acts and may be repeated after a
 * crash at any point. All legs are asked at once: a host that does not answer keeps none of the others waiting.
 */
export interface VolumeBackend {
  /** Makes what the volume's legs say, and nothing else. Errors: unavailable. */
  create(volume: Volume, fence: Fence): Promise<DriverOutcome<undefined>>;
  /** Makes each leg as long as its extent says. */
  grow(volume: Volume, fence: Fence): Promise<LegAnswers<undefined>>;
  /**
   * Fills legs from those of another volume, each that is asked for at once; one that goes on is `underway`, and asked
   * again it says how far it is. What is exported for a copy stays so until it is withdrawn.
   */
  copy(request: LegsToFill): Promise<LegAnswers<undefined>>;
  /** Wipes the legs and takes them away; their space is free once this answers. Errors: in-use, unavailable. */
  release(volume: Volume, fence: Fence): Promise<DriverOutcome<undefined>>;
  /**
   * How each leg would be exported now, in the order of the legs: the fastest that the class and the enclosure allow.
   * Errors: unavailable.
   */
  chooseTransports(volume: Volume): DriverOutcome<readonly Transport[]>;
  /**
   * Exports legs by the publication's transports to the publication's initiator, and to nobody else. A leg that is
   * dropped is first made as long as its extent says: it may have been out of reach when the others grew.
   */
  publish(request: LegsToExport): Promise<LegAnswers<LegExport>>;
  /** Destroys the exports of the publication, and answers for each leg whose export is read back as gone. */
  unpublish(request: LegsToWithdraw): Promise<LegAnswers<undefined>>;
  /** The drives themselves, whatever is on them. */
  readonly drives: DriveHosts;
}

interface LegsOfVolume {
  readonly volume: Volume;
  /** Those of the volume's that it is about. */
  readonly legs: readonly Leg[];
  readonly fence: Fence;
}

export interface LegsToExport extends LegsOfVolume {
  readonly publication: Publication;
  readonly chap: ChapOfLeg;
}

/** What the initiator proves itself with to a leg that is exported by iSCSI. */
export type ChapOfLeg = (leg: LegId) => ChapCredentials;

export interface LegsToFill {
  readonly volume: Volume;
  readonly fence: Fence;
  /** What is copied, and its own fence. */
  readonly source: Volume;
  readonly sourceFence: Fence;
  readonly copies: readonly LegToFill[];
}

export interface LegToFill extends LegCopy {
  /** Where the source is exported by iSCSI. */
  readonly chap: ChapCredentials | undefined;
}

export interface LegsToWithdraw extends LegsOfVolume {
  readonly publication: PublicationId;
}

/** One for each leg that was asked for, in that order. */
export type LegAnswers<Value> = readonly LegAnswer<Value>[];

export interface LegAnswer<Value> {
  readonly leg: LegId;
  readonly outcome: Outcome<Value, LegErrorCode>;
}

export type LegErrorCode =
  /** Its host does not answer, or no longer has the leg or a way to it: nothing is known about what became of it. */
  | 'out-of-reach'
  /** Its host answers, and will not. */
  | 'refused'
  /** Its host is at it. */
  | 'underway';
