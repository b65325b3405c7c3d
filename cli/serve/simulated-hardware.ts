import type { DomainId, EnclosureName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import { createComposableBackend } from '../../csi/backends/composable/composable-backend.ts';
import { createSimulatedEnclosures } from '../../csi/backends/composable/simulated-enclosures.ts';
import type { RegisteredNode } from '../../csi/registered-node.ts';
import { createNodeDriver } from '../../csi/host/node-driver.ts';
import { createSimulatedNodeHost } from '../../csi/host/simulated-node-host.ts';
import type { Observation } from '../observe/observation.ts';
import { observedHosts } from '../observe/observe-hosts.ts';
import type { Store } from '../../store/store.ts';
import type { Hardware } from './hardware.ts';
import { repeat } from './repeat.ts';
import { segmentOf } from './segment-of.ts';

/** Milliseconds. */
const WATCH_INTERVAL = 1000;

const NO_ENCLOSURES: ReadonlyMap<EnclosureName, Enclosure> = new Map();

/** What would be agents on enclosures and the kernel of this node, simulated in the store. */
export function simulatedHardware(
  store: Store,
  { name: node, maximumVolumes }: RegisteredNode,
  observation: Observation,
): Hardware {
  // The driver is made with a backend, and only then can tell which enclosures are declared, and whose they are.
  let declared = (): ReadonlyMap<EnclosureName, Enclosure> => NO_ENCLOSURES;
  let domain: DomainId | undefined;
  const enclosures = createSimulatedEnclosures({ store, declared: () => declared(), domain: () => domain });
  return {
    backend: (active, lead) => {
      domain = lead.domain;
      declared = () => active()?.enclosures ?? NO_ENCLOSURES;
      return createComposableBackend(observedHosts(enclosures, observation), () => declared());
    },
    connect: async (driver) => {
      await driver.registerNode({ name: node, maximumVolumes });
      const host = createSimulatedNodeHost({ node, store, fabric: enclosures.fabric });
      const info = () => ({ node, maximumVolumes, segment: segmentOf(driver, node) });
      const plugin = createNodeDriver({ host, publications: driver.directory, store, info });
      const stopped = new AbortController();
      // As a node does that is not simulated: a change of a volume that it has waits for it. What fails fails again.
      const watching = repeat(() => plugin.watch().catch(() => undefined), WATCH_INTERVAL, stopped.signal);
      return {
        node: plugin,
        description: 'enclosures and node are simulated',
        stop: async () => {
          stopped.abort();
          await watching;
        },
      };
    },
  };
}
