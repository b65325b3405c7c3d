import { partitionableGiB } from '../model/format.ts';
import type { GiB } from '../model/capacity.ts';
import type { DriveId } from '../model/ids.ts';
import type { Drive, Enclosure, MediaType } from '../model/inventory.ts';

/** Which drives matter to one more of them. */
export interface Relevance {
  readonly mediaType: MediaType;
  /** The least that a leg of any layout takes. */
  readonly leastExtent: GiB;
  /** What one drive would have to hold for an array not to be built; `undefined` where it is built anyway. */
  readonly wholeExtent: GiB | undefined;
}

/** More would take longer to look at than a server may be kept from others. */
const MOST_DRIVES = 10_000;

/**
 * The enclosures with those drives alone that could take a leg, and at most {@link MOST_DRIVES} of them, evenly from all.
 * What fits on them fits on all: of drives that are large enough for the whole, taken or not, one of each kind in each
 * enclosure is kept, as they decide whether an array is built at all.
 * @param whole drives that belong to one leg each
 */
export function relevantDrives(
  enclosures: readonly Enclosure[],
  whole: ReadonlySet<DriveId>,
  relevance: Relevance,
): readonly Enclosure[] {
  const usable = (drive: Drive): boolean => !whole.has(drive.id) && couldTakeLeg(drive, relevance);
  const count = enclosures.reduce((sum, { drives }) => sum + drives.filter(usable).length, 0);
  let [seen, kept] = [0, 0];
  const isSampled = (): boolean => {
    seen += 1;
    if (seen * MOST_DRIVES < (kept + 1) * count) return false;
    kept += 1;
    return true;
  };
  return enclosures.map((enclosure) => {
    const deciding = new Map(
      enclosure.drives.filter((drive) => holdsWhole(drive, relevance)).map((drive) => [kindOf(drive), drive]),
    );
    const drives = enclosure.drives.filter((drive) => {
      const isKept = usable(drive) && (count <= MOST_DRIVES || isSampled());
      return isKept || deciding.get(kindOf(drive)) === drive;
    });
    return { ...enclosure, drives };
  });
}

const couldTakeLeg = (
  { mediaType, state, capacityBytes }: Drive,
  { leastExtent, mediaType: media }: Relevance,
): boolean => mediaType === media && state === 'enabled' && partitionableGiB(capacityBytes) >= leastExtent;

const holdsWhole = (drive: Drive, { wholeExtent, mediaType }: Relevance): boolean =>
  wholeExtent !== undefined &&
  drive.mediaType === mediaType &&
  drive.state === 'enabled' &&
  partitionableGiB(drive.capacityBytes) >= wholeExtent;

/** What rules can tell drives of one enclosure apart by, but for their wear. */
export const kindOf = ({ protocol, rotationSpeedRPM, capacityBytes, tags }: Drive): string =>
  [protocol, rotationSpeedRPM, capacityBytes, ...tags].join(' ');
