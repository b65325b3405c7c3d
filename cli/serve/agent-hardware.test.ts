import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import type { DriveId, EnclosureName, NodeName, PublicationId } from '../../core/model/ids.ts';
import { writeBeginning } from '../../csi/backends/composable/simulated-drives.ts';
import type { SimulatedBeginning } from '../../csi/backends/composable/simulated-drives.ts';
import { createSimulatedEnclosures } from '../../csi/backends/composable/simulated-enclosures.ts';
import { attachAgent } from '../../csi/channel/agent-side/attach-agent.ts';
import { connectDirectory } from '../../csi/channel/node-side/connect-directory.ts';
import { servedDriverIn } from '../../csi/channel/testing/channel-rig.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { connectCsi } from '../../csi/client/csi-client.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { loadTls } from '../certificates/load-tls.ts';
import type { ServeOptions } from '../commands/options.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import { testObservation } from '../observe/testing/test-observation.ts';
import { startServer } from './server.ts';
import type { Server } from './server.ts';

const BOXES = ['box-1', 'box-2'] as const;

/** A folder with the repository of `stowage init`, and certificates for the driver, both boxes and a node. */
async function prepared(): Promise<string> {
  const cwd = await temporaryFolder();
  const repository = await openWorkingRepository(path.join(cwd, 'config'));
  await repository.commit(CONFIG_REPOSITORY, 'Declare storage');
  const certificates = async (...argv: readonly string[]) => {
    expect((await run(['certificates', ...argv], { cwd })).stderr).toBe('');
  };
  await certificates('init', '--out', 'ca');
  await certificates('issue', '--ca', 'ca', '--out', 'driver', '--driver', '--host', '127.0.0.1');
  await certificates('issue', '--ca', 'ca', '--out', 'node-1', '--node', 'node-1');
  for (const box of BOXES) await certificates('issue', '--ca', 'ca', '--out', box, '--agent', box);
  return cwd;
}

const options: ServeOptions = {
  repo: 'config',
  ref: 'main',
  path: '.',
  state: '.stowage',
  listen: { host: '127.0.0.1', port: 0 },
  interval: 1000,
  hardware: 'agents',
  agentsListen: { host: '127.0.0.1', port: 0 },
  tls: 'driver',
};

async function serving(cwd: string) {
  const log = recordingLog();
  const server = await startServer(options, { ...testObservation(log), cwd });
  onTestFinished(() => server.stop());
  await server.sync();
  const port = Number(/127\.0\.0\.1:(\d+)$/.exec(server.hardware)?.[1]);
  return { server, log, driver: { host: '127.0.0.1', port } };
}

/** The agent of a box whose drives are simulated: what matters here is the way to it. */
async function startAgent(
  cwd: string,
  server: Server,
  driver: { host: string; port: number },
  box: string,
  found: Readonly<Record<string, SimulatedBeginning>> = {},
) {
  const enclosures = () => server.snapshot().active?.enclosures ?? new Map();
  const store = openMemoryStore();
  const writes = Object.entries(found).map(([drive, beginning]) => writeBeginning(drive as DriveId, beginning));
  await store.commit({ conditions: [], writes });
  const enclosure = box as EnclosureName;
  const attachment = attachAgent({
    driver,
    tls: await loadTls(path.join(cwd, box), { kind: 'agent', enclosure }, new Date()),
    enclosure,
    hostFor: (domain) =>
      Promise.resolve(createSimulatedEnclosures({ store, declared: enclosures, domain: () => domain }).of(enclosure)),
    served: servedDriverIn({}),
    softwareVersion: '1.2.3',
    log: recordingLog(),
  });
  onTestFinished(() => attachment.stop());
}

const CAPABILITY = {
  accessType: { case: 'mount' as const, value: {} },
  accessMode: { mode: 1 },
};

