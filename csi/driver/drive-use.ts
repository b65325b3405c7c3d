import type { Layout } from '../../core/model/volume.ts';

/** Whole-drive layouts keep their drives from every other volume. */
export const driveUseOf = (layout: Layout): 'whole' | 'sliced' =>
  layout === 'slice' || layout === 'mirrored-slice' ? 'sliced' : 'whole';
