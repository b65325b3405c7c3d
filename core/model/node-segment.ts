import type { Node } from './inventory.ts';
import type { TopologySegment } from './volume.ts';

/** Where a node stands, as CSI's topology says it: every level that is known, and its bandwidth domain. */
export const nodeSegment = ({ domains, bandwidthDomain }: Node): TopologySegment => ({
  ...Object.fromEntries(domains),
  ...(bandwidthDomain === undefined ? {} : { bandwidthDomain }),
});
