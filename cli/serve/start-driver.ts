import path from 'node:path';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { NodeName } from '../../core/model/ids.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import { startDriver } from '../../csi/driver/driver.ts';
import { createNodeDriver } from '../../csi/host/node-driver.ts';
import type { NodeDriver } from '../../csi/services/node-port.ts';
import type { Store } from '../../store/store.ts';
import { nodeSegment } from '../node-segment.ts';
import { driverOutside } from './driver-outside.ts';
import type { Log } from './log.ts';
import { secretFiles } from './secret-files.ts';
import { simulatedHardware } from './simulated-hardware.ts';

export interface DriverParts {
  readonly driver: Driver;
  readonly node: NodeDriver;
}

export interface DriverPartsOptions {
  readonly store: Store;
  readonly stateFolder: string;
  readonly node: NodeName;
  readonly log: Log;
}

/** The driver's leader and the plug-in of this node, on simulated enclosures and a simulated kernel. */
export async function startDriverParts({ store, stateFolder, node, log }: DriverPartsOptions): Promise<DriverParts> {
  const hardware = simulatedHardware(store);
  const secrets = secretFiles({
    folder: path.join(stateFolder, 'secrets'),
    isNeeded: (ref) => isSecretNeeded(driver.snapshot(), ref),
    log,
  });
  const driver: Driver = await startDriver({ store, backend: hardware.backend, outside: driverOutside(secrets) });
  await driver.registerNode(node);
  const host = hardware.nodeHost(node);
  const info = () => {
    const declared = driver.snapshot().active?.configuration.topology.nodes.get(node);
    return { node, maximumVolumes: undefined, segment: declared ? nodeSegment(declared) : {} };
  };
  return { driver, node: createNodeDriver({ host, publications: driver.directory, store, info }) };
}

/** Whether the key of some volume derives from the secret. */
function isSecretNeeded({ active, volumes }: Pick<DriverSnapshot, 'active' | 'volumes'>, ref: SecretRef): boolean {
  const backends = (active?.configuration.backends ?? []).filter(({ driver }) => {
    const own = driver.encryptionSecretRef;
    return own?.namespace === ref.namespace && own.name === ref.name;
  });
  const names = new Set(backends.map(({ name }) => name));
  return volumes.some(({ backend, encryption }) => encryption !== undefined && names.has(backend));
}
