import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { testObservation } from '../observe/testing/test-observation.ts';
import type { EngineContext } from '../serve/engine.ts';
import { startServer } from '../serve/server.ts';
import type { Server } from '../serve/server.ts';
import { busyThread, failingThread } from '../serve/testing/check-threads.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import type { ServeOptions } from './options.ts';

const BAD = CONFIG_REPOSITORY['classes.yaml']?.replace('requiredTags: fast', 'storageGroup: sg-9') ?? '';

/** A folder with the repository of `stowage init`, committed. */
async function folderWithRepository() {
  const cwd = await temporaryFolder();
  const repository = await openWorkingRepository(path.join(cwd, 'config'));
  const commit = await repository.commit(CONFIG_REPOSITORY, 'Declare storage');
  return { cwd, repository, commit };
}

const once = (cwd: string, ...more: readonly string[]) =>
  run(['serve', '--once', '--repo', 'config', ...more], { cwd });

async function serving(
  cwd: string,
  change: Partial<ServeOptions> = {},
  thread: Pick<EngineContext, 'checkWorker' | 'stopSignal'> = {},
): Promise<Server> {
  const listen = { host: '127.0.0.1', port: 0 };
  const options: ServeOptions = {
    repo: 'config',
    ref: 'main',
    path: '.',
    state: '.stowage',
    listen,
    interval: 1,
    ...change,
  };
  return startServer(options, { ...testObservation(), cwd, ...thread });
}

describe('stowage serve --once', () => {
  it('takes over a revision and says so', async () => {
    const { cwd, commit } = await folderWithRepository();
    const ran = await once(cwd);
    expect(ran).toEqual({ status: 0, stdout: `active: revision 1 (${commit})\n`, stderr: '' });
    expect((await once(cwd)).stdout).toBe(ran.stdout);
  });

  it('says where a revision is wrong, and which one goes on', async () => {
    const { cwd, repository, commit } = await folderWithRepository();
    await once(cwd);
    await repository.commit({ 'classes.yaml': BAD }, 'Name a group that is not there');
    const { status, stdout } = await once(cwd);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^classes\.yaml:11:17: error reference\/not-found /);
    expect(stdout).toContain(`\nrefused: revision 1 (${commit}) goes on\n`);
  });

  it('says so where the first revision is wrong', async () => {
    const { cwd, repository } = await folderWithRepository();
    await repository.commit({ 'classes.yaml': BAD }, 'Name a group that is not there');
    expect(await once(cwd)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/\nrefused: nothing runs\n$/) as unknown,
    });
  });

  it.each([
    ['a missing ref', ['--ref', 'release'], 'source/ref-not-found'],
    ['a missing folder', ['--path', 'clusters/a'], 'source/path-not-found'],
    ['a folder that is no repository', ['--repo', '.'], 'source/unreadable'],
    ['a repository that is not there', ['--repo', 'nowhere'], 'source/unreadable'],
  ])('has one clear finding for %s', async (_, argv, code) => {
    const { cwd } = await folderWithRepository();
    const { status, stdout, stderr } = await once(cwd, ...argv);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`error ${code} `);
  });

  it('leaves no socket and no address behind', async () => {
    const { cwd } = await folderWithRepository();
    await once(cwd);
    expect(await readdir(path.join(cwd, '.stowage'))).not.toContain('csi.sock');
  });
});