describe('stowage serve --hardware agents', () => {
  it('makes volumes out of what agents hold, and tells nodes of their publications', async () => {
    const cwd = await prepared();
    const { server, log, driver } = await serving(cwd);
    for (const box of BOXES) await startAgent(cwd, server, driver, box);
    for (const box of BOXES) await log.until(`enclosure ${box} has 3 drives`);
    const tls = await loadTls(path.join(cwd, 'node-1'), { kind: 'node', node: 'node-1' as NodeName }, new Date());
    const node = connectDirectory({ driver, tls, softwareVersion: '1.2.3' });
    onTestFinished(() => {
      node.close();
    });
    expect((await node.register()).kind).toBe('ok');

    const created = await run(['volume', 'create', 'db-0', '--class', 'safe', '--size', '1Ti'], { cwd });
    expect(created).toMatchObject({ status: 0, stderr: '' });
    const csi = connectCsi(server.csiEndpoint);
    onTestFinished(() => {
      csi.close();
    });
    const [volume] = server.snapshot().volumes;
    const published = await csi.controller.controllerPublishVolume({
      volumeId: volume?.id ?? '',
      nodeId: 'node-1',
      volumeCapability: CAPABILITY,
    });
    if (published.kind === 'error') throw new Error(published.message);
    const [publication] = server.snapshot().publications;
    const found = await node.lookup(publication?.id ?? ('' as PublicationId));
    expect(found).toMatchObject({
      volume: volume?.id,
      node: 'node-1',
      layout: 'mirror',
      legs: [{ dropped: false }, {}],
    });
    expect(found?.legs.map((leg) => leg.export?.address.address).sort()).toEqual(['10.0.0.11', '10.0.0.12']);
  });

  it('places nothing on drives that agents found otherwise, until a person decides', async () => {
    const cwd = await prepared();
    const { server, log, driver } = await serving(cwd);
    const disks = ['wwn-0x5000c500a1b2c301', 'wwn-0x5000c500a1b2c302'] as const;
    const ext4 = { kind: 'unknown-data', found: 'ext4' } as const;
    await startAgent(cwd, server, driver, 'box-1', Object.fromEntries(disks.map((disk) => [disk, ext4])));
    await startAgent(cwd, server, driver, 'box-2');
    await log.until('enclosure box-1 has 3 drives, 1 of them blank or ours');
    await log.until('enclosure box-2 has 3 drives, 3 of them blank or ours');
    const create = () => run(['volume', 'create', 'db-0', '--class', 'safe', '--size', '1Ti'], { cwd });
    const refused = await create();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(`2 drives hold data that is not Stowage's: "stowage inventory" shows which`);
    const [, disk] = disks;
    expect((await run(['drive', 'wipe', disk, '--enclosure', 'box-1', '--confirm', disk], { cwd })).status).toBe(0);
    expect(await create()).toMatchObject({ status: 0, stderr: '' });
    expect(server.snapshot().volumes[0]?.legs.map(({ drive }) => drive)).toContain(disk);
  });

  it('serves while no agent is attached, and says what is missing', async () => {
    const cwd = await prepared();
    const { server } = await serving(cwd);
    expect(server.hardware).toMatch(
      /^drives and nodes are real, of domain [0-9a-f-]{36}; their agents and plug-ins dial 127\.0\.0\.1:\d+$/,
    );
    const { status, stderr } = await run(['volume', 'create', 'db-0', '--class', 'safe', '--size', '1Ti'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/needs drives in box-1, box-2, where no agent is attached/);
    expect(server.snapshot().volumes).toEqual([]);
  });

  it('leaves the node service to nodes', async () => {
    const { server } = await serving(await prepared());
    const csi = connectCsi(server.csiEndpoint);
    onTestFinished(() => {
      csi.close();
    });
    expect(await csi.node.nodeGetInfo({})).toMatchObject({ kind: 'error', status: 'UNIMPLEMENTED' });
    expect(await csi.identity.probe({})).toMatchObject({ kind: 'ok' });
  });

  it('tries a revision without listening', async () => {
    const cwd = await prepared();
    const argv = ['serve', '--once', '--repo', 'config', '--hardware', 'agents', '--tls', 'driver'];
    const { status, stdout } = await run([...argv, '--agents-listen', '192.0.2.1:1'], { cwd });
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^active: revision 1 /) as unknown]);
  });

  it.each([
    ['without certificates', ['--hardware', 'agents', '--agents-listen', '127.0.0.1:0'], /needs --agents-listen/],
    ['without an address', ['--hardware', 'agents', '--tls', 'driver'], /needs --agents-listen/],
    ['on simulated drives', ['--tls', 'driver'], /go with --hardware agents/],
    [
      'with the certificate of a node',
      ['--hardware', 'agents', '--agents-listen', '127.0.0.1:0', '--tls', 'node-1'],
      /node-1\/tls\.crt is for spiffe:\/\/stowage\/node\/node-1, and it must be for spiffe:\/\/stowage\/driver/,
    ],
  ])('could not run %s', async (_, argv, why) => {
    const cwd = await prepared();
    const { status, stderr } = await run(['serve', '--repo', 'config', '--listen', '127.0.0.1:0', ...argv], { cwd });
    expect([status, stderr]).toEqual([2, expect.stringMatching(why) as unknown]);
  });
});
