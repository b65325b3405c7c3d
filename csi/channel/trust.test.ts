import { credentials } from '@grpc/grpc-js';
import net from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { DomainId } from '../../core/model/ids.ts';
import type { ServedDriver } from './agent-side/served-driver.ts';
import { BOX, DOMAIN, authority, connectNode, servedDriverIn, startAgent, startServer } from './testing/channel-rig.ts';
import { DRIVER, agent, node, testAuthority } from './testing/certificates.ts';
import { HELLO, dialRaw } from './testing/raw-agent.ts';
import { emptyHost } from './testing/scripted-host.ts';
import type { TlsMaterial } from './tls.ts';

const hostFor = () => Promise.resolve(emptyHost);
const TWO_DAYS_AGO = new Date(Date.now() - 2 * 86_400_000);
const TOMORROW = new Date(Date.now() + 86_400_000);
const others = await testAuthority();

describe('the driver talks to nobody', () => {
  const untrusted: readonly (readonly [string, () => Promise<TlsMaterial>])[] = [
    [
      'of another authority',
      async () => ({ ...(await others.issue(agent(BOX))), authority: Buffer.from(authority.certificate) }),
    ],
    ['whose certificate has expired', () => authority.issue(agent(BOX), { now: TWO_DAYS_AGO })],
    ['whose certificate is not valid yet', () => authority.issue(agent(BOX), { now: TOMORROW })],
    ['who shows the certificate of a server', () => authority.issue(DRIVER)],
  ];

  it.each(untrusted)('%s', async (_, material) => {
    const started = await startServer();
    const peer = dialRaw(started.server, await material());
    peer.say(HELLO);
    expect(await peer.ended).toMatchObject({ status: 'UNAVAILABLE' });
    const directory = await connectNode(started, 'node-1', { tls: await material() });
    expect(await directory.register()).toMatchObject({ kind: 'error', code: 'unavailable' });
  });

  it('without a certificate', async () => {
    const { server } = await startServer();
    const anonymous = credentials.createSsl(Buffer.from(authority.certificate));
    expect(await dialRaw(server, { credentials: anonymous }).ended).toMatchObject({ status: 'UNAVAILABLE' });
  });

  it('in plain text', async () => {
    const { server } = await startServer();
    expect(await dialRaw(server, { credentials: credentials.createInsecure() }).ended).toMatchObject({
      status: 'UNAVAILABLE',
    });
    const socket = net.connect(server.bound.port, server.bound.host);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined).on('data', () => undefined);
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await closed;
  });

  it('in TLS 1.2', async () => {
    const { server } = await startServer();
    const { certificate, key } = await authority.issue(agent(BOX));
    const socket = tls.connect({
      port: server.bound.port,
      host: server.bound.host,
      ca: authority.certificate,
      cert: certificate,
      key,
      maxVersion: 'TLSv1.2',
    });
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => socket.on('error', resolve));
    expect(error.code).toMatch(/PROTOCOL_VERSION/);
  });
});

describe('the driver denies', () => {
  it.each([
    ['a node that speaks as an agent', node('node-1')],
    ['an agent that speaks for another enclosure', agent('attic')],
  ])('%s', async (_, identity) => {
    const { server, enclosures, log } = await startServer();
    const peer = dialRaw(server, await authority.issue(identity));
    peer.say(HELLO);
    expect(await peer.ended).toMatchObject({ status: 'PERMISSION_DENIED' });
    expect(enclosures.names()).toEqual([]);
    expect(log.lines.join('\n')).toContain('turned away');
  });

  it('somebody whom the authority vouches for under no name, or two', async () => {
    const { server } = await startServer();
    for (const uri of [
      'spiffe://elsewhere/agent/box',
      'spiffe://stowage/agent/',
      'spiffe://stowage/agent/a, URI:spiffe://stowage/agent/box',
    ]) {
      const peer = dialRaw(server, await authority.issueUri(uri, 'client'));
      peer.say(HELLO);
      expect(await peer.ended).toMatchObject({ status: 'PERMISSION_DENIED' });
    }
  });

  it('an agent that asks for publications', async () => {
    const started = await startServer();
    const directory = await connectNode(started, 'box', { tls: await authority.issue(agent('box')) });
    expect(await directory.register()).toMatchObject({
      code: 'denied',
      message: expect.stringContaining('only nodes') as string,
    });
  });
});

