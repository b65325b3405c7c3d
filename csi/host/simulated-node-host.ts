import type { NodeName } from '../../core/model/ids.ts';
import type { Store } from '../../store/store.ts';
import { ok } from '../services/outcome.ts';
import type { SimulatedFabric } from '../simulation/fabric.ts';
import { legContentsIn } from '../simulation/leg-contents.ts';
import { hostPaths } from '../simulation/paths.ts';
import type { SimulatedPaths } from '../simulation/paths.ts';
import type { NodeHost } from './node-host.ts';
import { simulatedArrays } from './simulated-array.ts';
import { simulatedDevices } from './simulated-devices.ts';
import { simulatedLimits } from './simulated-limits.ts';
import { simulatedMounts } from './simulated-mounts.ts';
import type { SimulatedParts } from './simulated-parts.ts';
import { simulatedStateIn } from './simulated-state.ts';

export interface SimulatedNodeHostOptions {
  readonly node: NodeName;
  readonly store: Store;
  readonly fabric: SimulatedFabric;
  /** Where the node's state stands in the store, ending in `/`; one per simulated node. */
  readonly prefix?: string;
  /** Where mounts stand; those of this host where it is left out. */
  readonly paths?: SimulatedPaths;
}

const PREFIX = 'simulated/node/';

/**
 * A node whose kernel is simulated: legs connect only where a simulated enclosure lets this node in, arrays start only
 * from members that are proved current, and what is in use cannot be taken away.
 */
export function createSimulatedNodeHost(options: SimulatedNodeHostOptions): NodeHost {
  const parts = simulatedPartsOf(options);
  return {
    ...simulatedDevices(parts),
    ...simulatedArrays(parts),
    ...simulatedLimits(parts),
    ...simulatedMounts(parts),
    bootId: async () => `simulated-boot-${String(await parts.state.boots())}`,
    observe: () => observe(parts),
  };
}

/** What a simulated node consists of, for tests to lay a hand on. */
export const simulatedPartsOf = ({
  node,
  store,
  fabric,
  prefix = PREFIX,
  paths = hostPaths,
}: SimulatedNodeHostOptions): SimulatedParts => ({
  node,
  state: simulatedStateIn(store, prefix),
  contents: legContentsIn(store),
  fabric,
  paths,
});

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
