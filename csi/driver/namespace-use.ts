import { gib } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { VolumeId } from '../../core/model/ids.ts';
import type { NamespaceUse } from '../../core/model/surroundings.ts';
import type { Volume } from '../../core/model/volume.ts';

/** By namespace, the sizes of its volumes: those of which a claim is known, and which are not being released. */
export type ClaimedSizes = Map<string, Map<VolumeId, GiB>>;

/** Counts the volume as it is now, however often it was counted before. */
export function countVolume(claimed: ClaimedSizes, { id, claim, phase, size }: Volume): void {
  if (!claim) return;
  const volumes = claimed.get(claim.namespace) ?? new Map<VolumeId, GiB>();
  if (phase.kind === 'releasing') volumes.delete(id);
  else volumes.set(id, phase.kind === 'expanding' ? phase.target : size);
  if (volumes.size > 0) claimed.set(claim.namespace, volumes);
  else claimed.delete(claim.namespace);
}

export function discountVolume(claimed: ClaimedSizes, volume: Volume): void {
  countVolume(claimed, { ...volume, phase: { kind: 'releasing' } });
}

/** What a namespace has, without the volume that is asked about. Grows with the volumes of the namespace. */
export function useOf(claimed: ClaimedSizes, namespace: string, asked?: VolumeId): NamespaceUse {
  let [volumes, size] = [0, 0];
  for (const [id, each] of claimed.get(namespace) ?? []) {
    if (id === asked) continue;
    volumes += 1;
    size += each;
  }
  return { volumes, size: gib(size) };
}
