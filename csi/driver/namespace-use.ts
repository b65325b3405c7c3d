import { gib } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { NamespaceUse } from '../../core/model/surroundings.ts';
import type { Volume } from '../../core/model/volume.ts';

/** What each namespace has: volumes of which a claim is known, and which are not being released. */
export type ClaimedSizes = Map<string, Claimed>;

interface Claimed {
  readonly sizes: Map<VolumeId, GiB>;
  /** The sum of `sizes`. */
  total: number;
}

/** Counts the volume as it is now, however often it was counted before. */
export function countVolume(claimed: ClaimedSizes, volume: Volume): void {
  const { id, claim, phase, size } = volume;
  if (!claim) return;
  if (phase.kind === 'releasing') {
    discountVolume(claimed, volume);
    return;
  }
  const of = claimed.get(claim.namespace) ?? { sizes: new Map<VolumeId, GiB>(), total: 0 };
  const counted = phase.kind === 'expanding' ? phase.target : size;
  of.total += counted - (of.sizes.get(id) ?? 0);
  of.sizes.set(id, counted);
  claimed.set(claim.namespace, of);
}

export function discountVolume(claimed: ClaimedSizes, { id, claim }: Volume): void {
  const of = claim && claimed.get(claim.namespace);
  if (!of) return;
  of.total -= of.sizes.get(id) ?? 0;
  of.sizes.delete(id);
  if (of.sizes.size === 0) claimed.delete(claim.namespace);
}

/** What a namespace has, without the volume that is asked about. */
export function useOf(claimed: ClaimedSizes, namespace: string, asked?: VolumeId): NamespaceUse {
  const of = claimed.get(namespace);
  if (!of) return { volumes: 0, size: gib(0) };
  const own = asked === undefined ? undefined : of.sizes.get(asked);
  return { volumes: of.sizes.size - (own === undefined ? 0 : 1), size: gib(of.total - (own ?? 0)) };
}
