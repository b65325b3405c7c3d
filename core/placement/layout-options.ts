import { gib } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import { extentFor, usableOf } from '../model/format.ts';
import type { Layout } from '../model/volume.ts';

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

/** The layout of fewest legs that a class allows: one leg, or two where the volume is to survive a drive. */
export function plainLayout({ type, redundancy }: ClassParameters, size: GiB): LayoutOption {
  const extent = extentFor(size);
  if (type === 'slice') {
    return redundancy
      ? { layout: 'mirrored-slice', stripes: 1, copies: 2, extent }
      : { layout: 'slice', stripes: 1, copies: 1, extent };
  }
  return redundancy
    ? { layout: 'mirror', stripes: 1, copies: 2, extent }
    : { layout: 'single', stripes: 1, copies: 1, extent };
}

/** Whether a class allows any striped mirror: two pairs of at least one GiB each. */
export const mayStripe = ({ type, striping, raidMaxDrives }: ClassParameters, size: GiB): boolean =>
  type !== 'slice' && striping && raidMaxDrives >= 4 && size >= 2;

/** The striped mirrors that a class allows, those of fewest drives first; none for slices. */
export function* stripedMirrors(parameters: ClassParameters, size: GiB): Generator<LayoutOption> {
  if (!mayStripe(parameters, size)) return;
  for (let stripes = 2; stripes * 2 <= parameters.raidMaxDrives && stripes <= size; stripes++) {
    yield { layout: 'striped-mirror', stripes, copies: 2, extent: stripeExtent(size, stripes) };
  }
}

/** The extent of each leg of an array of `stripes` that holds `size`. */
export const stripeExtent = (size: GiB, stripes: number): GiB => extentFor(gib(Math.ceil(size / stripes)));

/** What an array holds whose smallest leg may take `extent`. */
export const arraySize = (extent: GiB, stripes: number): GiB => gib(usableOf(extent) * stripes);