describe('an agent serves no driver', () => {
  const impostor: readonly (readonly [string, () => Promise<TlsMaterial>, RegExp])[] = [
    ['of another authority', () => others.issue(DRIVER), /self-signed|unable to verify/],
    ['whose certificate has expired', () => authority.issue(DRIVER, { now: TWO_DAYS_AGO }), /expired/],
    [
      'that is a node by its certificate',
      () => authority.issueUri('spiffe://stowage/node/node-1', 'server'),
      /the server is not spiffe:\/\/stowage\/driver/,
    ],
    ['that shows the certificate of a node', () => authority.issue(node('node-1')), /purpose/],
    [
      'that is not the host that was dialled',
      () => authority.issue(DRIVER, { hosts: ['elsewhere.example'] }),
      /127\.0\.0\.1/,
    ],
  ];

  it.each(impostor)('%s', async (_, material, why) => {
    const started = await startServer({ tls: await material() });
    const { log } = await startAgent(started, { hostFor });
    await log.until('dialling again');
    expect(log.lines[0]).toMatch(why);
    expect(started.enclosures.names()).toEqual([]);
  });

  it('of another domain than the one it first served', async () => {
    const kept: { driver?: ServedDriver } = {};
    const first = await startServer();
    const before = await startAgent(first, { hostFor, served: servedDriverIn(kept) });
    await first.log.until('is attached');
    await before.attachment.stop();
    expect(kept.driver).toEqual({ domain: DOMAIN, epoch: 1 });

    const other = await startServer({ domain: 'ffffffff-0000-4000-8000-000000000000' as DomainId, epoch: 7 });
    const { log } = await startAgent(other, { hostFor, served: servedDriverIn(kept) });
    await log.until('is of domain ffffffff-0000-4000-8000-000000000000');
    expect(other.enclosures.names()).toEqual([]);
    expect(kept.driver).toEqual({ domain: DOMAIN, epoch: 1 });
  });

  it('of another domain than the one it is told to serve, also the first', async () => {
    const kept: { driver?: ServedDriver } = {};
    const told = 'ffffffff-0000-4000-8000-000000000000' as DomainId;
    const started = await startServer();
    const { log } = await startAgent(started, { hostFor, domain: told, served: servedDriverIn(kept) });
    await log.until(`is of domain ${DOMAIN}, and --domain of this agent says ${told}`);
    expect(started.enclosures.names()).toEqual([]);
    expect(kept.driver).toBeUndefined();
    await startAgent(started, { hostFor, domain: DOMAIN });
    await started.log.until('is attached');
  });

  it('older than one it has seen, and the newer one when it comes back', async () => {
    const kept: { driver?: ServedDriver } = {};
    const older = await startServer();
    const { log } = await startAgent(older, { hostFor, served: servedDriverIn(kept) });
    await older.log.until('is attached');
    const again = (epoch: number) => startServer({ epoch, listen: older.server.bound });

    await older.server.stop();
    const newer = await again(2);
    await newer.log.until('is attached');
    expect(kept.driver).toEqual({ domain: DOMAIN, epoch: 2 });

    await newer.server.stop();
    const deposed = await again(1);
    await log.until('leads in epoch 1, and this agent has seen 2');
    expect(deposed.enclosures.names()).toEqual([]);

    await deposed.server.stop();
    const back = await again(3);
    await back.log.until('is attached');
    expect((await back.enclosures.of(BOX).observe()).kind).toBe('ok');
  });

  it('before its host is ready', async () => {
    const started = await startServer();
    let attempts = 0;
    const { log } = await startAgent(started, {
      hostFor: () =>
        ++attempts === 1 ? Promise.reject(new Error('exports cannot be read')) : Promise.resolve(emptyHost),
    });
    await log.until('this host is not ready: exports cannot be read');
    await started.log.until('is attached');
  });
});

describe('an address', () => {
  it('may be a name', async () => {
    const started = await startServer();
    await startAgent(started, { hostFor, driver: { host: 'localhost', port: started.server.bound.port } });
    await started.log.until('is attached');
  });

  it('that is taken is an error that says so', async () => {
    const { server } = await startServer();
    await expect(startServer({ listen: server.bound })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining(`127.0.0.1:${String(server.bound.port)}`) as string,
    });
  });
});
