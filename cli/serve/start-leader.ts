import path from 'node:path';
import { encryptionSecretOf } from '../../core/model/inventory.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import { startDriver } from '../../csi/driver/driver.ts';
import type { Store } from '../../store/store.ts';
import { driverOutside } from './driver-outside.ts';
import type { Hardware } from './hardware.ts';
import type { Log } from './log.ts';
import { secretFiles } from './secret-files.ts';

export interface LeaderOptions {
  readonly store: Store;
  readonly stateFolder: string;
  readonly hardware: Hardware;
  readonly log: Log;
  /** Whether nobody else can have taken the lead since. */
  readonly held: () => boolean;
}

/** The driver's leader, which reads secrets from its state folder. @throws StoreError, CsiError `deposed` */
export async function startLeader({ store, stateFolder, hardware, log, held }: LeaderOptions): Promise<Driver> {
  const secrets = secretFiles({
    folder: path.join(stateFolder, 'secrets'),
    isNeeded: (ref) => isSecretNeeded(driver.snapshot(), ref),
    log,
  });
  const driver: Driver = await startDriver({ store, backend: hardware.backend, outside: driverOutside(secrets), held });
  return driver;
}

/** Whether the key of some volume derives from the secret. */
function isSecretNeeded({ active, volumes }: Pick<DriverSnapshot, 'active' | 'volumes'>, ref: SecretRef): boolean {
  const backends = (active?.configuration.backends ?? []).filter((backend) => {
    const own = encryptionSecretOf(backend);
    return own?.namespace === ref.namespace && own.name === ref.name;
  });
  const names = new Set(backends.map(({ name }) => name));
  return volumes.some(({ backend, encryption }) => encryption !== undefined && names.has(backend));
}
