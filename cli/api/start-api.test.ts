import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CliError } from '../cli-error.ts';
import { runningApi } from '../testing/api-server.ts';
import { temporaryFolder } from '../testing/run.ts';
import { createKnownSecrets } from '../observe/known-secrets.ts';
import { startApi } from './start-api.ts';
import { addressFile, tokenFile } from './state-files.ts';
import { fakePort } from './testing/fake-port.ts';
import { ensureTokens } from './tokens.ts';

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CliError)) throw new Error('no CliError was thrown', { cause: error });
  return `${error.code}: ${error.message}`;
};

describe('the tokens of a state folder', () => {
  it('are 32 random bytes each, for their owner alone', async () => {
    const state = await temporaryFolder();
    const tokens = await ensureTokens(state);
    expect(tokens.reader).toMatch(/^[0-9a-f]{64}$/);
    expect(tokens.admin).toMatch(/^[0-9a-f]{64}$/);
    expect(tokens.admin).not.toBe(tokens.reader);
    expect(await modeOf(tokenFile(state, 'reader'))).toBe('600');
    expect(await modeOf(tokenFile(state, 'admin'))).toBe('600');
    expect(await modeOf(path.join(state, 'api'))).toBe('700');
  });

  it('stay the same from start to start', async () => {
    const state = await temporaryFolder();
    expect(await ensureTokens(state)).toEqual(await ensureTokens(state));
  });

  it('are refused where others can read them', async () => {
    const state = await temporaryFolder();
    await ensureTokens(state);
    await chmod(tokenFile(state, 'reader'), 0o640);
    expect(await codeOf(ensureTokens(state))).toMatch(/^file: .*reader\.token can be read by others: chmod 600/);
  });

  it('are refused where they are damaged, not replaced', async () => {
    const state = await temporaryFolder();
    await ensureTokens(state);
    await writeFile(tokenFile(state, 'admin'), 'x');
    expect(await codeOf(ensureTokens(state))).toMatch(/^file: .*admin\.token is damaged/);
    expect(await readFile(tokenFile(state, 'admin'), 'utf8')).toBe('x');
  });
});

describe('the server', () => {
  it('says where it listens, and takes that back when it stops', async () => {
    const { server, state } = await runningApi();
    expect(JSON.parse(await readFile(addressFile(state), 'utf8'))).toEqual({ url: server.url, pid: process.pid });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.stop();
    await expect(readFile(addressFile(state))).rejects.toThrow('ENOENT');
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['0.0.0.0', '0.0.0.0', '127.0.0.1'],
  ])('listens on %s: says that it is bound to %s and reached at %s', async (host, bound, reached) => {
    const server = await startApi({
      port: fakePort(),
      stateFolder: await temporaryFolder(),
      version: '0',
      secrets: createKnownSecrets(),
      reportBug: () => undefined,
      listen: { host, port: 0 },
    });
    onTestFinished(() => server.stop());
    const { port } = new URL(server.url);
    expect([server.bound, server.url]).toEqual([`http://${bound}:${port}`, `http://${reached}:${port}`]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('says that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as { port: number };
    const options = {
      port: fakePort(),
      stateFolder: await temporaryFolder(),
      version: '0',
      secrets: createKnownSecrets(),
      reportBug: () => undefined,
    };
    expect(await codeOf(startApi({ ...options, listen: { host: '127.0.0.1', port } }))).toBe(
      `listen-failed: the HTTP API cannot listen on 127.0.0.1:${String(port)}: another process listens there; choose another address with --listen`,
    );
  });
});
