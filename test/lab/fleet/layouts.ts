import type { Layout } from '../../../core/model/volume.ts';

/** Sizes of volumes that the fleet's drives hold. A striped mirror comes about where no one drive is large enough. */
export const SIZES: Readonly<Record<Layout, { readonly gib: number; readonly grown: number }>> = {
  single: { gib: 1, grown: 2 },
  mirror: { gib: 1, grown: 2 },
  'striped-mirror': { gib: 4, grown: 6 },
  slice: { gib: 1, grown: 2 },
  'mirrored-slice': { gib: 1, grown: 2 },
};

/** What asks for a layout. */
export const PARAMETERS: Readonly<Record<Layout, Readonly<Record<string, string>>>> = {
  single: { type: 'hdd', striping: 'false' },
  mirror: { type: 'ssd', redundancy: 'true' },
  'striped-mirror': { type: 'ssd', redundancy: 'true' },
  slice: { type: 'slice' },
  'mirrored-slice': { type: 'slice', redundancy: 'true' },
};
