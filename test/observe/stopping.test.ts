/** The end of a server on SIGTERM, with a real process and a call under way that waits for an agent. */
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadTls } from '../../cli/certificates/load-tls.ts';
import { run } from '../../cli/testing/run.ts';
import type { DriveId, EnclosureName } from '../../core/model/ids.ts';
import { attachAgent } from '../../csi/channel/agent-side/attach-agent.ts';
import { servedDriverIn } from '../../csi/channel/testing/channel-rig.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { scriptedHost } from '../../csi/channel/testing/scripted-host.ts';
import { connectCsi } from '../../csi/client/csi-client.ts';
import { VolumeCapability_AccessMode_Mode } from '../../csi/generated/csi_pb.ts';
import { ok } from '../../csi/outcome.ts';
import { foundDrive } from '../../cli/api/testing/found.ts';
import { folderWithRepository, serveProcess } from './served-process.ts';
import type { ServedProcess } from './served-process.ts';

const BOX = 'box-1' as EnclosureName;
const SSD = 'eui.0025385b71b0a101' as DriveId;
const drives = [foundDrive(1, { id: SSD, mediaType: 'SSD', protocol: 'NVMe', capacityBytes: 3_840_000_000_000n })];

function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** A server with an agent that cuts a leg only once it is let. */
async function waitingForAgent() {
  const cwd = await folderWithRepository();
  const certificates = (...argv: readonly string[]) => run(['certificates', ...argv], { cwd });
  await certificates('init', '--out', 'ca');
  await certificates('issue', '--ca', 'ca', '--out', 'driver', '--driver', '--host', '127.0.0.1');
  await certificates('issue', '--ca', 'ca', '--out', BOX, '--agent', BOX);
  const agents = ['--hardware', 'agents', '--agents-listen', '127.0.0.1:0', '--tls', 'driver'];
  const served = await serveProcess(cwd, agents);
  const [, port = ''] = await served.until(/plug-ins dial 127\.0\.0\.1:(\d+)/);
  const [asked, released] = [signal(), signal()];
  const host = scriptedHost({
    observe: () => Promise.resolve(ok({ drives, legs: [], exports: [] })),
    cutLeg: async () => {
      asked.give();
      await released.given;
      return ok(undefined);
    },
  });
  const attachment = attachAgent({
    driver: { host: '127.0.0.1', port: Number(port) },
    tls: await loadTls(path.join(cwd, BOX), { kind: 'agent', enclosure: BOX }, new Date()),
    enclosure: BOX,
    hostFor: () => Promise.resolve(host),
    served: servedDriverIn({}),
    softwareVersion: '1.2.3',
    log: recordingLog(),
  });
  onTestFinished(() => attachment.stop());
  await served.until(/active: revision 1/);
  await served.until(/enclosure box-1 has 1 drive/);
  const csi = connectCsi(served.csiEndpoint);
  onTestFinished(() => {
    csi.close();
  });
  const create = (name: string) =>
    csi.controller.createVolume({
      name,
      parameters: { type: 'slice', requiredTags: 'fast' },
      volumeCapabilities: [
        {
          accessType: { case: 'block', value: {} },
          accessMode: { mode: VolumeCapability_AccessMode_Mode.SINGLE_NODE_WRITER },
        },
      ],
    });
  return { served, asked, released, create };
}

async function statusOf({ apiUrl, tokens }: ServedProcess, url: string, token?: string): Promise<number> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${tokens.reader}` };
  return (await fetch(`${apiUrl}${url}`, { headers })).status;
}

describe('SIGTERM', () => {
  it('lets a call under way end, takes no new one, says so, and ends with 0', { timeout: 60_000 }, async () => {
    const { served, asked, released, create } = await waitingForAgent();
    expect(await statusOf(served, '/readyz')).toBe(200);
    const slow = create('slow');
    await asked.given;
    served.signal('SIGTERM');
    while ((await statusOf(served, '/readyz')) === 200);
    expect(await statusOf(served, '/healthz')).toBe(200);
    expect(await statusOf(served, '/api/v1/volumes', served.tokens.reader)).toBe(503);
    expect(await create('new')).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
    released.give();
    expect(await slow).toMatchObject({ kind: 'ok' });
    expect(await served.ended).toBe(0);
    expect(served.output()).toMatch(/info CreateVolume slow: OK in /);
  });

  it('cuts a call that does not end, within 10 seconds', { timeout: 60_000 }, async () => {
    const { served, asked, create } = await waitingForAgent();
    const slow = create('slow');
    await asked.given;
    const began = performance.now();
    served.signal('SIGTERM');
    // Sidecars take it, as UNAVAILABLE, for an operation that may still be running.
    expect(await slow).toMatchObject({ kind: 'error', status: 'CANCELLED' });
    await served.ended;
    expect(performance.now() - began).toBeLessThan(11_000);
  });
});
