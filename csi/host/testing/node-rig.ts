import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { gib } from '../../../core/model/capacity.ts';
import type { GiB } from '../../../core/model/capacity.ts';
import type { LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Layout } from '../../../core/model/volume.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { Store } from '../../../store/store.ts';
import { createSimulatedEnclosures } from '../../backends/composable/simulated-enclosures.ts';
import { CsiError } from '../../csi-error.ts';
import type { VolumeCapability } from '../../services/driver-port.ts';
import type { NodeDriver } from '../../services/node-port.ts';
import { declared, enclosureOf, ssd } from '../../testing/enclosures.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { volumeKey } from '../../volume-key.ts';
import { createNodeDriver } from '../node-driver.ts';
import type { NodeHost } from '../node-host.ts';
import type { PublishedLeg, PublishedLegs } from '../publication-directory.ts';
import { createSimulatedNodeHost } from '../simulated-node-host.ts';

const NODE = 'node-1' as NodeName;
/** Of a volume whose key cannot be derived. */
export const LOCKED = 'locked' as PublicationId;
const FENCE = { epoch: 1, generation: 1 };

export const MOUNT: Extract<VolumeCapability, { readonly kind: 'mount' }> = {
  kind: 'mount',
  accessMode: 'ReadWriteOnce',
  fsType: undefined,
  mountFlags: [],
};
export const BLOCK: VolumeCapability = { kind: 'block', accessMode: 'ReadWriteOnce' };

export interface VolumeOptions {
  readonly legs?: number;
  readonly layout?: Layout;
  readonly encrypted?: boolean;
}

/** A simulated node beside simulated enclosures, with a hand on the publications. */
export interface NodeRig {
  readonly store: Store;
  readonly host: NodeHost;
  readonly driver: NodeDriver;
  readonly staging: string;
  /** A target path; nothing is there yet. */
  target(name: string): string;
  /** A driver that just started, on another host if one is given. */
  restart(host?: NodeHost): NodeDriver;
  /** Cuts and exports legs for a volume of 10 GiB. */
  publish(options?: VolumeOptions): Promise<PublishedLegs>;
  /** Cuts the node off. */
  withdraw(published: PublishedLegs): Promise<void>;
  /** Exports the legs of a volume anew. */
  republish(published: PublishedLegs): Promise<PublishedLegs>;
  resize(published: PublishedLegs, size: GiB): void;
  /** Keys in the store that a staged volume leaves. */
  traces(): Promise<readonly string[]>;
}

export async function nodeRig(): Promise<NodeRig> {
  const folder = await temporaryFolder();
  const store = openMemoryStore();
  const drive = ssd('wwn-0x5000000000000001', 100_000);
  const box = enclosureOf('box', [drive]);
  const enclosures = createSimulatedEnclosures({ store, declared: declared(box) });
  const enclosure = enclosures.of(box.name);
  const publications = new Map<PublicationId, PublishedLegs>();
  const host = createSimulatedNodeHost({ node: NODE, store, fabric: enclosures.fabric });
  let start = 1;

  const exportLegs = (volume: VolumeId, publication: PublicationId, legs: readonly LegId[]): Promise<PublishedLeg[]> =>
    Promise.all(
      legs.map(async (leg) => {
        const command = { fence: FENCE, volume, leg, drive: drive.id, publication, node: NODE };
        const address = await enclosure.exportLeg({ ...command, transport: 'nvmetcp' });
        if (address.kind === 'error') throw new Error(address.message);
        return { leg, address: address.value };
      }),
    );

  const lookup = (id: PublicationId): Promise<PublishedLegs | undefined> =>
    id === LOCKED
      ? Promise.reject(new CsiError('no-key', 'the secret is gone'))
      : Promise.resolve(publications.get(id));

  const driverOn = (used: NodeHost): NodeDriver =>
    createNodeDriver({
      host: used,
      store,
      publications: { lookup },
      info: () => ({ node: NODE, maximumVolumes: undefined, segment: {} }),
    });

  const republish = async (before: Omit<PublishedLegs, 'publication' | 'legs'>, legs: readonly LegId[]) => {
    const publication = randomUUID() as PublicationId;
    const published = { ...before, publication, legs: await exportLegs(before.volume, publication, legs) };
    publications.set(publication, published);
    return published;
  };

  return {
    store,
    host,
    driver: driverOn(host),
    staging: path.join(folder, 'staging'),
    target: (name) => path.join(folder, name),
    restart: (used = host) => driverOn(used),
    publish: async ({ legs = 1, layout = 'single', encrypted = false } = {}) => {
      const volume = randomUUID() as VolumeId;
      const ids = Array.from({ length: legs }, () => randomUUID() as LegId);
      for (const leg of ids) {
        const extent = { start: gib(start++), length: gib(1) };
        await enclosure.cutLeg({ fence: FENCE, volume, leg, drive: drive.id, extent });
      }
      const key = encrypted ? volumeKey(createHash('sha512').update(volume).digest()) : undefined;
      return republish({ volume, node: NODE, layout, size: gib(10), fsType: 'ext4', key }, ids);
    },
    republish: (published) =>
      republish(
        published,
        published.legs.map(({ leg }) => leg),
      ),
    withdraw: async ({ publication, volume }) => {
      publications.delete(publication);
      await enclosure.withdrawExport({ fence: FENCE, volume, publication });
    },
    resize: (published, size) => {
      publications.set(published.publication, { ...published, size });
    },
    traces: async () =>
      (await Promise.all(['node/', 'simulated/node/'].map((prefix) => store.list(prefix))))
        .flat()
        .map(({ key }) => key),
  };
}
