import { mediaRate, stripesOf } from '../model/bandwidth.ts';
import type { BandwidthReservation, ClassParameters } from '../model/class.ts';
import type { BandwidthConstraint, ConstraintSource, PolicyConstraints } from '../model/constraints.ts';
import type { Placement } from '../model/volume.ts';
import { driveConstraintsOf } from '../placement/class-constraints.ts';
import { cohortsOf } from '../placement/inventory-index.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import type { Accounts } from './accounts.ts';

/** What each leg of a placement reserves by all that is asked. */
export const reservedPerLeg = (
  { bandwidth }: Pick<PolicyConstraints, 'bandwidth'>,
  { layout, legs }: Pick<Placement, 'layout' | 'legs'>,
): number => bandwidth.reduce((sum, constraint) => sum + constraint.perLeg(stripesOf(layout, legs.length)), 0);

/** Kinds of reservation that are remembered. */
const MOST_MADE = 256;

const OF_CLASS: ConstraintSource = { kind: 'parameter', name: 'reserveBandwidth' };

/**
 * What a volume of the class reserves of uplinks, and what is left of these at any moment. The reservation is a value of
 * its own: a VolumeAttributesClass may say another than the class.
 */
export function bandwidthConstraint(
  accounts: Accounts,
  parameters: ClassParameters,
  reservation: BandwidthReservation = parameters.reserveBandwidth,
): BandwidthConstraint | undefined {
  switch (reservation.kind) {
    case 'none':
      return undefined;
    case 'volume': {
      const { bitsPerSecond } = reservation;
      const perLeg = (stripes: number): number => Math.ceil(bitsPerSecond / stripes);
      return keep(accounts, `bits ${String(bitsPerSecond)}`, () => perLeg);
    }
    case 'media':
      return keep(accounts, mediaKey(parameters), () => {
        const rate = fastestFor(accounts.index, parameters);
        return () => rate;
      });
  }
}

function keep(
  { made, uplinks }: Accounts,
  key: string,
  perLegOf: () => (stripes: number) => number,
): BandwidthConstraint {
  const known = made.get(key);
  if (known && 'perLeg' in known) return known;
  if (made.size >= MOST_MADE) made.clear();
  const constraint = { source: OF_CLASS, perLeg: perLegOf(), left: uplinks.left };
  made.set(key, constraint);
  return constraint;
}

const mediaKey = ({ type, rpm, requiredTags, excludedTags, storageGroups, transports }: ClassParameters): string =>
  `media ${JSON.stringify([type, rpm, requiredTags, excludedTags, [...(storageGroups ?? ['*'])], transports])}`;

/**
 * Of the kinds of drives that the class takes, the fastest: a search that may choose among kinds reserves as much
 * whichever it chooses, so that it stays exact.
 */
function fastestFor(index: InventoryIndex, parameters: ClassParameters): number {
  const asked = driveConstraintsOf(parameters);
  let fastest = 0;
  for (const { drives } of cohortsOf(index)) {
    const rate = mediaRate(drives);
    if (rate > fastest && asked.every((constraint) => constraint.admits(drives))) fastest = rate;
  }
  return fastest;
}
