import type { LegId, NodeName } from '../../core/model/ids.ts';
import type { ExportAddress } from '../export-address.ts';

/** The network between simulated enclosures and simulated nodes. */
export interface SimulatedFabric {
  /** The leg that answers a node at an address; `undefined` where nothing is exported there to that node. */
  reach(address: ExportAddress, node: NodeName): Promise<LegId | undefined>;
}
