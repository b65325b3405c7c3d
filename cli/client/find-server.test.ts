import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressFile, tokenFile } from '../api/state-files.ts';
import { ensureTokens } from '../api/tokens.ts';
import { runningApi } from '../testing/api-server.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const NONE_RUNS = 'error: no stowage server runs for state .stowage: start one with "stowage serve"\n';

async function folderWithAddress(address: string): Promise<string> {
  const cwd = await temporaryFolder();
  const state = path.join(cwd, '.stowage');
  await ensureTokens(state);
  await writeFile(addressFile(state), address);
  return cwd;
}

/** Somebody else's HTTP server. */
async function foreignServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
}

describe('where no server runs', () => {
  it.each([
    ['there is no state folder', undefined],
    ['its process is gone', JSON.stringify({ url: 'http://127.0.0.1:1', pid: 2 ** 22 + 1 })],
    ['nobody listens any more', JSON.stringify({ url: 'http://127.0.0.1:1', pid: process.pid })],
    ['the address is damaged', '{"url":'],
    ['the address is something else', '{"url":5,"pid":"x"}'],
  ])('commands say so: %s', async (_, address) => {
    const cwd = address === undefined ? await temporaryFolder() : await folderWithAddress(address);
    expect(await run(['get', 'drives'], { cwd })).toEqual({ status: 2, stdout: '', stderr: NONE_RUNS });
  });

  it('sends no token to whoever took the port of a server that was killed', async () => {
    const asked: string[] = [];
    const url = await foreignServer((request, response) => {
      asked.push(String(request.headers.authorization));
      response.end('{}');
    });
    const cwd = await folderWithAddress(JSON.stringify({ url, pid: 2 ** 22 + 1 }));
    expect((await run(['get', 'drives'], { cwd })).stderr).toBe(NONE_RUNS);
    expect(asked).toEqual([]);
  });
});

describe('--server', () => {
  it('asks the server named, with the tokens of the state folder', async () => {
    const { server, cwd, state } = await runningApi();
    await rm(addressFile(state));
    expect((await run(['get', 'drives'], { cwd })).stderr).toBe(NONE_RUNS);
    expect((await run(['get', 'drives', '--server', server.url], { cwd })).status).toBe(0);
  });

  it('says that nobody answers there, and why', async () => {
    const cwd = await temporaryFolder();
    await ensureTokens(path.join(cwd, '.stowage'));
    const ran = await run(['get', 'drives', '--server', 'http://127.0.0.1:1'], { cwd });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/^error: no server answers at http:\/\/127\.0\.0\.1:1\/: .*\n$/);
  });

  it('says that it has no token', async () => {
    const { server } = await runningApi();
    const ran = await run(['get', 'drives', '--server', server.url], { cwd: await temporaryFolder() });
    expect(ran).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no reader token in state .stowage') as unknown,
    });
  });

  it('says that its token is not of that server', async () => {
    const { server } = await runningApi();
    const cwd = await temporaryFolder();
    await ensureTokens(path.join(cwd, '.stowage'));
    const ran = await run(['get', 'drives', '--server', server.url], { cwd });
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('with a token of this server') as unknown });
  });

  it.each<[string, RequestListener]>([
    ['a page', (_, response) => response.end('<html>')],
    ['an error page', (_, response) => response.writeHead(502).end('<html>')],
    ['an error of others', (_, response) => response.writeHead(404).end('{"error":"no"}')],
    ['nothing', (_, response) => response.end()],
  ])('says that it is no stowage server which answers with %s', async (_, listener) => {
    const cwd = await temporaryFolder();
    await ensureTokens(path.join(cwd, '.stowage'));
    const ran = await run(['get', 'drives', '--server', await foreignServer(listener)], { cwd });
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('is no stowage server') as unknown });
  });

  it('follows no redirect with its token', async () => {
    const cwd = await temporaryFolder();
    await ensureTokens(path.join(cwd, '.stowage'));
    const url = await foreignServer((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1' }).end());
    expect((await run(['get', 'drives', '--server', url], { cwd })).status).toBe(2);
  });

  it('keeps the path of the URL', async () => {
    const paths: string[] = [];
    const url = await foreignServer((request, response) => {
      paths.push(request.url ?? '');
      response.end('{"items":[]}');
    });
    const cwd = await temporaryFolder();
    await ensureTokens(path.join(cwd, '.stowage'));
    await run(['get', 'drives', '--server', `${url}/base/`], { cwd });
    expect(paths).toEqual(['/base/api/v1/drives?limit=5000']);
  });
});

describe('a token file', () => {
  it('that others can read is not used', async () => {
    const { cwd, state } = await runningApi();
    await rm(tokenFile(state, 'reader'));
    await mkdir(path.dirname(tokenFile(state, 'reader')), { recursive: true });
    await writeFile(tokenFile(state, 'reader'), 'a'.repeat(64), { mode: 0o644 });
    const ran = await run(['get', 'drives'], { cwd });
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining('can be read by others') as unknown });
  });
});
