import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectApi } from '../../../cli/client/api-client.ts';
import type { ApiClient } from '../../../cli/client/api-client.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import { UDEV_RULES, UDEV_RULES_PATH } from '../../../csi/host/doctor/udev-rules.ts';
import { connectCsi } from '../../../csi/client/csi-client.ts';
import type { CsiClient } from '../../../csi/client/csi-client.ts';
import { createLab } from '../cluster.ts';
import type { HostOptions, Lab } from '../cluster.ts';
import type { DriveOptions } from '../vm/drives.ts';
import type { Vm } from '../vm/vm.ts';
import { giveCertificates } from './certificates.ts';
import { makeConfiguration } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { declare } from './declare.ts';
import { driverProcess } from './driver-process.ts';
import type { DriverProcess } from './driver-process.ts';
import { NODE_SOCKET, startAgent, startNode } from './host-programs.ts';
import { mend } from './mend.ts';
import { BOXES, DRIVER_ADDRESS, NODES } from './site.ts';
import type { BoxName, FleetSite, NodeName } from './site.ts';
import { controllerClient, nodeClient } from './volumes.ts';
import type { NodeClient, VolumeClient } from './volumes.ts';

export type { BoxName, NodeName };

/** Two enclosures with real agents, two nodes with real plug-ins, and the driver that they dial. */
export interface Fleet {
  readonly lab: Lab<BoxName | NodeName>;
  readonly configuration: Configuration;
  readonly controller: VolumeClient & { readonly csi: CsiClient };
  readonly nodes: Readonly<Record<NodeName, NodeClient>>;
  /** Options that lead a command to the driver's HTTP API. */
  readonly server: readonly string[];
  /** The driver's HTTP API, wherever it listens now. */
  api(): Promise<ApiClient>;
  readonly driver: DriverProcess;
  /** Where hosts reach the driver. */
  readonly driverAddress: { readonly host: string; readonly port: number };
  box(name: BoxName): Vm;
  node(name: NodeName): Vm;
  /** Declares which transports the enclosures export by, and waits until that runs. */
  declare(transports: Readonly<Record<BoxName, readonly Transport[]>>): Promise<void>;
  startAgent(name: BoxName): Promise<void>;
  startNode(name: NodeName): Promise<void>;
  /** What the driver and the hosts said, for a failed test. */
  logs(): Promise<string>;
  /** Switches on what a failed test left off: machines, cables, programs. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** Whatever a test takes of a drive is zeroed GiB by GiB. */
const SMALL_GIB = 6;

const drive = (kind: DriveOptions['kind'], id: string): DriveOptions => ({ kind, gib: SMALL_GIB, id });
const BOX: HostOptions = {
  drives: [
    drive('ssd', 'ssd-0'),
    drive('ssd', 'ssd-1'),
    drive('ssd', 'ssd-2'),
    drive('hdd', 'hdd-0'),
    drive('nvme', 'nvme-0'),
  ],
};
const HOSTS = { 'box-1': BOX, 'box-2': BOX, 'node-a': { drives: [] }, 'node-b': { drives: [] } } as const;

/** Asking for a host that is not there is a mistake of the test. */
const hostsOf = (names: readonly (BoxName | NodeName)[]) =>
  Object.fromEntries(names.map((name) => [name, HOSTS[name]])) as typeof HOSTS;

export interface FleetOptions {
  /** Both where they are left out; what is not needed need not boot. */
  readonly nodes?: readonly NodeName[];
  /** Done on the hosts before anything of Stowage runs on them. */
  readonly beforeAgents?: (lab: Lab<BoxName | NodeName>) => Promise<void>;
}

export async function startFleet({ nodes = NODES, beforeAgents }: FleetOptions = {}): Promise<Fleet> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fleet-'));
  const port = await freePort();
  const lab = await createLab<BoxName | NodeName>(hostsOf([...BOXES, ...nodes]));
  const site: FleetSite = { folder, port, lab, nodes, log: path.join(lab.folder, 'driver.log') };
  try {
    await beforeAgents?.(lab);
    return await bringUp(site);
  } catch (error) {
    const logs = await lab.logs();
    await lab.stop();
    throw new Error(`the fleet did not come up: ${String(error)}\n${logs}`, { cause: error });
  }
}

async function bringUp(site: FleetSite): Promise<Fleet> {
  const { folder, lab, nodes: names } = site;
  await giveCertificates(site);
  await Promise.all([...BOXES, ...names].map((name) => leaveOurDevicesAlone(lab.hosts[name])));
  const configuration = await makeConfiguration(path.join(folder, 'storage'));
  const driver = driverProcess(site);
  await driver.start();
  const csi = connectCsi(`unix://${folder}/state/csi.sock`);
  const server = ['--state', path.join(folder, 'state')];
  const start = {
    agent: (name: BoxName) => startAgent(site, name),
    node: (name: NodeName) => startNode(site, name),
  };
  await Promise.all([...BOXES.map(start.agent), ...names.map(start.node)]);
  const clients = await Promise.all(names.map(async (name) => nodeClient(await connectNode(lab.hosts[name]))));
  const nodes = Object.fromEntries(names.map((name, at) => [name, clients[at]])) as Record<NodeName, NodeClient>;
  const fleet: Fleet = {
    lab,
    configuration,
    controller: { ...controllerClient(csi), csi },
    nodes,
    server,
    api: () => connectApi({ state: path.join(folder, 'state') }, folder),
    driver,
    driverAddress: { host: DRIVER_ADDRESS, port: site.port },
    box: (name) => lab.hosts[name],
    node: (name) => lab.hosts[name],
    declare: (transports) => declare(fleet, transports),
    startAgent: start.agent,
    startNode: start.node,
    logs: async () => `${(await readFile(site.log, 'utf8')).slice(-8000)}\n${await lab.logs()}`,
    mend: () => mend(fleet, names),
    stop: async () => {
      csi.close();
      for (const client of clients) client.csi.close();
      await driver.stop();
      await lab.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await fleet.declare({ 'box-1': ['nvmetcp', 'iscsi'], 'box-2': ['nvmetcp', 'iscsi'] });
  return fleet;
}

/** As `doctor --fix` does: what udev does with the devices of volumes, it does under these rules on every host. */
async function leaveOurDevicesAlone(vm: Vm): Promise<void> {
  await vm.writeFile(UDEV_RULES_PATH, `${UDEV_RULES}\n`);
  await vm.output(['udevadm', 'control', '--reload']);
}

const connectNode = async (vm: Vm): Promise<CsiClient> => connectCsi(`unix://${await vm.forward(NODE_SOCKET)}`);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
