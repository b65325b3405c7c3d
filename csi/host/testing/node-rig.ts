import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { gib } from '../../../core/model/capacity.ts';
import type { GiB } from '../../../core/model/capacity.ts';
import type { LegId, NodeName, VolumeId } from '../../../core/model/ids.ts';
import type { Layout } from '../../../core/model/volume.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import type { Store } from '../../../store/store.ts';
import { createSimulatedEnclosures } from '../../backends/composable/simulated-enclosures.ts';
import type { VolumeCapability } from '../../services/driver-port.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';
import { dataBlock } from '../../simulation/leg-contents.ts';
import { declared, enclosureOf, ssd } from '../../testing/enclosures.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { volumeKey } from '../../volume-key.ts';
import { createNodeDriver } from '../node-driver.ts';
import type { NodePlugin } from '../node-driver.ts';
import type { NodeHost } from '../node-host.ts';
import type { NodeLog } from '../node-log.ts';
import type { PublishedLeg, PublishedLegs } from '../publication-directory.ts';
import { readBlock, writeBlock } from '../simulated-blocks.ts';
import { createSimulatedNodeHost, simulatedPartsOf } from '../simulated-node-host.ts';
import type { KilledNode } from './killed-node.ts';
import { toldDirectory } from './told-directory.ts';
import type { ToldDirectory } from './told-directory.ts';

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

export const MIRROR: VolumeOptions = { legs: 2, layout: 'mirror' };

/** Simulated enclosures, with a hand on the publications and on the network. */
interface RigWorld {
  readonly store: Store;
  readonly folder: string;
  /** The driver's side: what nodes learn and tell. */
  readonly driverSide: ToldDirectory;
  readonly fabric: SimulatedFabric;
  /** Cuts and exports legs for a volume of 10 GiB. */
  publish(node: NodeName, options: VolumeOptions): Promise<PublishedLegs>;
  /** Exports the legs of a volume anew, but for those that are named. */
  republish(node: NodeName, published: PublishedLegs, without: readonly LegId[]): Promise<PublishedLegs>;
  /** Exports the legs that a publication lacks. */
  exportAgain(published: PublishedLegs): Promise<PublishedLegs>;
  /** Destroys the exports. */
  withdraw(published: PublishedLegs): Promise<void>;
  /** Lets nothing through to a leg, until it is let through again. */
  cutOff(leg: LegId): void;
  letThrough(leg: LegId): void;
}

/** A simulated node beside simulated enclosures. */
export interface NodeRig extends Omit<RigWorld, 'publish' | 'republish'> {
  readonly host: NodeHost;
  readonly driver: NodePlugin;
  /** What the node said. */
  readonly said: string[];
  readonly staging: string;
  /** A target path; nothing is there yet. */
  target(name: string): string;
  /** A plug-in that just started; one that is to be killed is killed at a step. */
  restart(killed?: KilledNode): NodePlugin;
  /** The plug-in's own record. */
  readonly records: Store;
  /** A plug-in that just started on another host. */
  onHost(host: NodeHost, log?: Pick<NodeLog, 'bug'>): NodePlugin;
  /** The kernel forgets everything; the plug-in is to be started anew. */
  reboot(): Promise<void>;
  publish(options?: VolumeOptions): Promise<PublishedLegs>;
  republish(published: PublishedLegs, without?: readonly LegId[]): Promise<PublishedLegs>;
  resize(published: PublishedLegs, size: GiB): void;
  /** Writes and reads a numbered block of an assembled array. */
  write(volume: VolumeId, number: number, text: string): Promise<DriverOutcome<undefined>>;
  read(volume: VolumeId, number: number): Promise<DriverOutcome<string | undefined>>;
  /** Keys in the stores that a staged volume leaves. */
  traces(): Promise<readonly string[]>;
  /** Another node in the same world. */
  beside(name: string): NodeRig;
}

export const nodeRig = async (): Promise<NodeRig> => rigOfNode(await rigWorld(), 'node-1' as NodeName);

