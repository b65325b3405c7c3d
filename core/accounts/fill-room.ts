import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { stripesOf } from '../model/bandwidth.ts';
import type { Placement } from '../model/volume.ts';
import { stripeExtent } from '../placement/layout-options.ts';
import { drivesUnder } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { roomIn, talliesOf } from './tallies.ts';

/**
 * The placement of no more than its backend and pools have room for: where drives are filled, the search hands out all
 * of them. What was asked for stays; it was placed where there is room for it.
 */
export function withinRoom(accounts: Accounts, placement: Placement, required: GiB): Placement {
  if (placement.size <= required) return placement;
  const drives = drivesUnder(accounts.index, placement.legs);
  const room = Math.min(...talliesOf(accounts.tallies.get(placement.backend), drives).map(roomIn));
  if (placement.size <= room) return placement;
  const size = gib(Math.max(required, room));
  const length = stripeExtent(size, stripesOf(placement.layout, placement.legs.length));
  const legs = placement.legs.map((leg) => ({
    ...leg,
    extent: { start: leg.extent.start, length },
    stranded: gib(leg.stranded + leg.extent.length - length),
  }));
  return { ...placement, size, legs };
}
