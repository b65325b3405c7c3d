import type { AttributeStrings, IoLimits, VolumeAttributes } from '../../core/model/attributes.ts';
import { stripesOf } from '../../core/model/bandwidth.ts';
import type { Volume } from '../../core/model/volume.ts';
import { parseAttributes } from '../../core/parse/attribute-parameters.ts';

/** What a volume is to have, whether or not its node has made the change yet. */
export const attributesOf = ({ modification, attributes }: Volume): AttributeStrings =>
  modification?.attributes ?? attributes ?? {};

/** What its node is to let it take. */
export function limitsOf(volume: Volume): IoLimits {
  const parsed = parseAttributes(attributesOf(volume));
  // What is stored was read once; a release that reads it no more limits nothing by it.
  return 'attributes' in parsed ? parsed.attributes.limits : {};
}

/** A volume that is to be changed: it reserves enough for both, whatever becomes of the change. */
export function modifying(
  volume: Volume,
  change: { readonly attributes: AttributeStrings; readonly perLeg: number; readonly since: string },
): Volume {
  const before = reservedBefore(volume);
  return {
    ...reserving(volume, Math.max(before, change.perLeg)),
    modification: {
      attributes: change.attributes,
      bandwidthPerLeg: { before, after: change.perLeg },
      since: change.since,
    },
  };
}

/** The change is made. */
export function modified({ modification, ...volume }: Volume): Volume {
  if (!modification) return volume;
  return { ...reserving(volume, modification.bandwidthPerLeg.after), attributes: modification.attributes };
}

/** The change is given up. */
export function unmodified({ modification, ...volume }: Volume): Volume {
  return modification ? reserving(volume, modification.bandwidthPerLeg.before) : volume;
}

/** What each leg reserves once the attributes hold: what they say, or else what it reserves by its class. */
export function perLegBy(volume: Volume, { reservation }: VolumeAttributes): number {
  switch (reservation?.kind) {
    case undefined:
    case 'media':
      return reservedBefore(volume);
    case 'none':
      return 0;
    case 'volume':
      return Math.ceil(reservation.bitsPerSecond / stripesOf(volume.layout, volume.legs.length));
  }
}

const reservedBefore = ({ modification, bandwidthPerLeg }: Volume): number =>
  modification?.bandwidthPerLeg.before ?? bandwidthPerLeg ?? 0;

function reserving({ bandwidthPerLeg: before, ...volume }: Volume, perLeg: number): Volume {
  if (perLeg === 0) return volume;
  return { ...volume, bandwidthPerLeg: before === perLeg ? before : perLeg };
}