describe('a server', () => {
  it('is found by commands, and keeps volumes over a restart', async () => {
    const { cwd, commit } = await folderWithRepository();
    const server = await serving(cwd);
    expect(await server.sync()).toMatchObject({ kind: 'active', revision: 1 });
    expect(await run(['volume', 'create', 'db-0', '--class', 'fast', '--size', '10Gi'], { cwd })).toMatchObject({
      status: 0,
    });
    const before = await run(['describe', 'volume', 'db-0'], { cwd });
    await server.stop();
    expect((await run(['get', 'volumes'], { cwd })).status).toBe(2);

    const again = await serving(cwd);
    expect(again.snapshot().active?.revision.commit).toBe(commit);
    expect(await run(['describe', 'volume', 'db-0'], { cwd })).toEqual(before);
    expect((await run(['get', 'drives'], { cwd })).stdout).toContain('sliced');
    await again.stop();
  });

  it('goes on with the last good revision, and shows what became of each', async () => {
    const { cwd, repository } = await folderWithRepository();
    const server = await serving(cwd);
    await server.sync();
    await repository.commit({ 'classes.yaml': BAD }, 'Name a group that is not there');
    expect((await server.sync()).kind).toBe('refused');
    expect((await run(['plan', 'config', '--exit-code'], { cwd })).status).toBe(1);
    await repository.commit({ 'classes.yaml': CONFIG_REPOSITORY['classes.yaml'] }, 'Take it back');
    expect(await server.sync()).toMatchObject({ kind: 'active', revision: 1 });
    expect(await run(['plan', 'config', '--exit-code'], { cwd })).toMatchObject({ status: 0, stderr: '' });
    const { stdout } = await run(['get', 'revisions'], { cwd });
    expect(stdout).toContain('active');
    expect(stdout).toMatch(/<none> .* refused .* Name a group that is not there\n/);
    await server.stop();
  });

  it('refuses a revision that takes away drives that hold data', async () => {
    const { cwd, repository } = await folderWithRepository();
    const server = await serving(cwd);
    await server.sync();
    await run(['volume', 'create', 'db-0', '--class', 'safe', '--size', '1Ti'], { cwd });
    const boxes = (CONFIG_REPOSITORY['enclosures.yaml'] ?? '').split('---\n');
    await repository.commit({ 'enclosures.yaml': boxes[0] }, 'Take a box away');
    const result = await server.sync();
    expect(result).toMatchObject({
      kind: 'refused',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'plan/holds-data' })]) as unknown,
    });
    expect(server.snapshot().active?.configuration.enclosures).toHaveLength(2);
    expect(await server.sync()).toEqual(result);
    await server.stop();
  });

  it('is alone on its state', async () => {
    const { cwd } = await folderWithRepository();
    const server = await serving(cwd);
    const second = await once(cwd);
    expect(second.status).toBe(2);
    expect(second.stderr).toMatch(/^error: [^\n]*\n$/);
    await server.stop();
    expect((await once(cwd)).status).toBe(0);
  });

  it.each([
    ['a socket path that is too long', { csiEndpoint: `unix:///tmp/${'x'.repeat(120)}.sock` }, 'bad-endpoint'],
    ['no socket at all', { csiEndpoint: 'tcp://127.0.0.1:1' }, 'bad-endpoint'],
  ])('says what is wrong with %s, and lets go of its state', async (_, change, code) => {
    const { cwd } = await folderWithRepository();
    await expect(serving(cwd, change)).rejects.toMatchObject({ code });
    expect((await once(cwd)).status).toBe(0);
  });

  it('says what is wrong with its state folder', async () => {
    const { cwd } = await folderWithRepository();
    await writeFile(path.join(cwd, 'file'), '');
    await mkdir(path.join(cwd, 'other'));
    const { status, stderr } = await once(cwd, '--state', 'file');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: the state folder file cannot be made: [^\n]*\n$/);
  });
});

