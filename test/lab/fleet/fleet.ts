import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Transport } from '../../../core/model/inventory.ts';
import { connectCsi } from '../../../csi/client/csi-client.ts';
import type { CsiClient } from '../../../csi/client/csi-client.ts';
import { createLab } from '../cluster.ts';
import type { HostOptions, Lab } from '../cluster.ts';
import type { DriveOptions } from '../vm/drives.ts';
import type { Vm } from '../vm/vm.ts';
import { exportedEnclosure, makeConfiguration } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { BUNDLE, startStowage, stowage } from './stowage-command.ts';
import { controllerClient, nodeClient } from './volumes.ts';
import type { NodeClient, VolumeClient } from './volumes.ts';

export type BoxName = 'box-1' | 'box-2';
export type NodeName = 'node-a' | 'node-b';

/** Two enclosures with real agents, two nodes with real plug-ins, and the driver that they dial. */
export interface Fleet {
  readonly lab: Lab<BoxName | NodeName>;
  readonly configuration: Configuration;
  readonly controller: VolumeClient & { readonly csi: CsiClient };
  readonly nodes: Readonly<Record<NodeName, NodeClient>>;
  /** Options that lead a command to the driver's HTTP API. */
  readonly server: readonly string[];
  /** Where hosts reach the driver. */
  readonly driver: { readonly host: string; readonly port: number };
  box(name: BoxName): Vm;
  node(name: NodeName): Vm;
  /** Declares which transports the enclosures export by, and waits until that runs. */
  declare(transports: Readonly<Record<BoxName, readonly Transport[]>>): Promise<void>;
  startAgent(name: BoxName): Promise<void>;
  startNode(name: NodeName): Promise<void>;
  stopDriver(signal?: NodeJS.Signals): Promise<void>;
  startDriver(): Promise<void>;
  /** What the driver and the hosts said, for a failed test. */
  logs(): Promise<string>;
  stop(): Promise<void>;
}

/** The build machine, as hosts see it. */
const DRIVER_ADDRESS = '10.0.2.2';
export const STATE = '/var/lib/stowage';
export const TLS = '/etc/stowage/tls';
const NODE_SOCKET = '/run/stowage/csi.sock';
const SMALL_GIB = 8;
const START_MILLISECONDS = 60_000;

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
const BOXES: readonly BoxName[] = ['box-1', 'box-2'];
const NODES: readonly NodeName[] = ['node-a', 'node-b'];

export interface FleetOptions {
  /** Done on the hosts before anything of Stowage runs on them. */
  readonly beforeAgents?: (lab: Lab<BoxName | NodeName>) => Promise<void>;
}

export async function startFleet({ beforeAgents }: FleetOptions = {}): Promise<Fleet> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fleet-'));
  const port = await freePort();
  const lab = await createLab<BoxName | NodeName>(HOSTS);
  const site: Site = { folder, port, lab, log: path.join(lab.folder, 'driver.log') };
  try {
    await beforeAgents?.(lab);
    return await bringUp(site);
  } catch (error) {
    const logs = await lab.logs();
    await lab.stop();
    throw new Error(`the fleet did not come up: ${String(error)}\n${logs}`, { cause: error });
  }
}

interface Site {
  readonly folder: string;
  readonly port: number;
  readonly lab: Lab<BoxName | NodeName>;
  readonly log: string;
}

