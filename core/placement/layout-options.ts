import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import { extentFor, usableOf } from '../model/format.ts';
import type { Layout } from '../model/volume.ts';
import type { Cohort } from './inventory-index.ts';

/** One way to lay a volume out: how many legs, and how long the extent of each is. */
export interface LayoutOption {
  readonly layout: Layout;
  /** Stripes: mirrored pairs in a striped mirror, else 1. */
  readonly stripes: number;
  readonly copies: 1 | 2;
  /** GiB of each leg, metadata included. */
  readonly extent: GiB;
}

export const legCount = (option: LayoutOption): number => option.stripes * option.copies;

export const isWhole = (layout: Layout): boolean => layout !== 'slice' && layout !== 'mirrored-slice';

/**
 * The layouts that a class allows for a size, the preferred first: as few drives as will do. Without redundancy a
 * striped mirror takes twice the bytes, so it is tried only when no admitted drive of the part of the inventory that the
 * volume would lie in is large enough, free or not.
 */
export function layoutOptions(
  parameters: ClassParameters,
  size: GiB,
  admitted: readonly Cohort[],
): readonly LayoutOption[] {
  const extent = extentFor(size);
  if (parameters.type === 'slice') {
    return parameters.redundancy
      ? [{ layout: 'mirrored-slice', stripes: 1, copies: 2, extent }]
      : [{ layout: 'slice', stripes: 1, copies: 1, extent }];
  }
  const striped = parameters.striping ? stripedMirrors(parameters.raidMaxDrives, size) : [];
  if (parameters.redundancy) return [{ layout: 'mirror', stripes: 1, copies: 2, extent }, ...striped];
  const largest = admitted.reduce((most, cohort) => Math.max(most, cohort.drives.partitionable), 0);
  const single: LayoutOption = { layout: 'single', stripes: 1, copies: 1, extent };
  return largest >= extent || striped.length === 0 ? [single] : striped;
}

function stripedMirrors(maxDrives: number, size: GiB): readonly LayoutOption[] {
  const options: LayoutOption[] = [];
  for (let stripes = 2; stripes * 2 <= maxDrives && stripes <= size; stripes++) {
    options.push({ layout: 'striped-mirror', stripes, copies: 2, extent: stripeExtent(size, stripes) });
  }
  return options;
}

/** The extent of each leg of an array of `stripes` that holds `size`. */
export const stripeExtent = (size: GiB, stripes: number): GiB => extentFor(gib(Math.ceil(size / stripes)));

/** What an array holds whose smallest leg may take `extent`. */
export const arraySize = (extent: GiB, stripes: number): GiB => gib(usableOf(extent) * stripes);
