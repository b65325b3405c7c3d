import type { Configuration } from '../../core/model/configuration.ts';
import type { BackendName } from '../../core/model/ids.ts';
import { encryptionSecretOf } from '../../core/model/inventory.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { SecretChange } from '../../controller/cluster/secrets/secrets.ts';
import { CHAP_SECRET_REF } from '../../csi/driver/chap-secrets.ts';
import type { Driver, DriverSnapshot } from '../../csi/driver/driver.ts';
import type { Log } from './log.ts';

/** A secret, and the backends that derive something from it. */
export interface SecretUse {
  readonly ref: SecretRef;
  readonly backends: readonly BackendName[];
}

/** What the configuration refers to; the secret of CHAP where drives are exported by iSCSI. */
export function secretUses(configuration: Configuration | undefined): readonly SecretUse[] {
  const uses = new Map<string, SecretUse>();
  const use = (ref: SecretRef, backend: BackendName): void => {
    const key = `${ref.namespace}/${ref.name}`;
    uses.set(key, { ref, backends: [...(uses.get(key)?.backends ?? []), backend] });
  };
  const byIscsi = (configuration?.enclosures ?? []).some(({ portals }) =>
    portals.some(({ transport }) => transport === 'iscsi'),
  );
  for (const backend of configuration?.backends ?? []) {
    const encryption = encryptionSecretOf(backend);
    if (encryption) use(encryption, backend.name);
    if (byIscsi && backend.driver.kind === 'composable') use(CHAP_SECRET_REF, backend.name);
  }
  return [...uses.values()];
}

/** What a change of a secret means, and to whom; what waits for it is due again. */
export function tellSecretChange(
  driver: Pick<Driver, 'snapshot' | 'secretChanged'>,
  log: Pick<Log, 'info' | 'error'>,
  secret: SecretRef,
  change: SecretChange,
): void {
  const snapshot = driver.snapshot();
  const use = secretUses(snapshot.active?.configuration).find(({ ref }) => isSame(ref, secret));
  if (!use) return;
  const of = `secret ${secret.namespace}/${secret.name} of backend ${use.backends.join(', ')}`;
  const depending = encryptedUnder(snapshot, secret);
  switch (change) {
    case 'appeared':
      log.info(`${of} is there: what waits for it is tried`);
      break;
    case 'changed':
      if (depending === 0) log.info(`${of} holds something else: it is used from now on`);
      else log.error(`${of} holds something else, and ${volumesText(depending)} by what it held before: put that back`);
      break;
    case 'gone':
      if (depending === 0) log.info(`${of} is gone`);
      else log.error(`${of} is gone, and ${volumesText(depending)} by it: put it back`);
      return;
  }
  driver.secretChanged(use.backends);
}

const isSame = (a: SecretRef, b: SecretRef): boolean => a.namespace === b.namespace && a.name === b.name;

const volumesText = (count: number): string =>
  count === 1 ? '1 encrypted volume can be opened only' : `${String(count)} encrypted volumes can be opened only`;

function encryptedUnder({ active, volumes }: Pick<DriverSnapshot, 'active' | 'volumes'>, secret: SecretRef): number {
  const backends = (active?.configuration.backends ?? []).filter((backend) => {
    const own = encryptionSecretOf(backend);
    return own !== undefined && isSame(own, secret);
  });
  const names = new Set(backends.map(({ name }) => name));
  return volumes.filter(({ backend, encryption }) => encryption !== undefined && names.has(backend)).length;
}

/** Whether the key of some volume derives from the secret. */
export const isSecretNeeded = (snapshot: Pick<DriverSnapshot, 'active' | 'volumes'>, ref: SecretRef): boolean =>
  encryptedUnder(snapshot, ref) > 0;
