import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../source/source.ts';
import type { Source } from '../../../source/source.ts';
import { FLUX_ACCESS } from '../../api/access.ts';
import type { ClusterErrorCode } from '../../api/cluster-error.ts';
import { apiVersionOf } from '../../api/resource.ts';
import { simulateCluster } from '../../testing/simulated-cluster.ts';
import type { SimulatedCluster } from '../../testing/simulated-cluster.ts';
import { openFluxArtifact } from './flux-artifact.ts';
import { fluxReference } from './reference.ts';
import { serveArtifacts } from './testing/artifact-server.ts';
import type { Answer, ArtifactServer } from './testing/artifact-server.ts';
import { packed } from './testing/pack.ts';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';
const REFERENCE = fluxReference('flux:gitrepository/flux-system/storage');
const FETCHING = { bytes: 2 ** 20, idle: 30_000, whole: 60_000 };

let server: ArtifactServer;
let cluster: SimulatedCluster;

beforeAll(async () => {
  server = await serveArtifacts();
});
afterAll(() => server.close());
beforeEach(() => {
  cluster = simulateCluster(FLUX_ACCESS);
  server.answers.clear();
  server.asked.length = 0;
});

const open = (more: Partial<Parameters<typeof openFluxArtifact>[0]> = {}): Source =>
  openFluxArtifact({ api: cluster.api(), reference: REFERENCE, path: '', fetching: FETCHING, ...more });

/** As source-controller does: the object first, its status once there is an artifact. */
async function publish(archive: Uint8Array, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  server.answers.set('/x.tar.gz', { kind: 'bytes', bytes: archive });
  await put({ url: `${server.url}/x.tar.gz`, digest, revision: `main@sha1:${SHA1}`, size: archive.length, ...more });
}

async function put(artifact?: Readonly<Record<string, unknown>>): Promise<void> {
  const flux = cluster.api('source-controller');
  const header = { apiVersion: apiVersionOf(REFERENCE.resource), kind: 'GitRepository', metadata: REFERENCE.name };
  await flux.apply(REFERENCE.resource, { ...header, spec: { interval: '1m' } });
  if (!artifact) return;
  const status = { observedGeneration: 1, artifact };
  await flux.apply(REFERENCE.resource, { ...header, status }, { subresource: 'status' });
}

const archiveOf = (text: string): Promise<Buffer> => packed([{ name: 'deploy/a.yaml', text }]);

async function readNow(source: Source): Promise<Awaited<ReturnType<Source['read']>>> {
  const head = await source.head();
  if (head.kind === 'nothing') throw new Error(head.findings[0]?.message);
  return source.read(head.commit);
}

const failure = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof SourceError) return `${error.code}: ${error.message.replaceAll(server.url, '')}`;
    throw error;
  }
  return 'none';
};

describe('an artifact', () => {
  test('is read as its commit', async () => {
    await publish(await archiveOf('a: 1'));
    expect(await readNow(open())).toEqual({
      commit: SHA1,
      ref: 'main',
      subject: `main@sha1:${SHA1}`,
      files: [{ path: 'deploy/a.yaml', text: 'a: 1' }],
      findings: [],
    });
  });
  test('is asked for with get alone', async () => {
    await publish(await archiveOf('a: 1'));
    await readNow(open());
    const ours = cluster.calls.filter((call) => call.startsWith('stowage:'));
    expect(ours).toEqual(['stowage: get gitrepository.source.toolkit.fluxcd.io/flux-system/storage']);
  });
  test('is not fetched to be looked at', async () => {
    await publish(await archiveOf('a: 1'));
    await open().head();
    expect(server.asked).toEqual([]);
  });
  test('packed anew of the same commit is another', async () => {
    const source = open();
    await publish(await archiveOf('a: 1'));
    const before = await source.head();
    await publish(await archiveOf('a: 2'));
    const after = await source.head();
    expect(before).toMatchObject({ kind: 'commit', commit: SHA1 });
    expect(after).toMatchObject({ kind: 'commit', commit: SHA1 });
    expect(after).not.toEqual(before);
    expect((await readNow(source)).files[0]?.text).toBe('a: 2');
  });
  test('that came since is given instead, as its own commit', async () => {
    await publish(await archiveOf('a: 1'));
    expect((await open().read('f'.repeat(40) as never)).commit).toBe(SHA1);
  });
  test.each([
    ['deploy', ['deploy/a.yaml'], []],
    ['./deploy/', ['deploy/a.yaml'], []],
    ['other', [], ['source/path-not-found']],
  ])('of which the folder %s is read', async (path, files, codes) => {
    await publish(await archiveOf('a: 1'));
    const tree = await readNow(open({ path }));
    expect(tree.files.map((file) => file.path)).toEqual(files);
    expect(tree.findings.map(({ code }) => code)).toEqual(codes);
  });
  test('says in words what it is', () => {
    const shown = 'the artifact of gitrepository.source.toolkit.fluxcd.io/flux-system/storage';
    expect(open().describe()).toBe(shown);
    expect(open({ path: 'deploy/' }).describe()).toBe(`${shown}, deploy`);
  });
});

