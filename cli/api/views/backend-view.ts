import type { Backend, BackendDriver, Enclosure, Pool, VolumeLimits } from '../../../core/model/inventory.ts';
import type { Volume } from '../../../core/model/volume.ts';
import { fragmentationOf } from '../../../core/simulate/fragmentation.ts';
import type { Fragmentation } from '../../../core/simulate/fragmentation.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { groupBy } from './group-by.ts';

/** A backend as the API shows it. */
export interface BackendView extends Use {
  readonly name: string;
  readonly driver: Backend['driver']['kind'];
  readonly state: Backend['state'];
  readonly labels: Readonly<Record<string, string>>;
  readonly pools: readonly PoolView[];
  /** Of a composable backend. Left out: every one that no other backend names. */
  readonly storageGroups?: readonly string[];
  /** Namespace and name of the Secret that keys derive from. */
  readonly encryptionSecret?: string;
  /** Of an nfs backend: the addresses of its server. */
  readonly servers?: readonly string[];
  /** Of an nfs backend. */
  readonly exportPath?: string;
}

/** What a backend or a pool has, and may have. Sizes of limits are decimal numbers of bytes, as text. Left out: no limit. */
interface Use {
  /** The largest volume it takes. */
  readonly maxVolumeSize?: string;
  readonly maxVolumes?: number;
  /** Of all its volumes together. */
  readonly maxTotalSize?: string;
  /** As limits count them: without those that are being released. */
  readonly volumes: number;
  /** Usable size of these together. */
  readonly sizeGiB: number;
}

/** A volume counts in every pool that one of its drives belongs to. */
interface PoolView extends Use {
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
  const counted = volumes.filter(({ phase }) => phase.kind !== 'releasing');
  const byBackend = groupBy(counted, ({ backend }) => backend);
  const isIn = poolFinder(active?.configuration.enclosures ?? []);
  const fragmentation = active ? fragmentationOf(active.configuration, volumes) : () => undefined;
  return (backend) => {
    const { name, driver, state, labels, pools } = backend;
    const own = byBackend.get(name) ?? [];
    return {
      name,
      driver: driver.kind,
      state,
      labels: Object.fromEntries(labels),
      pools: pools.map((pool) => {
        const inPool = own.filter((volume) => isIn(pool, volume));
        return { ...poolView(pool, fragmentation(backend, pool)), ...useOf(pool, inPool) };
      }),
      ...driverView(driver),
      ...useOf(backend, own),
    };
  };
}

/** Whether a volume has a drive of the pool. */
function poolFinder(enclosures: readonly Enclosure[]): (pool: Pool, volume: Volume) => boolean {
  const byName = new Map(enclosures.map((each) => [each.name, each] as const));
  return ({ storageGroups, requiredTags }, { legs }) =>
    legs.some(({ enclosure: name, drive: id }) => {
      const enclosure = byName.get(name);
      if (!enclosure || storageGroups?.has(enclosure.storageGroup) === false) return false;
      const drive = enclosure.drives.find((each) => each.id === id);
      return drive !== undefined && requiredTags.every((tag) => drive.tags.includes(tag));
    });
}

const useOf = ({ maxVolumeBytes, maxVolumes, maxTotalBytes }: VolumeLimits, volumes: readonly Volume[]): Use => ({
  ...(maxVolumeBytes === undefined ? {} : { maxVolumeSize: maxVolumeBytes.toString() }),
  ...(maxVolumes === undefined ? {} : { maxVolumes }),
  ...(maxTotalBytes === undefined ? {} : { maxTotalSize: maxTotalBytes.toString() }),
  volumes: volumes.length,
  sizeGiB: volumes.reduce((sum, { phase, size }) => sum + (phase.kind === 'expanding' ? phase.target : size), 0),
});

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
): Omit<PoolView, keyof Use> => ({
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
