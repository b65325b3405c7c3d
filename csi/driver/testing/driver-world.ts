import type { DeclaredObject } from '../../../core/model/configuration.ts';
import { gib } from '../../../core/model/capacity.ts';
import type { DomainId, DriveId, EnclosureName, NodeName, VolumeId } from '../../../core/model/ids.ts';
import type { Drive, Enclosure } from '../../../core/model/inventory.ts';
import { chunksOf } from '../../../store/configuration-chunks.ts';
import { proposeConfiguration } from '../../../store/configurations.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { Store } from '../../../store/store.ts';
import { createComposableBackend } from '../../backends/composable/composable-backend.ts';
import type { EnclosureObservation } from '../../backends/composable/enclosure-host.ts';
import { writeBeginning } from '../../backends/composable/simulated-drives.ts';
import type { SimulatedBeginning } from '../../backends/composable/simulated-drives.ts';
import { createSimulatedEnclosures } from '../../backends/composable/simulated-enclosures.ts';
import type { SimulatedEnclosures } from '../../backends/composable/simulated-enclosures.ts';
import type { CreateVolume, PublishVolume } from '../../services/driver-port.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';
import { NO_CLAIM_LOOKUP } from '../claims.ts';
import type { DriverOutside, TakeTurns } from '../context.ts';
import { startDriver } from '../driver.ts';
import type { Driver } from '../driver.ts';
import { crashing } from './crash.ts';
import type { CrashPoint } from './crash.ts';
import { silencedHosts } from './silence.ts';
import type { SilencedHosts } from './silence.ts';

/** A store and drives that outlive drivers: drivers are started on them, and crash. */
export interface DriverWorld extends Omit<SilencedHosts, 'hosts'> {
  readonly store: Store;
  /** What stands on the drives. */
  readonly hardware: Store;
  /** What nodes reach the drives through. */
  readonly fabric: SimulatedFabric;
  /** Starts a driver; with a crash point it stops dead at that step. */
  start(crash?: CrashPoint): Promise<Driver>;
  propose(objects: readonly DeclaredObject[]): Promise<void>;
  /** From now on, this happens between any two steps of long work. */
  interleave(between: () => Promise<unknown>): void;
  /** The legs on the drives: `leg drive start+length`. */
  legsOnDrives(): Promise<readonly string[]>;
  exportsOnDrives(): Promise<readonly string[]>;
  /** Puts something at the beginning of a drive. */
  plant(drive: DriveId, beginning: SimulatedBeginning): Promise<void>;
  /** Changes which drives an enclosure really has, whatever is declared. */
  refit(enclosure: EnclosureName, change: (drives: readonly Drive[]) => readonly Drive[]): void;
  /** What stands on the drives, whether or not their hosts answer. */
  observe(): Promise<readonly EnclosureObservation[]>;
}

export const NODE_A = 'node-a' as NodeName;
export const NODE_B = 'node-b' as NodeName;

