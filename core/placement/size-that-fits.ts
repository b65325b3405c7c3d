import { usableOf, partitionableGiB } from '../model/format.ts';
import { gib } from '../model/capacity.ts';
import type { Enclosure } from '../model/inventory.ts';

/** Where to look for a size. */
export interface SizeRange {
  readonly enclosures: readonly Enclosure[];
  readonly least: number;
  /** It is smaller than this. */
  readonly below: number;
}

/**
 * The largest size that fits, by bisection: up to what the largest drive holds the sizes that fit form a run, above it
 * only stripes are left, and those that fit form another. Where rules make holes in a run it is one of those that fit.
 */
export function* largestThatFits(
  { enclosures, least, below }: SizeRange,
  fits: (size: number) => Generator<undefined, boolean>,
): Generator<undefined, number | undefined> {
  const onOneDrive = largestVolumeOfOneDrive(enclosures);
  const above = Math.max(least - 1, onOneDrive);
  return (yield* bisect(above, below - 1, fits)) ?? (yield* bisect(least - 1, Math.min(onOneDrive, below - 1), fits));
}

function largestVolumeOfOneDrive(enclosures: readonly Enclosure[]): number {
  let largest = 0n;
  for (const { drives } of enclosures) {
    for (const { capacityBytes } of drives) if (capacityBytes > largest) largest = capacityBytes;
  }
  return usableOf(gib(partitionableGiB(largest)));
}

/** The largest size of a run that starts right above `none`; `undefined` where not even that fits. */
function* bisect(
  none: number,
  most: number,
  fits: (size: number) => Generator<undefined, boolean>,
): Generator<undefined, number | undefined> {
  let [low, high] = [none, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (yield* fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low > none ? low : undefined;
}