describe('stowage serve', () => {
  it.each([
    ['--csi-endpoint', ['--csi-endpoint', 'tcp://127.0.0.1:1'], {}],
    ['CSI_ENDPOINT', [], { CSI_ENDPOINT: 'tcp://127.0.0.1:1' }],
  ])('could not run with a %s that is no socket, also --once, and touches nothing', async (_, argv, env) => {
    const cwd = await temporaryFolder();
    for (const more of [['--once'], ['--listen', '127.0.0.1:0']]) {
      const { status, stderr } = await run(['serve', '--repo', 'config', ...argv, ...more], { cwd, env });
      expect(status).toBe(2);
      expect(stderr).toMatch(/^error: CSI endpoint "tcp:[^\n]* cannot be used: [^\n]*\n$/);
    }
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([['ftp://host/repo'], ['git@host:storage.git']])('could not run with --repo %s', async (repo) => {
    const cwd = await temporaryFolder();
    for (const more of [['--once'], ['--listen', '127.0.0.1:0']]) {
      const { status, stderr } = await run(['serve', '--repo', repo, ...more], { cwd });
      expect(status).toBe(2);
      expect(stderr).toMatch(/^error: --repo: .*\n$/m);
    }
  });

  it('takes its socket from CSI_ENDPOINT, as sidecars do, unless it is told another', async () => {
    const { cwd } = await folderWithRepository();
    const stop = new AbortController();
    stop.abort();
    const env = { CSI_ENDPOINT: `unix://${path.join(cwd, 'env.sock')}` };
    const argv = ['serve', '--repo', 'config', '--listen', '127.0.0.1:0'];
    const options = { cwd, env, signal: stop.signal };
    expect((await run(argv, options)).stderr).toContain(`CSI on ${env.CSI_ENDPOINT},`);
    const told = `unix://${path.join(cwd, 'told.sock')}`;
    expect((await run([...argv, '--csi-endpoint', told], options)).stderr).toContain(`CSI on ${told},`);
  });

  it('warns where the HTTP API is reached from other machines', async () => {
    const { cwd } = await folderWithRepository();
    const stop = new AbortController();
    stop.abort();
    const { stderr } = await run(['serve', '--repo', 'config', '--listen', '0.0.0.0:0'], { cwd, signal: stop.signal });
    expect(stderr).toContain(' warning the HTTP API listens beyond this machine');
    expect(stderr).toMatch(/HTTP API on http:\/\/0\.0\.0\.0:\d+;/);
  });

  it('ends when it is told to, and takes its address back', async () => {
    const { cwd } = await folderWithRepository();
    const stop = new AbortController();
    stop.abort();
    const ran = await run(['serve', '--repo', 'config', '--listen', '127.0.0.1:0'], { cwd, signal: stop.signal });
    expect(ran).toMatchObject({ status: 0, stdout: '' });
    expect(ran.stderr).toMatch(/ info following .*\n.* info CSI on unix:/);
    expect(ran.stderr).toContain(' info stopping\n');
    expect((await run(['get', 'drives'], { cwd })).status).toBe(2);
  });
});

describe('a server that checks revisions in a thread', () => {
  /** A revision runs, and the check of the next is under way. */
  async function checking(channel: string) {
    const { cwd, repository } = await folderWithRepository();
    await once(cwd);
    await repository.commit({ 'classes.yaml': BAD }, 'Take long');
    const word = new BroadcastChannel(channel);
    const started = new Promise((resolve) => {
      word.onmessage = resolve;
    });
    const stop = new AbortController();
    const server = await serving(cwd, {}, { checkWorker: busyThread(channel), stopSignal: stop.signal });
    const synced = server.sync();
    await started;
    return { cwd, server, synced, stop, word };
  }

  it('answers requests before the check has ended', async () => {
    const { cwd, server, synced, word } = await checking('answers');
    expect((await fetch(`${server.apiUrl}/healthz`)).status).toBe(200);
    const made = await run(['volume', 'create', 'db-0', '--class', 'fast', '--size', '10Gi'], { cwd });
    expect(made.status).toBe(0);
    word.postMessage('go on');
    // It found no error and no objects: the driver has the next word.
    expect((await synced).kind).toBe('refused');
    await server.stop();
    word.close();
  });

  it('ends the check when it is told to end', async () => {
    const { server, synced, stop, word } = await checking('ends');
    const broken = expect(synced).rejects.toMatchObject({ name: 'AbortError' });
    stop.abort();
    await broken;
    await server.stop();
    word.close();
  });

  it('goes on with the last good revision where the check breaks off', async () => {
    const { cwd, commit } = await folderWithRepository();
    await once(cwd);
    const repository = await openWorkingRepository(path.join(cwd, 'config'));
    await repository.commit({ 'classes.yaml': BAD }, 'Break the check');
    const server = await serving(cwd, {}, { checkWorker: failingThread() });
    expect(await server.sync()).toMatchObject({ kind: 'refused', findings: [{ code: 'source/not-checked' }] });
    expect(server.snapshot().active?.revision.commit).toBe(commit);
    await server.stop();
  });
});
