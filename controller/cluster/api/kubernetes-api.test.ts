import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CONTROLLER_ACCESS } from './access.ts';
import type { Access } from './access.ts';
import type { ClusterApi, WatchEvent } from './cluster-api.ts';
import { openKubernetesApi } from './kubernetes-api.ts';
import { BACKENDS, PODS } from './resource.ts';

/** Nobody waits for longer than a test does. */
const PATIENCE = { answer: 150, stream: 300 };

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Beyond what the controller asks, for requests by name that anything may answer. */
const GET_BACKENDS: Access = { resource: BACKENDS, verbs: ['get'], why: 'requests by name' };

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A server that answers as it is told, and a client with a token of its own. */
async function asking(answer: Answer) {
  const asked: Asked[] = [];
  const sockets = new Set<unknown>();
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { method = '', headers, url = '' } = request;
      const seen = { method, url: new URL(url, 'http://server'), headers, body };
      asked.push(seen);
      answer(response, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const kubeconfig = path.join(await mkdtemp(path.join(tmpdir(), 'kubeconfig-')), 'config');
  await writeFile(kubeconfig, configOf(port));
  const access = [...CONTROLLER_ACCESS, GET_BACKENDS];
  const api = openKubernetesApi({ kubeconfig }, access, { patience: PATIENCE });
  onTestFinished(async () => {
    api.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { api, asked, sockets };
}

const configOf = (port: number): string =>
  JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'here' },
    clusters: [
      { name: 'here', cluster: { server: `http://127.0.0.1:${String(port)}`, 'insecure-skip-tls-verify': true } },
    ],
    users: [{ name: 'me', user: { token: 'a-token' } }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
  });

const json =
  (value: unknown, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

const failure = (code: number, reason: string, details: object = {}): Answer =>
  json({ kind: 'Status', status: 'Failure', reason, message: `it says ${reason}`, code, details }, code);

const rack = { apiVersion: 'stowage.dev/v1alpha1', kind: 'Backend', metadata: { name: 'rack' }, spec: {} };

describe('requests to an API server', () => {
  it('carry the token, over one connection', async () => {
    const { api, asked, sockets } = await asking(json(rack));
    await api.get(BACKENDS, { name: 'rack' });
    await api.get(BACKENDS, { name: 'rack' });
    expect(asked[0]?.headers.authorization).toBe('Bearer a-token');
    expect(asked[0]?.url.pathname).toBe('/apis/stowage.dev/v1alpha1/backends/rack');
    expect(sockets.size).toBe(1);
  });

  it('apply from the server side, as our field manager', async () => {
    const { api, asked } = await asking(json(rack));
    await api.apply(BACKENDS, rack, { subresource: 'status', force: true });
    const [request] = asked;
    expect(request?.method).toBe('PATCH');
    expect(request?.headers['content-type']).toBe('application/apply-patch+yaml');
    expect(request?.url.pathname).toBe('/apis/stowage.dev/v1alpha1/backends/rack/status');
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({ fieldManager: 'stowage', force: 'true' });
    expect(JSON.parse(request?.body ?? '')).toEqual(rack);
  });

  it('list page by page', async () => {
    const { api, asked } = await asking((response, { url }) => {
      const isFirst = !url.searchParams.has('continue');
      const metadata = { resourceVersion: '7', ...(isFirst && { continue: 'next' }) };
      json({ metadata, items: [{ metadata: { name: isFirst ? 'a' : 'b' } }] })(response, asked[0]!);
    });
    const { items, resourceVersion } = await api.list(PODS, { labelSelector: 'app=x' });
    expect(items.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['Pod/a', 'Pod/b']);
    expect(resourceVersion).toBe('7');
    expect(asked.map(({ url }) => url.searchParams.get('labelSelector'))).toEqual(['app=x', 'app=x']);
  });

  it.each([
    ['7', 7000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [undefined, undefined],
  ])('tell for how long a busy server asks to be left alone: %s', async (header, expected) => {
    const { api } = await asking((response) => {
      response.writeHead(429, header === undefined ? {} : { 'retry-after': header }).end('Too many requests');
    });
    await expect(api.list(PODS)).rejects.toMatchObject({ code: 'busy', retryAfter: expected });
    const watch = api.watch(PODS, { resourceVersion: '1' }, new AbortController().signal);
    await expect(watch[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'busy', retryAfter: expected });
  });

  it.each<[string, Answer, string | undefined]>([
    ['an object that is not there', failure(404, 'NotFound', { name: 'rack' }), undefined],
    ['a kind that is not served', failure(404, 'NotFound'), 'not-served'],
    ['a missing role', failure(403, 'Forbidden'), 'forbidden'],
    ['a token that has expired', failure(401, 'Unauthorized'), 'unauthorized'],
    ['a server that is busy', failure(429, 'TooManyRequests'), 'busy'],
    ['a version that is too old', failure(410, 'Expired'), 'expired'],
    ['a bug of the server', failure(500, 'InternalError'), 'failed'],
    ['an answer that is not JSON', (response) => void response.end('<html>'), 'failed'],
    ['an answer that is no object', json({ hello: 'you' }), 'failed'],
    ['a connection that is cut', (response) => void response.destroy(), 'unreachable'],
    ['an answer that never comes', () => undefined, 'unreachable'],
    ['an answer that never ends', (response) => void response.writeHead(200).write('{'), 'unreachable'],
  ])('tell %s', async (_, answer, code) => {
    const { api } = await asking(answer);
    const got = api.get(BACKENDS, { name: 'rack' });
    if (code === undefined) expect(await got).toBeUndefined();
    else await expect(got).rejects.toMatchObject({ name: 'ClusterError', code });
  });
});

async function watched(api: ClusterApi): Promise<readonly string[]> {
  const told: string[] = [];
  const text = (event: WatchEvent): string =>
    event.kind === 'bookmark' ? `bookmark ${event.resourceVersion}` : `${event.kind} ${event.object.metadata.name}`;
  try {
    for await (const event of api.watch(BACKENDS, { resourceVersion: '5' }, new AbortController().signal)) {
      told.push(text(event));
    }
    return [...told, 'ended'];
  } catch (error) {
    return [...told, (error as { readonly code?: string }).code ?? String(error)];
  }
}

const line = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`;

describe('a watch', () => {
  it.each<[string, Answer, readonly string[]]>([
    [
      'tells what it is sent, in whatever parts that comes',
      (response) => {
        const text = line('ADDED', rack) + line('BOOKMARK', { metadata: { resourceVersion: '9' } });
        response.write(text.slice(0, 20));
        setImmediate(() => response.end(text.slice(20) + line('DELETED', rack)));
      },
      ['added rack', 'bookmark 9', 'deleted rack', 'ended'],
    ],
    [
      'says that it is too old',
      (response) => void response.end(line('ERROR', { code: 410, metadata: {} })),
      ['expired'],
    ],
    ['says so at once as well', failure(410, 'Expired'), ['expired']],
    [
      'is cut',
      (response) => response.write(line('ADDED', rack), () => response.destroy()),
      ['added rack', 'unreachable'],
    ],
    ['dies without a word', (response) => void response.write(line('ADDED', rack)), ['added rack', 'unreachable']],
    ['never begins', () => undefined, ['unreachable']],
  ])('%s', async (_, answer, expected) => {
    const { api } = await asking(answer);
    expect(await watched(api)).toEqual(expected);
  });

  it('asks the server to end it by itself', async () => {
    const { api, asked } = await asking((response) => void response.end());
    await watched(api);
    expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
      ...{ watch: 'true', allowWatchBookmarks: 'true', resourceVersion: '5', timeoutSeconds: '300' },
    });
  });
});

describe('a kubeconfig', () => {
  it.each([
    ['that is not there', 'nowhere/config', /nowhere.config is not read as a kubeconfig/],
    ['in a pod that is none', undefined, /does not run in a pod/],
  ])('%s is told', (_, kubeconfig, message) => {
    const where = kubeconfig === undefined ? 'in-cluster' : { kubeconfig };
    expect(() => openKubernetesApi(where, CONTROLLER_ACCESS)).toThrow(message);
  });
});
