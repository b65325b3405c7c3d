import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveArtifacts } from '../../controller/cluster/source/flux/testing/artifact-server.ts';
import type { ArtifactServer } from '../../controller/cluster/source/flux/testing/artifact-server.ts';
import { packed } from '../../controller/cluster/source/flux/testing/pack.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';
const REPO = 'flux:gitrepository/flux-system/storage';
const OBJECT = '/apis/source.toolkit.fluxcd.io/v1/namespaces/flux-system/gitrepositories/storage';

/** Both the API server and source-controller. */
let server: ArtifactServer;

beforeAll(async () => {
  server = await serveArtifacts();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answers.clear();
});

async function folderWithKubeconfig(): Promise<string> {
  const cwd = await temporaryFolder();
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'here' },
    // The library takes plain HTTP only so.
    clusters: [{ name: 'here', cluster: { server: server.url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'us', user: {} }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'us' } }],
  };
  await writeFile(path.join(cwd, 'kubeconfig'), JSON.stringify(config));
  return cwd;
}

async function publish(files: Readonly<Record<string, string | undefined>>): Promise<void> {
  const entries = Object.entries(files).map(([name, text = '']) => ({ name: `clusters/north/${name}`, text }));
  const archive = await packed(entries);
  const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  const artifact = { url: `${server.url}/x.tar.gz`, digest, revision: `main@sha1:${SHA1}` };
  const header = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  const metadata = { name: 'storage', namespace: 'flux-system', generation: 1 };
  const object = { ...header, metadata, status: { observedGeneration: 1, artifact } };
  server.answers.set(OBJECT, { kind: 'bytes', bytes: Buffer.from(JSON.stringify(object)) });
  server.answers.set('/x.tar.gz', { kind: 'bytes', bytes: archive });
}

/** What is asked for beside the artifact is not there, and warned of. */
const ABOUT_THE_REST = /^\S+ warning Kubernetes: .*\n/gm;

async function once(cwd: string, ...more: readonly string[]): ReturnType<typeof run> {
  const ran = await run(['serve', '--once', '--repo', REPO, '--path', 'clusters/north', ...more], { cwd });
  return { ...ran, stderr: ran.stderr.replaceAll(ABOUT_THE_REST, '') };
}

describe('stowage serve --repo flux:…', () => {
  it('takes over the artifact, and what comes after it', async () => {
    const cwd = await folderWithKubeconfig();
    await publish(CONFIG_REPOSITORY);
    const active = { status: 0, stdout: `active: revision 1 (${SHA1})\n`, stderr: '' };
    expect(await once(cwd, '--kubernetes', 'kubeconfig')).toEqual(active);
    await publish({ ...CONFIG_REPOSITORY, 'classes.yaml': 'kind: [' });
    const refused = await once(cwd, '--kubernetes', 'kubeconfig');
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/^clusters\/north\/classes\.yaml:1:\d+: error yaml\/syntax /);
    expect(refused.stdout).toContain(`\nrefused: revision 1 (${SHA1}) goes on\n`);
  });

  it('could not run where the artifact is not what its digest says', async () => {
    const cwd = await folderWithKubeconfig();
    await publish(CONFIG_REPOSITORY);
    server.answers.set('/x.tar.gz', { kind: 'bytes', bytes: await packed([{ name: 'clusters/north/a.yaml' }]) });
    const { status, stderr } = await once(cwd, '--kubernetes', 'kubeconfig');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: [^\n]* as the object of Flux says: nothing of it is read\n$/);
  });

  it('says that there is no such object', async () => {
    const body = { kind: 'Status', reason: 'NotFound', message: 'not there', details: { name: 'storage' } };
    server.answers.set(OBJECT, { kind: 'status', status: 404, text: JSON.stringify(body) });
    const { status, stdout } = await once(await folderWithKubeconfig(), '--kubernetes', 'kubeconfig');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^error source\/unreadable there is no gitrepository\.source\.toolkit\.fluxcd\.io\/flux-system/,
    );
  });

  it.each([
    ['no cluster', [], /^error: --repo: flux:\S+ lies in a cluster: say which with --kubernetes /],
    [
      'a ref of ours',
      ['--kubernetes', 'kubeconfig', '--ref', 'x'],
      /^error: --ref: what is followed stands in spec\.ref /,
    ],
    ['no such kubeconfig', ['--kubernetes', 'nowhere'], /^error: --kubernetes: /],
    [
      'a kind without an artifact',
      ['--repo', 'flux:kustomization/a/b'],
      /^error: --repo: flux:kustomization\/a\/b names no object of Flux: /,
    ],
  ])('could not run with %s', async (_, more, expected) => {
    const { status, stderr } = await once(await folderWithKubeconfig(), ...more);
    expect(status).toBe(2);
    expect(stderr).toMatch(expected);
  });
});
