import type { NodeName } from '../../core/model/ids.ts';
import type { TopologySegment } from '../../core/model/volume.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import { nodeSegment } from '../../core/model/node-segment.ts';

/** Where the active configuration says that a node stands; nowhere where it does not. */
export function segmentOf(driver: Pick<Driver, 'snapshot'>, node: NodeName): TopologySegment {
  const declared = driver.snapshot().active?.configuration.topology.nodes.get(node);
  return declared ? nodeSegment(declared) : {};
}
