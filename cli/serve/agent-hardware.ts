import type { EnclosureName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import { createComposableBackend } from '../../csi/backends/composable/composable-backend.ts';
import { createAttachedAgents } from '../../csi/channel/driver-side/attached-agents.ts';
import { startChannelServer } from '../../csi/channel/driver-side/channel-server.ts';
import type { TlsMaterial } from '../../csi/channel/tls.ts';
import type { ListenAddress } from '../commands/options.ts';
import type { Observation } from '../observe/observation.ts';
import { observedHosts } from '../observe/observe-hosts.ts';
import { packageVersion } from '../package-version.ts';
import type { Hardware } from './hardware.ts';
import { observeAgents } from './observe-agents.ts';
import { segmentOf } from './segment-of.ts';

export interface AgentHardwareOptions {
  /** Where agents and node plug-ins dial. */
  readonly listen: ListenAddress;
  readonly tls: TlsMaterial;
  readonly observation: Observation;
}

const NO_ENCLOSURES: ReadonlyMap<EnclosureName, Enclosure> = new Map();

/** Drives of hosts whose agents attach, and nodes whose plug-ins ask. */
export function agentHardware({ listen, tls, observation }: AgentHardwareOptions): Hardware {
  const { log } = observation;
  const agents = createAttachedAgents();
  const hosts = observedHosts(agents.hosts, observation);
  return {
    backend: (active) => createComposableBackend(hosts, () => active()?.enclosures ?? NO_ENCLOSURES),
    connect: async (driver) => {
      const server = await startChannelServer({
        listen,
        tls,
        agents,
        attached: observeAgents(driver, log),
        directory: driver.directory,
        nodeOf: (id) => driver.snapshot().publications.find((publication) => publication.id === id)?.node,
        registerNode: async (node) => {
          await driver.registerNode(node);
          return segmentOf(driver, node.name);
        },
        domain: driver.domain,
        epoch: driver.epoch,
        softwareVersion: packageVersion(),
        log,
      });
      const { host, port } = server.bound;
      return {
        node: undefined,
        description: `drives and nodes are real, of domain ${driver.domain}; their agents and plug-ins dial ${host}:${String(port)}`,
        stop: () => server.stop(),
      };
    },
  };
}
