import path from 'node:path';
import type { SecretSource } from '../../csi/driver/context.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import { startDriver } from '../../csi/driver/driver.ts';
import type { Store } from '../../store/store.ts';
import { aroundSearch, tracedBackend } from '../observe/observe-driver.ts';
import type { Observation } from '../observe/observation.ts';
import type { Cluster } from './cluster.ts';
import { driverOutside } from './driver-outside.ts';
import type { Hardware } from './hardware.ts';
import { secretFiles } from './secret-files.ts';
import { isSecretNeeded } from './secret-uses.ts';

export interface LeaderOptions {
  readonly store: Store;
  readonly stateFolder: string;
  readonly hardware: Hardware;
  readonly observation: Observation;
  /** Left out: Kubernetes is not asked, and secrets are files. */
  readonly cluster?: Cluster | undefined;
  /** Whether nobody else can have taken the lead since. */
  readonly held: () => boolean;
}

/** The driver's leader, which reads secrets from Kubernetes, or from its state folder. @throws StoreError, CsiError `deposed` */
export async function startLeader(options: LeaderOptions): Promise<Driver> {
  const { store, stateFolder, hardware, observation, cluster, held } = options;
  const { log, secrets } = observation;
  const files = secretFiles({
    folder: path.join(stateFolder, 'secrets'),
    isNeeded: (ref) => isSecretNeeded(driver.snapshot(), ref),
    log,
  });
  const driver: Driver = await startDriver({
    store,
    backend: (active, lead) => tracedBackend(hardware.backend(active, lead), observation),
    outside: driverOutside(knownWhenRead(cluster?.secrets ?? files, secrets), aroundSearch(observation), cluster),
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
