import type { Backend, BackendDriver, Pool } from '../../../core/model/inventory.ts';
import { fragmentationOf } from '../../../core/simulate/fragmentation.ts';
import type { Fragmentation } from '../../../core/simulate/fragmentation.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { groupBy } from './group-by.ts';

/** A backend as the API shows it. */
export interface BackendView {
  readonly name: string;
  readonly driver: Backend['driver']['kind'];
  readonly state: Backend['state'];
  readonly labels: Readonly<Record<string, string>>;
  readonly pools: readonly PoolView[];
  /** Of a composable backend. Left out: every one that no other backend names. */
  readonly storageGroups?: readonly string[];
  /** The largest volume it takes; a decimal number of bytes, as text. Left out: no limit. */
  readonly maxVolumeSize?: string;
  /** Namespace and name of the Secret that keys derive from. */
  readonly encryptionSecret?: string;
  /** Of an nfs backend: the addresses of its server. */
  readonly servers?: readonly string[];
  /** Of an nfs backend. */
  readonly exportPath?: string;
  readonly volumes: number;
  /** Usable size of its volumes together. */
  readonly sizeGiB: number;
}

interface PoolView {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Left out: every one of the backend. */
  readonly storageGroups?: readonly string[];
  readonly requiredTags: readonly string[];
  /** Of its sliced drives. Left out: it has none. */
  readonly fragmentation?: FragmentationView;
}

interface FragmentationView {
  /** Of what is free on sliced drives, how much lies in holes shorter than the median slice. */
  readonly percent: number;
  readonly medianGiB: number;
  readonly freeGiB: number;
  readonly tooShortGiB: number;
}

/** Shows backends of one snapshot. */
export function backendViewer({ active, volumes }: ApiSnapshot): (backend: Backend) => BackendView {
  const byBackend = groupBy(volumes, ({ backend }) => backend);
  const fragmentation = active ? fragmentationOf(active.configuration, volumes) : () => undefined;
  return (backend) => {
    const { name, driver, state, labels, pools, maxVolumeBytes } = backend;
    const own = byBackend.get(name) ?? [];
    return {
      name,
      driver: driver.kind,
      state,
      labels: Object.fromEntries(labels),
      pools: pools.map((pool) => poolView(pool, fragmentation(backend, pool))),
      ...driverView(driver),
      ...(maxVolumeBytes === undefined ? {} : { maxVolumeSize: maxVolumeBytes.toString() }),
      volumes: own.length,
      sizeGiB: own.reduce((sum, { size }) => sum + size, 0),
    };
  };
}

type DriverView = Pick<BackendView, 'storageGroups' | 'encryptionSecret' | 'servers' | 'exportPath'>;

function driverView(driver: BackendDriver): DriverView {
  switch (driver.kind) {
    case 'composable': {
      const { storageGroups, encryptionSecretRef: secret } = driver;
      return {
        ...(storageGroups ? { storageGroups: [...storageGroups] } : {}),
        ...(secret ? { encryptionSecret: `${secret.namespace}/${secret.name}` } : {}),
      };
    }
    case 'nfs':
      return { servers: driver.servers, exportPath: driver.exportPath };
  }
}

const poolView = (
  { name, labels, storageGroups, requiredTags }: Pool,
  fragmentation: Fragmentation | undefined,
): PoolView => ({
  name,
  labels: Object.fromEntries(labels),
  ...(storageGroups ? { storageGroups: [...storageGroups] } : {}),
  requiredTags,
  ...(fragmentation ? { fragmentation: fragmentationView(fragmentation) } : {}),
});

const fragmentationView = ({ percent, median, free, tooShort }: Fragmentation): FragmentationView => ({
  percent,
  medianGiB: median,
  freeGiB: free,
  tooShortGiB: tooShort,
});