describe('what only a person can mend', () => {
  const codes: readonly (readonly [ClusterErrorCode, RegExp])[] = [
    ['forbidden', /^grant get on gitrepository/],
    ['not-served', /^install the source-controller of Flux/],
  ];
  test.each(codes)('%s', async (code, help) => {
    cluster.failNext(code);
    expect(await open().head()).toMatchObject({
      kind: 'nothing',
      findings: [{ code: 'source/unreadable', help: expect.stringMatching(help) as string }],
    });
  });
  test('no such object', async () => {
    const message = 'there is no gitrepository.source.toolkit.fluxcd.io/flux-system/storage in the cluster';
    expect(await open().head()).toMatchObject({ kind: 'nothing', findings: [{ message }] });
  });
  test('a path that leads out', async () => {
    expect(await open({ path: '../x' }).head()).toMatchObject({ findings: [{ code: 'source/path-not-found' }] });
  });
});

describe('what may pass by itself', () => {
  test('no artifact yet', async () => {
    await put();
    expect(await failure(open().head())).toMatch(/^incomplete: .* Flux has no artifact of it yet$/);
  });
  test('an artifact that cannot be checked', async () => {
    await publish(await archiveOf('a'), { digest: 'md5:aa' });
    expect(await failure(open().head())).toMatch(/^broken-answer: .*digest is none of/);
  });
  const codes: readonly (readonly [ClusterErrorCode, RegExp])[] = [
    ['unreachable', /^unreachable: /],
    ['unauthorized', /^server-refused: /],
    ['busy', /^unreachable: /],
    ['failed', /^unreachable: /],
  ];
  test.each(codes)('the API server: %s', async (code, expected) => {
    cluster.failNext(code);
    expect(await failure(open().head())).toMatch(expected);
  });

  const good = Buffer.from('not looked at');
  const answers: readonly (readonly [string, Answer, RegExp])[] = [
    [
      'other bytes',
      { kind: 'bytes', bytes: Buffer.from('x') },
      /^corrupt: \/x\.tar\.gz gives sha256:2d71\S+, not sha256:\S+ as the object of Flux says: nothing of it is read$/,
    ],
    ['nothing', { kind: 'bytes', bytes: Buffer.alloc(0) }, /^corrupt: /],
    [
      'too many bytes',
      { kind: 'bytes', bytes: Buffer.alloc(2 ** 20 + 1) },
      /^too-large: \/x\.tar\.gz has more than 1 MiB/,
    ],
    ['404', { kind: 'status', status: 404 }, /^unreachable: .* Flux may have put a newer artifact in its place$/],
    ['500', { kind: 'status', status: 500 }, /^unreachable: .*HTTP status 500$/],
    ['403', { kind: 'status', status: 403 }, /^server-refused: .*HTTP status 403$/],
    ['304 of nothing', { kind: 'status', status: 304 }, /^unreachable: .*HTTP status 304$/],
    [
      'a redirect to another host',
      { kind: 'status', status: 302, location: 'http://127.0.0.2:1/y' },
      /^unsupported: .* redirects to another host, which is not followed$/,
    ],
    ['a redirect to nowhere', { kind: 'status', status: 302, location: 'http://' }, /^unsupported: /],
    [
      'redirects without end',
      { kind: 'status', status: 307, location: '/x.tar.gz' },
      /^unsupported: .* redirects more than 3 times$/,
    ],
    ['an end in the middle', { kind: 'breaks-off', bytes: good }, /^unreachable: \/x\.tar\.gz cannot be fetched: /],
  ];
  test.each(answers)('%s', async (_what, answer, expected) => {
    await publish(await archiveOf('a'));
    server.answers.set('/x.tar.gz', answer);
    expect(await failure(readNow(open()))).toMatch(expected);
  });
  test('silence in the middle', async () => {
    await publish(await archiveOf('a'));
    server.answers.set('/x.tar.gz', { kind: 'stalls', bytes: good });
    const source = open({ fetching: { ...FETCHING, idle: 50 } });
    expect(await failure(readNow(source))).toMatch(/^unreachable: .* it was silent for 0\.05 s$/);
  });
  test('a byte now and then', async () => {
    await publish(await archiveOf('a'));
    server.answers.set('/x.tar.gz', { kind: 'trickles' });
    const source = open({ fetching: { ...FETCHING, whole: 100 } });
    expect(await failure(readNow(source))).toMatch(/^unreachable: .* not all of it came within 0\.1 s$/);
  });
  test('a size that is told to be too large: nothing is fetched', async () => {
    await publish(await archiveOf('a'), { size: 2 ** 21 });
    expect(await failure(readNow(open()))).toMatch(/^too-large: /);
    expect(server.asked).toEqual([]);
  });
  test('nobody listens', async () => {
    await publish(await archiveOf('a'), { url: 'http://127.0.0.1:1/x.tar.gz' });
    expect(await failure(readNow(open()))).toMatch(/^unreachable: .*cannot be fetched: /);
  });
  test('and then it is read', async () => {
    await publish(await archiveOf('a'));
    const answer = server.answers.get('/x.tar.gz');
    server.answers.clear();
    const source = open();
    expect(await failure(readNow(source))).toMatch(/^unreachable: /);
    server.answers.set('/x.tar.gz', answer as Answer);
    expect((await readNow(source)).files).toHaveLength(1);
  });
});

test('a redirect within the host is followed', async () => {
  const archive = await archiveOf('a');
  await publish(archive);
  server.answers.set('/x.tar.gz', { kind: 'status', status: 302, location: '/y.tar.gz' });
  server.answers.set('/y.tar.gz', { kind: 'bytes', bytes: archive });
  expect((await readNow(open())).files).toHaveLength(1);
});
