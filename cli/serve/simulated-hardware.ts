import type { DomainId, EnclosureName, NodeName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import { createComposableBackend } from '../../csi/backends/composable/composable-backend.ts';
import { createSimulatedEnclosures } from '../../csi/backends/composable/simulated-enclosures.ts';
import type { DriverDependencies } from '../../csi/driver/driver.ts';
import { createSimulatedNodeHost } from '../../csi/host/simulated-node-host.ts';
import type { NodeHost } from '../../csi/host/node-host.ts';
import type { Store } from '../../store/store.ts';

/** What would be agents on enclosures and the kernel of a node, simulated in the store. */
export interface SimulatedHardware {
  readonly backend: DriverDependencies['backend'];
  nodeHost(node: NodeName): NodeHost;
}

const NO_ENCLOSURES: ReadonlyMap<EnclosureName, Enclosure> = new Map();

export function simulatedHardware(store: Store): SimulatedHardware {
  // The driver is made with a backend, and only then can tell which enclosures are declared, and whose they are.
  let declared = (): ReadonlyMap<EnclosureName, Enclosure> => NO_ENCLOSURES;
  let domain: DomainId | undefined;
  const enclosures = createSimulatedEnclosures({ store, declared: () => declared(), domain: () => domain });
  return {
    backend: (active, lead) => {
      domain = lead.domain;
      declared = () => active()?.enclosures ?? NO_ENCLOSURES;
      return createComposableBackend(enclosures, () => declared());
    },
    nodeHost: (node) => createSimulatedNodeHost({ node, store, fabric: enclosures.fabric }),
  };
}