async function rigWorld(): Promise<RigWorld> {
  const folder = await temporaryFolder();
  const store = openMemoryStore();
  const drive = ssd('wwn-0x5000000000000001', 100_000);
  const box = enclosureOf('box', [drive]);
  const enclosures = createSimulatedEnclosures({ store, declared: declared(box) });
  const enclosure = enclosures.of(box.name);
  const driverSide = toldDirectory();
  const cut = new Set<LegId>();
  let start = 1;

  const exportLegs = async (published: PublishedLegs, without: readonly LegId[]): Promise<PublishedLegs> => {
    const { publication, volume, node } = published;
    const legs = await Promise.all(
      published.legs.map(async (leg): Promise<PublishedLeg> => {
        if (without.includes(leg.leg)) return { ...leg, export: undefined };
        const command = { fence: FENCE, volume, leg: leg.leg, drive: drive.id, publication, node };
        const exported = await enclosure.exportLeg({ ...command, portal: box.portals[0]!, chap: undefined });
        if (exported.kind === 'error') throw new Error(exported.message);
        return { ...leg, export: { ...exported.value, chap: undefined } };
      }),
    );
    const complete = { ...published, legs };
    driverSide.change(complete);
    return complete;
  };

  return {
    store,
    folder,
    driverSide,
    fabric: {
      reach: async (address, node) => {
        const leg = await enclosures.fabric.reach(address, node);
        return leg && !cut.has(leg) ? leg : undefined;
      },
    },
    publish: async (node, { legs = 1, layout = 'single', encrypted = false }) => {
      const volume = randomUUID() as VolumeId;
      const ids = Array.from({ length: legs }, () => randomUUID() as LegId);
      for (const leg of ids) {
        const extent = { start: gib(start++), length: gib(1) };
        await enclosure.cutLeg({ fence: FENCE, volume, leg, drive: drive.id, extent });
      }
      const key = volumeKey(createHash('sha512').update(volume).digest());
      const encryption = encrypted ? { key, salt: 'ab'.repeat(32), keyGeneration: 1 } : undefined;
      const blank = ids.map((leg) => ({ leg, dropped: false, rebuilding: false, export: undefined }));
      const size = gib(10);
      return exportLegs(
        driverSide.add({ volume, node, layout, size, fsType: 'ext4', encryption, made: false, legs: blank }),
        [],
      );
    },
    republish: (node, published, without) => exportLegs(driverSide.add({ ...published, node }), without),
    exportAgain: (published) => exportLegs(published, []),
    withdraw: async ({ publication, volume }) => {
      driverSide.withdraw(publication);
      await enclosure.withdrawExport({ fence: FENCE, volume, publication });
    },
    cutOff: (leg) => cut.add(leg),
    letThrough: (leg) => cut.delete(leg),
  };
}

const NO_BUGS: Pick<NodeLog, 'bug'> = {
  bug: (where, error) => {
    throw new Error(`bug while ${where}`, { cause: error });
  },
};

function rigOfNode(world: RigWorld, node: NodeName): NodeRig {
  const prefix = `simulated/node/${node}/`;
  const options = { node, store: world.store, fabric: world.fabric, prefix };
  const host = createSimulatedNodeHost(options);
  const parts = simulatedPartsOf(options);
  // Each node keeps its own record.
  const records = openMemoryStore();
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  const start = (killed?: KilledNode, used = host, log: Pick<NodeLog, 'bug'> = NO_BUGS): NodePlugin =>
    createNodeDriver({
      host: killed?.host(used) ?? used,
      store: killed?.store(records) ?? records,
      publications: killed?.publications(world.driverSide.directory) ?? world.driverSide.directory,
      info: () => ({ node, maximumVolumes: undefined, segment: {} }),
      pause: () => Promise.resolve(),
      log: { info: say, warn: say, ...log },
    });
  const keys = async (store: Store, under: string) => (await store.list(under)).map(({ key }) => key);
  return {
    ...world,
    host,
    driver: start(),
    said,
    staging: path.join(world.folder, node, 'staging'),
    target: (name) => path.join(world.folder, `${node}-${name}`),
    restart: (killed) => start(killed),
    records,
    onHost: (used, log) => start(undefined, used, log),
    reboot: () => parts.state.reboot(),
    publish: (wish = {}) => world.publish(node, wish),
    republish: (published, without = []) => world.republish(node, published, without),
    resize: (published, size) => {
      world.driverSide.change({ ...published, size });
    },
    write: (volume, number, text) => writeBlock(parts, volume, { address: dataBlock(number), text }),
    read: (volume, number) => readBlock(parts, volume, dataBlock(number)),
    traces: async () =>
      [...(await keys(records, 'node/')), ...(await keys(world.store, prefix))].filter(
        (key) => key !== `${prefix}boots`,
      ),
    beside: (name) => rigOfNode(world, name as NodeName),
  };
}
