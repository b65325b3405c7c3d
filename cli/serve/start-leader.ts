import path from 'node:path';
import { encryptionSecretOf } from '../../core/model/inventory.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { SecretSource } from '../../csi/driver/context.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import { startDriver } from '../../csi/driver/driver.ts';
import type { Store } from '../../store/store.ts';
import { aroundSearch, tracedBackend } from '../observe/observe-driver.ts';
import type { Observation } from '../observe/observation.ts';
import { driverOutside } from './driver-outside.ts';
import type { Hardware } from './hardware.ts';
import { secretFiles } from './secret-files.ts';

export interface LeaderOptions {
  readonly store: Store;
  readonly stateFolder: string;
  readonly hardware: Hardware;
  readonly observation: Observation;
  /** Whether nobody else can have taken the lead since. */
  readonly held: () => boolean;
}

/** The driver's leader, which reads secrets from its state folder. @throws StoreError, CsiError `deposed` */
export async function startLeader(options: LeaderOptions): Promise<Driver> {
  const { store, stateFolder, hardware, observation, held } = options;
  const { log, secrets } = observation;
  const files = secretFiles({
    folder: path.join(stateFolder, 'secrets'),
    isNeeded: (ref) => isSecretNeeded(driver.snapshot(), ref),
    log,
  });
  const driver: Driver = await startDriver({
    store,
    backend: (active, lead) => tracedBackend(hardware.backend(active, lead), observation),
    outside: driverOutside(knownWhenRead(files, secrets), aroundSearch(observation)),
    held,
  });
  return driver;
}

/** A secret that was read stands in no line from then on. */
const knownWhenRead = (files: SecretSource, secrets: Observation['secrets']): SecretSource => ({
  read: async (ref) => {
    const secret = await files.read(ref);
    if (secret) secrets.learn(secret);
    return secret;
  },
});

/** Whether the key of some volume derives from the secret. */
function isSecretNeeded({ active, volumes }: Pick<DriverSnapshot, 'active' | 'volumes'>, ref: SecretRef): boolean {
  const backends = (active?.configuration.backends ?? []).filter((backend) => {
    const own = encryptionSecretOf(backend);
    return own?.namespace === ref.namespace && own.name === ref.name;
  });
  const names = new Set(backends.map(({ name }) => name));
  return volumes.some(({ backend, encryption }) => encryption !== undefined && names.has(backend));
}
