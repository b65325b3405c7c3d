import type { OperationId, PublicationId, VolumeId } from '../../core/model/ids.ts';

/**
 * An effect that has begun or is about to: written with its target before the first side effect, taken away with the
 * last. One a volume at a time, so the volume names it.
 */
export interface Operation {
  readonly id: OperationId;
  readonly volume: VolumeId;
  readonly effect: Effect;
  /** ISO 8601. */
  readonly startedAt: string;
}

export type Effect =
  | { readonly kind: 'create' }
  | { readonly kind: 'grow' }
  | { readonly kind: 'release' }
  | { readonly kind: 'publish'; readonly publication: PublicationId }
  | { readonly kind: 'unpublish'; readonly publication: PublicationId };