async function bringUp(site: Site): Promise<Fleet> {
  const { folder, lab } = site;
  await giveCertificates(site);
  const configuration = await makeConfiguration(path.join(folder, 'storage'));
  const driver = driverProcess(site);
  await driver.start();
  const csi = connectCsi(`unix://${folder}/state/csi.sock`);
  const server = ['--state', path.join(folder, 'state')];
  const start = {
    agent: (name: BoxName) => startAgent(site, name),
    node: (name: NodeName) => startNode(site, name),
  };
  await Promise.all([...BOXES.map(start.agent), ...NODES.map(start.node)]);
  const clients = await Promise.all(NODES.map(async (name) => nodeClient(await connectNode(lab.hosts[name]))));
  const nodes = Object.fromEntries(NODES.map((name, at) => [name, clients[at]])) as Record<NodeName, NodeClient>;
  const fleet: Fleet = {
    lab,
    configuration,
    controller: { ...controllerClient(csi), csi },
    nodes,
    server,
    driver: { host: DRIVER_ADDRESS, port: site.port },
    box: (name) => lab.hosts[name],
    node: (name) => lab.hosts[name],
    declare: (transports) => declare(fleet, transports),
    startAgent: start.agent,
    startNode: start.node,
    startDriver: driver.start,
    stopDriver: driver.stop,
    logs: async () => `${(await readFile(site.log, 'utf8')).slice(-8000)}\n${await lab.logs()}`,
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

const connectNode = async (vm: Vm): Promise<CsiClient> => connectCsi(`unix://${await vm.forward(NODE_SOCKET)}`);

/** One authority for all, made as a user would make it. */
async function giveCertificates({ folder, lab }: Site): Promise<void> {
  const authority = path.join(folder, 'ca');
  await stowage(['certificates', 'init', '--out', authority]);
  const issue = async (name: string, ...identity: readonly string[]): Promise<string> => {
    const out = path.join(folder, 'tls', name);
    await stowage(['certificates', 'issue', '--ca', authority, '--out', out, ...identity]);
    return out;
  };
  await issue('driver', '--driver', '--host', DRIVER_ADDRESS);
  const hosts = [...BOXES.map((name) => [name, '--agent'] as const), ...NODES.map((name) => [name, '--node'] as const)];
  for (const [name, role] of hosts) {
    const out = await issue(name, role, name);
    for (const file of ['ca.crt', 'tls.crt', 'tls.key']) {
      await lab.hosts[name].writeFile(`${TLS}/${file}`, await readFile(path.join(out, file), 'utf8'), 0o600);
    }
  }
}

function driverProcess({ folder, port, log }: Site) {
  let child: ChildProcess | undefined;
  return {
    start: async (): Promise<void> => {
      const channel = ['--hardware', 'agents', '--agents-listen', `0.0.0.0:${String(port)}`];
      const tls = ['--tls', path.join(folder, 'tls/driver')];
      const source = ['--repo', path.join(folder, 'storage'), '--interval', '500ms'];
      const state = ['--state', path.join(folder, 'state'), '--listen', '127.0.0.1:0'];
      child = startStowage(['serve', ...source, ...state, ...channel, ...tls], log);
      await until('the driver to serve', async () => (await readFile(log, 'utf8').catch(() => '')).includes('CSI on'));
    },
    stop: async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function startAgent({ port, lab }: Site, name: BoxName): Promise<void> {
  const vm = lab.hosts[name];
  const address = `${DRIVER_ADDRESS}:${String(port)}`;
  const options = ['--enclosure', name, '--driver', address, '--tls', TLS, '--state', `${STATE}/agent`];
  await vm.start('agent', [process.execPath, BUNDLE, 'agent', ...options]);
  await vm.waitForLine('agent', /\bready\b/, START_MILLISECONDS);
}

async function startNode({ port, lab }: Site, name: NodeName): Promise<void> {
  const vm = lab.hosts[name];
  const address = `${DRIVER_ADDRESS}:${String(port)}`;
  const options = ['--node-id', name, '--driver', address, '--tls', TLS, '--state', `${STATE}/node`];
  await vm.output(['mkdir', '-p', '/run/stowage', '/var/lib/kubelet/staging', '/var/lib/kubelet/pods']);
  const command = [process.execPath, BUNDLE, 'node', ...options, '--csi-endpoint', `unix://${NODE_SOCKET}`];
  await vm.start('node', command);
  await vm.waitForLine('node', /CSI on/, START_MILLISECONDS);
}

async function declare(
  { configuration, server, lab, controller }: Fleet,
  transports: Readonly<Record<BoxName, readonly Transport[]>>,
): Promise<void> {
  const files = await Promise.all(
    BOXES.map(async (name) => {
      const text = await exportedEnclosure(name, lab.hosts[name].address, transports[name], server);
      return [`${name}.yaml`, text] as const;
    }),
  );
  const commit = await configuration.commit('Declare what the agents found', Object.fromEntries(files));
  await until('the commit to be active', async () => {
    const said = await stowage(['get', 'revisions', ...server]);
    return said.split('\n').some((line) => line.includes(commit.slice(0, 7)) && /\bactive\b/i.test(line));
  });
  await until('the driver to be ready', async () => {
    const probed = await controller.csi.identity.probe({});
    return probed.kind === 'ok' && probed.value.ready !== false;
  });
}

/** Looks again and again. @throws when it takes longer than a minute */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  milliseconds = START_MILLISECONDS,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${String(milliseconds / 1000)} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