export async function createDriverWorld(
  objects: readonly DeclaredObject[] = smallInventory(),
  told: Partial<Pick<DriverOutside, 'claims' | 'refusals' | 'secrets'>> = {},
): Promise<DriverWorld> {
  const store = openMemoryStore();
  const hardwareStore = openMemoryStore();
  let enclosures: ReadonlyMap<EnclosureName, Enclosure> = new Map();
  let domain: DomainId | undefined;
  const hardware: SimulatedEnclosures = createSimulatedEnclosures({
    store: hardwareStore,
    declared: () => enclosures,
    domain: () => domain,
  });
  const { hosts, ...silence } = silencedHosts(hardware);
  let ids = 0;
  let between = (): Promise<unknown> => Promise.resolve();
  const outside = {
    now: () => new Date(0),
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    randomHex: (bytes: number) => 'ab'.repeat(bytes),
    secrets: { read: () => Promise.resolve(new Uint8Array(32).fill(7)) },
    claims: NO_CLAIM_LOOKUP,
    ...told,
    takeTurns: stepByStep(() => between()),
  };
  const propose = async (proposed: readonly DeclaredObject[]): Promise<void> => {
    await proposeConfiguration(store, {
      commit: 'c'.repeat(40) as never,
      ref: 'main',
      subject: 'change',
      chunks: chunksOf(proposed),
      findings: [],
      at: '1970-01-01T00:00:00.000Z',
    });
  };
  const observe = async (): Promise<readonly EnclosureObservation[]> => {
    const seen = await Promise.all([...enclosures.keys()].map((name) => hardware.of(name).observe()));
    return seen.flatMap((each) => (each.kind === 'ok' ? [each.value] : []));
  };
  const world: DriverWorld = {
    ...silence,
    store,
    hardware: hardwareStore,
    fabric: hardware.fabric,
    observe,
    start: async (crash) => {
      const point = crash && crashing(crash);
      const driver = await startDriver({
        store: point ? point.store(store) : store,
        backend: (active, lead) => {
          domain = lead.domain;
          return createComposableBackend(point ? point.hosts(hosts) : hosts, () => active()?.enclosures ?? new Map());
        },
        outside,
      });
      await driver.consider();
      enclosures = driver.snapshot().active?.enclosures ?? enclosures;
      await driver.registerNode({ name: NODE_A, maximumVolumes: undefined });
      await driver.registerNode({ name: NODE_B, maximumVolumes: undefined });
      return driver;
    },
    propose,
    interleave: (work) => {
      between = work;
    },
    plant: async (drive, beginning) => {
      await hardwareStore.commit({ conditions: [], writes: [writeBeginning(drive, beginning)] });
    },
    refit: (name, change) => {
      const enclosure = enclosures.get(name);
      if (enclosure) enclosures = new Map(enclosures).set(name, { ...enclosure, drives: change(enclosure.drives) });
    },
    legsOnDrives: async () =>
      (await observe())
        .flatMap(({ legs }) => legs)
        .map(({ leg, drive, extent }) => `${leg} ${drive} ${String(extent.start)}+${String(extent.length)}`)
        .sort(),
    exportsOnDrives: async () =>
      (await observe())
        .flatMap(({ exports }) => exports)
        .map(({ leg, node }) => `${leg} ${node}`)
        .sort(),
  };
  await propose(objects);
  return world;
}

/** Each step is a turn of its own. */
const stepByStep =
  (between: () => Promise<unknown>): TakeTurns =>
  async (steps) => {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await between();
    }
  };

const declared = (kind: string, name: string, rest: Readonly<Record<string, unknown>>): DeclaredObject => ({
  apiVersion: 'stowage.dev/v1alpha1',
  kind,
  metadata: { name },
  ...rest,
});

/** Two storage groups of one enclosure each: HDDs of 100 GiB, and one SSD of 50 GiB. */
export function smallInventory(hdds = 3): readonly DeclaredObject[] {
  return [
    declared('Backend', 'main', { spec: { composable: { encryption: { secretRef: { name: 'keys' } } } } }),
    enclosure('box-a', 'sg-a', 'a', hdds),
    enclosure('box-b', 'sg-b', 'b', hdds),
  ];
}

function enclosure(name: string, storageGroup: string, digit: string, hdds: number): DeclaredObject {
  const hdd = (n: number): unknown => ({
    id: `wwn-0x5000c500${digit.repeat(7)}${n.toString(16)}`,
    mediaType: 'HDD',
    protocol: 'SAS',
    rotationSpeedRPM: 7200,
    capacity: '100Gi',
  });
  const ssd = { id: `eui.${digit.repeat(16)}`, mediaType: 'SSD', protocol: 'NVMe', capacity: '50Gi' };
  const portals = [{ transport: 'nvmetcp', address: '192.0.2.1' }];
  return declared('Enclosure', name, {
    spec: { storageGroup, portals, drives: [...Array.from({ length: hdds }, (_, at) => hdd(at + 1)), ssd] },
  });
}

/** A request for a mount volume; `parameters` are the class's. */
export const createRequest = (
  name: string,
  size: number,
  parameters: Readonly<Record<string, string>> = {},
): CreateVolume => ({
  name,
  size: { required: gib(size), limit: undefined },
  parameters,
  capabilities: [{ kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] }],
  requisite: [],
  preferred: [],
});

export const publishTo = (node: NodeName, volume: VolumeId): PublishVolume => ({
  volume,
  node,
  readonly: false,
  capability: { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] },
});
