import { createHash } from 'node:crypto';
import fs, { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import git from 'isomorphic-git';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { openHttpGit } from './git-http.ts';
import type { HttpGitOptions } from './git-http.ts';
import { SourceError } from './source.ts';
import type { Source, SourceTree } from './source.ts';
import { hasGit, runGit } from './testing/git-binary.ts';
import { serveGit } from './testing/git-http-server.ts';
import type { Fault, GitHttpServer } from './testing/git-http-server.ts';
import { createTestRepository } from './testing/test-repository.ts';
import type { TestRepository } from './testing/test-repository.ts';

// Real processes and disks: slow where the machine is busy.
vi.setConfig({ testTimeout: 30_000 });

const scratch = mkdtempSync(join(tmpdir(), 'stowage-http-'));
const served = join(scratch, 'served');
let server: GitHttpServer;
let count = 0;
let repository: TestRepository;
let cacheFolder: string;
let url: string;

describe.skipIf(!hasGit)(
  `a repository behind HTTP${hasGit ? '' : ' (skipped: no git on this machine to serve one)'}`,
  () => {
    beforeAll(async () => {
      mkdirSync(served);
      server = await serveGit(served);
    });
    afterAll(async () => {
      await server.close();
      rmSync(scratch, { recursive: true });
    });
    beforeEach(async () => {
      count += 1;
      repository = await createTestRepository(join(served, `r${String(count)}.git`));
      cacheFolder = join(scratch, `cache${String(count)}`);
      url = `${server.url}/r${String(count)}.git`;
    });
    afterEach(() => {
      server.spoil(undefined);
    });

    describe('reading', () => {
      readingTests();
    });
    describe('refs', () => {
      refTests();
    });
    describe('what is not there', () => {
      missingTests();
    });
    describe('answers that are broken', () => {
      brokenTests();
    });
    describe('what is kept', () => {
      mirrorTests();
    });
  },
);

const open = (options: Partial<HttpGitOptions> = {}): Source =>
  openHttpGit({ url, ref: 'main', path: '', cacheFolder, ...options });

async function readHead(source: Source): Promise<SourceTree> {
  const head = await source.head();
  if (head.kind === 'nothing') throw new Error(head.findings.map(({ message }) => message).join('; '));
  return source.read(head.commit);
}

async function findings(source: Source): Promise<readonly string[]> {
  const head = await source.head();
  const found: readonly Finding[] = head.kind === 'nothing' ? head.findings : (await source.read(head.commit)).findings;
  return found.map(({ code, message }) => `${code}: ${message}`);
}

async function failure(work: Promise<unknown>): Promise<SourceError> {
  const error: unknown = await work.then(
    () => 'nothing thrown',
    (cause: unknown) => cause,
  );
  if (error instanceof SourceError) return error;
  throw new Error(`not a SourceError: ${String(error)}`);
}

const texts = (tree: SourceTree): readonly string[] => tree.files.map(({ path, text }) => `${path}: ${text}`);

/** Every generation on disk. */
const generations = (): readonly string[] =>
  readdirSync(cacheFolder).flatMap((name) =>
    readdirSync(join(cacheFolder, name)).map((one) => join(cacheFolder, name, one)),
  );

function readingTests(): void {
  test('the files of the commit, as from a local repository', async () => {
    const commit = await repository.commit(
      { 'a.yaml': 'a', 'd/b.yaml': 'b', 'x.bin': 'x', link: { mode: '120000', content: 'd' } },
      { message: 'One\n\nMore' },
    );
    const tree = await readHead(open());
    expect(tree).toMatchObject({ commit, ref: 'main', subject: 'One' });
    expect(texts(tree)).toEqual(['a.yaml: a', 'd/b.yaml: b']);
    expect(tree.findings.map(({ code }) => code)).toEqual(['source/not-a-regular-file']);
    expect(texts(await open({ path: 'd' }).read(commit))).toEqual(['d/b.yaml: b']);
  });

  test('a commit that was read is not fetched again, not even by the next process, or without the server', async () => {
    const commit = await repository.commit({ 'a.yaml': 'a' });
    await readHead(open());
    const before = server.requests.length;
    const away = open();
    expect(texts(await away.read(commit))).toEqual(['a.yaml: a']);
    expect(server.requests.length).toBe(before);
  });

  test('later commits bring only what is new', async () => {
    const source = open();
    const noise = Array.from({ length: 100 }, (_, index) =>
      createHash('sha512').update(String(index)).digest('hex'),
    ).join('');
    await repository.commit({ 'a.yaml': 'a', 'large.yaml': noise });
    await readHead(source);
    const sizes: number[] = [];
    server.spoil((request, answer) => {
      if (request.method === 'POST') sizes.push(answer.body.length);
      return answer;
    });
    await repository.commit({ 'a.yaml': 'b', 'large.yaml': noise });
    expect(texts(await readHead(source))[0]).toBe('a.yaml: b');
    expect(Math.max(...sizes)).toBeLessThan(1000);
  });

  test('history is not fetched', async () => {
    const first = await repository.commit({ 'a.yaml': 'first' });
    await repository.commit({ 'a.yaml': 'second' });
    expect(texts(await readHead(open()))).toEqual(['a.yaml: second']);
    const [generation = ''] = generations();
    await expect(git.readCommit({ fs, gitdir: generation, oid: first })).rejects.toThrow();
  });

  test('a branch that was written anew', async () => {
    const source = open();
    await repository.commit({ 'a.yaml': 'first' });
    await readHead(source);
    const other = await repository.commit({ 'a.yaml': 'other' }, { ref: 'refs/heads/other' });
    runGit(repository.gitdir, 'update-ref', 'refs/heads/main', other);
    expect(await readHead(source)).toMatchObject({ commit: other, files: [{ text: 'other' }] });
  });

  test('a branch that went back', async () => {
    const source = open();
    const first = await repository.commit({ 'a.yaml': 'first' });
    await repository.commit({ 'a.yaml': 'second' });
    await readHead(source);
    runGit(repository.gitdir, 'update-ref', 'refs/heads/main', first);
    expect(await readHead(source)).toMatchObject({ commit: first, files: [{ text: 'first' }] });
  });

  test('a ref that moves between head and read gives what it moved to, and says so', async () => {
    const source = open();
    await repository.commit({ 'a.yaml': 'first' });
    const head = await source.head();
    const second = await repository.commit({ 'a.yaml': 'second' });
    if (head.kind === 'nothing') throw new Error('nothing');
    expect(await source.read(head.commit)).toMatchObject({ commit: second, files: [{ text: 'second' }] });
  });
}

function refTests(): void {
  test('branch, tag, annotated tag, full name, HEAD, commit', async () => {
    const { gitdir } = repository;
    const main = await repository.commit({ 'a.yaml': 'main' });
    const other = await repository.commit({ 'a.yaml': 'other' }, { ref: 'refs/heads/other' });
    const pull = await repository.commit({ 'a.yaml': 'pull' }, { ref: 'refs/pull/7/head' });
    runGit(gitdir, 'update-ref', 'refs/tags/light', other);
    runGit(gitdir, 'tag', '-a', '-m', 'one', 'v1', main);
    runGit(gitdir, 'update-ref', 'refs/heads/main-2', other);
    const expected: Record<string, [CommitId, string]> = {
      main: [main, 'main'],
      other: [other, 'other'],
      light: [other, 'other'],
      v1: [main, 'main'],
      'refs/heads/main': [main, 'main'],
      'refs/tags/v1': [main, 'main'],
      'refs/pull/7/head': [pull, 'pull'],
      HEAD: [main, 'main'],
      [pull]: [pull, 'pull'],
    };
    for (const [ref, [commit, text]] of Object.entries(expected)) {
      const tree = await readHead(open({ ref }));
      expect([ref, tree.commit, texts(tree)]).toEqual([ref, commit, [`a.yaml: ${text}`]]);
    }
  });

  test('a commit that no ref names, from a server that gives only those', async () => {
    await repository.commit({ 'a.yaml': 'a' });
    expect(await findings(open({ ref: 'b'.repeat(40) }))).toEqual([
      `source/ref-not-found: ${url} does not give commit ${'b'.repeat(40)}`,
    ]);
    expect(generations()).toEqual([]);
  });
}

function missingTests(): void {
  test('a ref, a path, a commit, a repository', async () => {
    expect(await findings(open())).toEqual([`source/empty: ${url} has no commit yet`]);
    await repository.commit({ 'a.yaml': 'a' });
    expect(await findings(open({ ref: 'nope' }))).toEqual([
      `source/ref-not-found: ${url} has no branch, tag or commit "nope"`,
    ]);
    expect(await findings(open({ ref: 'a b' }))).toEqual([
      `source/ref-not-found: ${url} has no branch, tag or commit "a b"`,
    ]);
    expect(await findings(open({ path: 'nope' }))).toEqual([
      `source/path-not-found: there is no folder nope in ${url}`,
    ]);
    expect(await findings(open({ path: '../x' }))).toEqual([
      `source/path-not-found: there is no folder ../x in ${url}`,
    ]);
    expect(await findings(open({ url: `${server.url}/none.git` }))).toEqual([
      `source/unreadable: there is no repository at ${server.url}/none.git`,
    ]);
  });

  test('credentials that are asked for or refused; those in the URL are sent and never shown', async () => {
    await repository.commit({ 'a.yaml': 'a' });
    server.spoil((request, answer) =>
      request.headers.authorization === `Basic ${Buffer.from('me:secret').toString('base64')}`
        ? answer
        : { status: 401, headers: {}, body: Buffer.from('') },
    );
    expect((await findings(open()))[0]).toContain('asks for credentials');
    const withCredentials = open({ url: url.replace('http://', 'http://me:secret@') });
    expect(texts(await readHead(withCredentials))).toEqual(['a.yaml: a']);
    expect(withCredentials.describe()).toBe(`${url} at main`);
    const kept = generations().flatMap((gitdir) => [join(gitdir, 'config'), join(gitdir, 'HEAD')]);
    for (const file of kept) expect(readFileSync(file, 'utf8')).not.toContain('secret');
    const wrong = await findings(open({ url: url.replace('http://', 'http://me:wrong@') }));
    expect(wrong.join()).not.toContain('wrong');
  });
}

/** Flips a byte of what the first object of the pack is compressed to. */
function damageFirstObject(answer: Buffer): Buffer {
  const at = answer.indexOf('PACK') + 30;
  const damaged = Buffer.from(answer);
  damaged.writeUInt8(damaged.readUInt8(at) ^ 0xff, at);
  return damaged;
}

function brokenTests(): void {
  const onPost =
    (fault: Fault): Fault =>
    (request, answer) =>
      request.method === 'POST' && request.headers['git-protocol'] === undefined ? fault(request, answer) : answer;
  const body = (change: (body: Buffer) => Buffer): Fault =>
    onPost((_, answer) => ({ ...answer, body: change(answer.body) }));
  const html: Fault = (_, answer) => ({
    ...answer,
    headers: { 'content-type': 'text/html' },
    body: Buffer.from('<html>'),
  });

  const faults: readonly { name: string; fault: Fault; code: string }[] = [
    {
      name: 'an error of the server',
      fault: () => ({ status: 503, headers: {}, body: Buffer.from('busy') }),
      code: 'unreachable',
    },
    { name: 'a web page', fault: html, code: 'broken-answer' },
    { name: 'a web page in place of the pack', fault: onPost(html), code: 'broken-answer' },
    {
      name: 'a connection closed in the middle',
      fault: onPost(() => ({ kind: 'cut', after: 300 })),
      code: 'unreachable',
    },
    {
      name: 'an answer of half its length',
      fault: body((whole) => whole.subarray(0, whole.length / 2)),
      code: 'broken-answer',
    },
    { name: 'an answer without its last packet', fault: body((whole) => whole.subarray(0, -4)), code: 'broken-answer' },
    { name: 'an empty answer', fault: body(() => Buffer.alloc(0)), code: 'broken-answer' },
    { name: 'noise', fault: body((whole) => Buffer.alloc(whole.length, 0x7a)), code: 'broken-answer' },
    {
      name: 'a flipped bit in the pack',
      fault: body(damageFirstObject),
      code: 'broken-answer',
    },
    { name: 'silence', fault: () => ({ kind: 'silence' }), code: 'unreachable' },
    {
      name: 'more than is taken',
      fault: body((whole) => Buffer.concat([whole, Buffer.alloc(3_000_000)])),
      code: 'too-large',
    },
  ];
  test.each(faults)(
    '$name: the last commit stays readable, and the next try succeeds',
    async ({ name, fault, code }) => {
      const http = { answerBytes: 2_000_000, idle: 30_000 };
      const source = open({ http });
      const noise = (seed: string): string => createHash('sha512').update(seed).digest('hex').repeat(20);
      const first = await repository.commit({ 'a.yaml': 'first', 'b.yaml': noise('1') });
      await readHead(source);
      const second = await repository.commit({ 'a.yaml': 'second', 'b.yaml': noise('2') });

      server.spoil(fault);
      if (name === 'silence') http.idle = 50;
      const error = await failure(source.read(second));
      http.idle = 30_000;
      expect([error.code, error.message]).toEqual([code, expect.any(String)]);
      expect(texts(await source.read(first))[0]).toBe('a.yaml: first');
      expect(texts(await open().read(first))[0]).toBe('a.yaml: first');
      expect(generations()).toHaveLength(1);

      server.spoil(undefined);
      expect(texts(await readHead(source))[0]).toBe('a.yaml: second');
    },
  );

  test('nobody is there', async () => {
    const gone = await serveGit(served);
    await gone.close();
    const error = await failure(open({ url: `${gone.url}/r.git` }).head());
    const host = new URL(gone.url).host;
    expect(error.code).toBe('unreachable');
    expect(error.message).toBe(`${host} cannot be reached: connect ECONNREFUSED ${host}`);
  });

  test('a pack that unpacks to more than is taken', async () => {
    await repository.commit({ 'a.yaml': 'a', 'bomb.bin': Buffer.alloc(70 * 2 ** 20) });
    const error = await failure(readHead(open()));
    expect([error.code, error.message]).toEqual(['too-large', expect.stringContaining('70 MiB')]);
  }, 20_000);

  test('a repository that moved', async () => {
    await repository.commit({ 'a.yaml': 'a' });
    const name = new URL(url).pathname;
    server.spoil((request, answer) =>
      (request.url ?? '').startsWith('/old.git')
        ? { status: 301, headers: { location: (request.url ?? '').replace('/old.git', name) }, body: Buffer.alloc(0) }
        : answer,
    );
    expect(texts(await readHead(open({ url: `${server.url}/old.git` })))).toEqual(['a.yaml: a']);
  });
}

function mirrorTests(): void {
  test('one repository, whatever failed or crashed before', async () => {
    const source = open();
    await repository.commit({ 'a.yaml': '1' });
    await readHead(source);
    const [current = ''] = generations();
    mkdirSync(join(current, '..', '77.git', 'objects', 'pack'), { recursive: true });
    await repository.commit({ 'a.yaml': '2' });
    expect(texts(await readHead(source))).toEqual(['a.yaml: 2']);
    expect(generations()).toHaveLength(1);
    expect(texts(await readHead(open()))).toEqual(['a.yaml: 2']);
  });

  test('two repositories and two refs do not disturb each other', async () => {
    await repository.commit({ 'a.yaml': 'main' });
    await repository.commit({ 'a.yaml': 'other' }, { ref: 'refs/heads/other' });
    const [one, two] = [open(), open({ ref: 'other' })];
    for (let round = 0; round < 2; round += 1) {
      expect(texts(await readHead(one))).toEqual(['a.yaml: main']);
      expect(texts(await readHead(two))).toEqual(['a.yaml: other']);
    }
  });
}
