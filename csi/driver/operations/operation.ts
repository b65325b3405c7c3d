import type { Brand } from '../../../core/model/brand.ts';
import type { EnclosureName, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';

/** What the driver has under way on hardware. */
export type OperationKind =
  | 'create'
  | 'expand'
  | 'delete'
  | 'publish'
  | 'unpublish'
  /** Destroys exports whose hosts did not answer when their publication ended. */
  | 'fence'
  /** Changes what its node lets a volume take. */
  | 'modify'
  /** Exports legs to a node that were out of reach when their volume was published to it. */
  | 'rejoin';

/** `KIND/ID`: of a volume, or of a publication of it. The same as long as the operation is under way. */
export type OperationId = Brand<string, 'OperationId'>;

/** An operation whose target is journaled, and that has not reached it. */
export interface Operation {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly volume: VolumeId;
  readonly volumeName: string;
  /** Where it is about a publication. */
  readonly node: NodeName | undefined;
  /** Hosts that it waits for or may have to: those of the volume's legs. */
  readonly enclosures: readonly EnclosureName[];
  /** When its target was journaled; ISO 8601. `undefined` where that was not written down. */
  readonly since: string | undefined;
  readonly standing: OperationStanding;
}

export type OperationStanding =
  /** Not tried since this driver started. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly step: string; readonly attempts: number }
  | {
      readonly kind: 'stuck';
      /** The one that failed last. */
      readonly step: string;
      readonly attempts: number;
      readonly why: string;
      /** When it is tried again, unless somebody asks before: ISO 8601. */
      readonly nextAttempt: string;
    };

export const operationId = (kind: OperationKind, subject: VolumeId | PublicationId): OperationId =>
  `${kind}/${subject}` as OperationId;
