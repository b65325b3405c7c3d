import { bookVolume, unbookVolume } from '../accounts/accounts.ts';
import { reservedPerLeg } from '../accounts/bandwidth-constraint.ts';
import { withinRoom } from '../accounts/fill-room.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Placement, VolumeRequest } from '../model/volume.ts';
import { occupy, vacate } from '../placement/inventory-index.ts';
import type { Refusal } from '../placement/outcome.ts';
import { place } from '../placement/place.ts';
import { useOf } from './ground.ts';
import type { SimulationGround } from './ground.ts';

/** Places a volume as the driver would, and takes what it has: the next finds less. */
export function placeOne(
  { index, accounts, askedOf }: SimulationGround,
  request: VolumeRequest,
): Refusal | { readonly kind: 'placed'; readonly placement: Placement } {
  const asked = askedOf(request);
  const outcome = place(index, request, asked);
  if (outcome.kind === 'refused') return outcome;
  const placement = withinRoom(accounts, outcome.placement, request.size.required);
  occupy(index, placement.legs, useOf(placement.layout));
  const bandwidthPerLeg = reservedPerLeg(asked, placement);
  bookVolume(accounts, { ...placement, id: idOf(request.name), phase: { kind: 'ready' }, bandwidthPerLeg });
  return { kind: 'placed', placement };
}

/** Takes a volume of that name back again. */
export function takeBack({ index, accounts }: SimulationGround, name: string, { legs }: Placement): void {
  vacate(index, legs);
  unbookVolume(accounts, idOf(name));
}

/** No volume has such a name: one that is there keeps its part. */
const idOf = (name: string): VolumeId => `simulated ${name}` as VolumeId;
