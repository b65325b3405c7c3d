import { existsSync } from 'node:fs';
import { lstat, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect, serve } from '../testing/serve.ts';
import { scriptedController } from '../testing/scripted-drivers.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ok } from './outcome.ts';

const probe = (endpoint: string) => connect(endpoint).identity.probe({});

/** What a process leaves behind that was killed: a socket file that nobody listens on. */
async function leaveStaleSocket(socketPath: string): Promise<void> {
  const elsewhere = `${socketPath}.bound`;
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(elsewhere, resolve));
  await rename(elsewhere, socketPath);
  await new Promise((resolve) => server.close(resolve));
}

/** A path of so many bytes in a folder that exists. */
async function socketPathOfLength(bytes: number, name: string): Promise<string> {
  const folder = await temporaryFolder();
  const deep = path.join(folder, 'd'.repeat(bytes - folder.length - name.length - 2));
  await mkdir(deep);
  return path.join(deep, name);
}

describe('the endpoint', () => {
  it.each([
    { endpoint: '/run/csi.sock', why: 'a bare path, which grpc-js would look up in DNS' },
    { endpoint: 'unix://run/csi.sock', why: 'a relative path' },
    { endpoint: 'unix:///', why: 'no socket' },
    { endpoint: 'unix:///run/', why: 'a folder' },
    { endpoint: 'tcp://127.0.0.1:10000', why: 'no socket at all' },
    { endpoint: 'unix:///run/csi%2Fsock', why: 'what would be decoded' },
    { endpoint: `unix:///${'x'.repeat(107)}`, why: 'a path of 108 bytes' },
    { endpoint: `unix:///${'ü'.repeat(54)}`, why: 'a path of 109 bytes in 55 characters' },
  ])('is refused when it is $why', async ({ endpoint }) => {
    await expect(serve({ endpoint })).rejects.toMatchObject({ name: 'CsiError', code: 'bad-endpoint' });
  });

  it('may have a path as long as a socket address holds', async () => {
    const socketPath = await socketPathOfLength(107, 'csi.sock');
    expect(Buffer.byteLength(socketPath)).toBe(107);
    const { endpoint } = await serve({ endpoint: `unix://${socketPath}` });
    expect(await probe(endpoint)).toMatchObject({ kind: 'ok' });
    expect(existsSync(socketPath)).toBe(true);
  });

  it('is refused where its folder leaves no room for a socket', async () => {
    const endpoint = `unix://${await socketPathOfLength(106, 's')}`;
    await expect(serve({ endpoint })).rejects.toMatchObject({ code: 'bad-endpoint' });
  });

  it('is refused where its folder does not exist, saying so', async () => {
    const missing = path.join(await temporaryFolder(), 'missing');
    const refused = {
      code: 'listen-failed',
      message: expect.stringContaining(`folder ${missing} does not exist`) as string,
    };
    await expect(serve({ endpoint: `unix://${missing}/csi.sock` })).rejects.toMatchObject(refused);
  });
});

describe('the socket', () => {
  it('is for owner and group alone, and the only file beside it', async () => {
    const { endpoint } = await serve();
    const socketPath = endpoint.slice('unix://'.length);
    const { mode } = await lstat(socketPath);
    expect(mode & 0o777).toBe(0o660);
  });

  it('is taken over from a process that was killed', async () => {
    const socketPath = path.join(await temporaryFolder(), 'csi.sock');
    await leaveStaleSocket(socketPath);
    const { endpoint } = await serve({ endpoint: `unix://${socketPath}` });
    expect(await probe(endpoint)).toMatchObject({ kind: 'ok' });
  });

  it('is left to a process that answers', async () => {
    const { endpoint } = await serve();
    await expect(serve({ endpoint })).rejects.toMatchObject({ code: 'socket-in-use' });
    expect(await probe(endpoint)).toMatchObject({ kind: 'ok' });
  });

  it('never takes the place of a file that is none', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'csi.sock');
    await writeFile(file, 'precious');
    await symlink(file, path.join(folder, 'link.sock'));
    for (const name of ['csi.sock', 'link.sock']) {
      const endpoint = `unix://${path.join(folder, name)}`;
      await expect(serve({ endpoint })).rejects.toMatchObject({ code: 'socket-in-use' });
    }
    expect((await lstat(file)).size).toBe('precious'.length);
  });

  it('goes when the server stops, which may be asked twice', async () => {
    const { endpoint, server } = await serve();
    await Promise.all([server.stop(), server.stop()]);
    expect(existsSync(endpoint.slice('unix://'.length))).toBe(false);
    expect(await probe(endpoint)).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
  });

  it('of a newer server outlives the older one', async () => {
    const older = await serve();
    const socketPath = older.endpoint.slice('unix://'.length);
    await rename(socketPath, `${socketPath}.gone`);
    await serve({ endpoint: older.endpoint });
    await older.server.stop();
    expect(await probe(older.endpoint)).toMatchObject({ kind: 'ok' });
  });
});

function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

describe('stopping', () => {
  it('lets a call under way end', async () => {
    const entered = signal();
    const released = signal();
    const controller = scriptedController({
      deleteVolume: async () => {
        entered.give();
        await released.given;
        return ok(undefined);
      },
    });
    const { server, client } = await serve({ controller });
    const call = client.controller.deleteVolume({ volumeId: 'v' });
    await entered.given;
    const stopped = server.stop();
    released.give();
    expect(await call).toMatchObject({ kind: 'ok' });
    await stopped;
  });

  it('cuts a call that does not end', async () => {
    const entered = signal();
    const controller = scriptedController({
      deleteVolume: () => {
        entered.give();
        return new Promise(() => undefined);
      },
    });
    const { server, client } = await serve({ controller, stopMilliseconds: 1 });
    const call = client.controller.deleteVolume({ volumeId: 'v' });
    await entered.given;
    await server.stop();
    expect(await call).toMatchObject({ kind: 'error' });
  });
});
