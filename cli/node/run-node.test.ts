import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { NodeName } from '../../core/model/ids.ts';
import { connectCsi } from '../../csi/client/csi-client.ts';
import { authority, startServer } from '../../csi/channel/testing/channel-rig.ts';
import type { StartedServer } from '../../csi/channel/testing/channel-rig.ts';
import { node } from '../../csi/channel/testing/certificates.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { scriptedNode } from '../../csi/host/linux/testing/scripted-node.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { temporaryFolder } from '../testing/run.ts';
import { runNode } from './run-node.ts';

const NODE = 'node-1' as NodeName;

/** A node plug-in on a scripted host, reached through CSI. */
async function started({ server }: { readonly server: Pick<StartedServer['server'], 'bound'> }) {
  const log = recordingLog();
  const stop = new AbortController();
  const stateFolder = await temporaryFolder();
  const { system, host } = scriptedNode();
  system.files.set('/proc/sys/kernel/random/boot_id', 'boot-1');
  const ended = runNode(
    {
      node: { name: NODE, maximumVolumes: 8 },
      driver: server.bound,
      tls: await authority.issue(node(NODE)),
      host,
      store: openMemoryStore(),
      stateFolder,
      log: { ...log, error: log.warn.bind(log) },
      watchInterval: 5,
    },
    stop.signal,
  );
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  onTestFinished(end);
  await log.until('ready: node node-1');
  const csi = connectCsi(`unix://${path.join(stateFolder, 'csi.sock')}`);
  onTestFinished(() => {
    csi.close();
  });
  return { log, csi, end };
}

describe('a node plug-in', () => {
  it('registers, then serves Identity and Node, and no Controller', async () => {
    const registered: string[] = [];
    const driver = await startServer({
      registerNode: ({ name }) => {
        registered.push(name);
        return Promise.resolve({ zone: 'a' });
      },
    });
    const { log, csi } = await started(driver);
    expect(registered).toEqual([NODE]);
    expect(log.lines[0]).toBe('node node-1 is registered');
    expect(await csi.identity.probe({})).toMatchObject({ kind: 'ok', value: { ready: true } });
    expect(await csi.controller.listVolumes({})).toMatchObject({ status: 'UNIMPLEMENTED' });
  });

  it('tells where it stands as the driver says it now', async () => {
    let zone = 'a';
    const driver = await startServer({ registerNode: () => Promise.resolve({ zone }) });
    const { csi } = await started(driver);
    zone = 'b';
    expect(await csi.node.nodeGetInfo({})).toMatchObject({
      kind: 'ok',
      value: { nodeId: NODE, accessibleTopology: { segments: { 'topology.csi.stowage.dev/zone': 'b' } } },
    });
  });

  it('serves without the driver, knows not where it stands, and registers when the driver is back', async () => {
    const gone = await startServer();
    await gone.server.stop();
    const { log, csi } = await started(gone);
    expect(log.lines[0]).toMatch(/^node node-1: the driver does not answer: .*; tried again$/);
    expect(await csi.node.nodeGetInfo({})).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
    await startServer({ listen: gone.server.bound });
    await log.until('node node-1 is registered');
    expect(await csi.node.nodeGetInfo({})).toMatchObject({ kind: 'ok' });
  });

  it('ends when it is told to', async () => {
    const { log, csi, end } = await started(await startServer());
    await end();
    expect(log.lines.at(-1)).toBe('stopping; volumes stay');
    expect(await csi.identity.probe({})).toMatchObject({ status: 'UNAVAILABLE' });
  });
});
