import type { NodeName } from '../../core/model/ids.ts';
import type { Store } from '../../store/store.ts';
import { ok } from '../services/outcome.ts';
import type { SimulatedFabric } from '../simulation/fabric.ts';
import { legContentsIn } from '../simulation/leg-contents.ts';
import type { NodeHost } from './node-host.ts';
import { simulatedDevices } from './simulated-devices.ts';
import type { SimulatedParts } from './simulated-devices.ts';
import { simulatedMounts } from './simulated-mounts.ts';
import { simulatedStateIn } from './simulated-state.ts';

export interface SimulatedNodeHostOptions {
  readonly node: NodeName;
  readonly store: Store;
  readonly fabric: SimulatedFabric;
  /** Where the node's state stands in the store, ending in `/`; one per simulated node. */
  readonly prefix?: string;
}

const PREFIX = 'simulated/node/';

/**
 * A node whose kernel is simulated: legs connect only where a simulated enclosure lets this node in, arrays assemble
 * only from the members they were made of, and what is in use cannot be taken away.
 */
export function createSimulatedNodeHost({ node, store, fabric, prefix = PREFIX }: SimulatedNodeHostOptions): NodeHost {
  const parts: SimulatedParts = {
    node,
    state: simulatedStateIn(store, prefix),
    contents: legContentsIn(store),
    fabric,
  };
  return { ...simulatedDevices(parts), ...simulatedMounts(parts), observe: () => observe(parts) };
}

async function observe({ state }: SimulatedParts) {
  const [legs, arrays, containers, mounts] = await Promise.all([
    state.legs.all(),
    state.arrays.all(),
    state.containers.all(),
    state.mounts.all(),
  ]);
  return ok({
    connectedLegs: legs.map(({ leg }) => leg),
    arrays: arrays.map(({ volume }) => volume),
    unlocked: containers.map(({ volume }) => volume),
    mounts: mounts.map(({ path }) => path),
  });
}
