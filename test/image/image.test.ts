import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolsCheck } from '../../csi/host/doctor/check-tools.ts';
import type { System } from '../../csi/system/system.ts';
import { configRepositories, ROOT } from '../ci/sandbox.ts';
import { contextCopy, readStages } from './containerfile.mjs';

const stages = new Map(readStages().map((stage) => [stage.name, stage]));
const all = (stage: string, word: string): readonly string[] =>
  stages
    .get(stage)
    ?.instructions.filter((each) => each.word === word)
    .map(({ rest }) => rest) ?? [];

describe('the Containerfile', () => {
  it('builds once, and has an image for each use', () => {
    expect([...stages.keys()]).toEqual(['build', 'controller', 'host']);
    expect(new Set([...stages.values()].map(({ from }) => from))).toEqual(new Set(['${NODE_IMAGE}']));
    for (const image of ['controller', 'host']) {
      expect(all(image, 'COPY')).toEqual(['--from=build /opt/stowage /opt/stowage']);
    }
  });

  it('copies what there is, and nothing that is not in Git', () => {
    const copies = [...stages.values()].flatMap(({ instructions }) => instructions.map(contextCopy));
    const sources = copies.flatMap((copy) => copy?.sources ?? []);
    expect(sources.filter((source) => !existsSync(path.join(ROOT, source)))).toEqual([]);
    const { stdout } = spawnSync('git', ['ls-files', '--', ...sources], { cwd: ROOT, encoding: 'utf8' });
    const kept = new Set(stdout.split('\n').map((file) => file.split('/')[0]));
    expect(sources.filter((source) => !kept.has(source))).toEqual([]);
  });

  it('has an exact version under everything, and runs the controller without rights', () => {
    const [, image] =
      /^ARG NODE_IMAGE=(.*)$/m.exec(readFileSync(path.join(ROOT, 'deploy/Containerfile'), 'utf8')) ?? [];
    expect(image).toMatch(/^docker\.io\/library\/node:20\.\d+\.\d+-bookworm-slim(@sha256:[0-9a-f]{64})?$/);
    expect(all('controller', 'USER')).toEqual(['10001:10001']);
    expect(all('host', 'USER')).toEqual([]);
  });

  it('says of each image what it is, in the words of OCI', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    for (const image of ['controller', 'host']) {
      expect(all(image, 'ARG')).toContain(`VERSION=${version}`);
      const labels = [
        ...all(image, 'LABEL')
          .join()
          .matchAll(/org\.opencontainers\.image\.(\w+)=/g),
      ].map(([, name]) => name);
      expect(labels).toEqual(['title', 'description', 'licenses', 'version', 'revision']);
    }
  });

  it('installs all that the doctors of node and agent ask for', async () => {
    const bare = { realPath: () => Promise.resolve(undefined) } as unknown as System;
    const findings = await Promise.all((['node', 'agent'] as const).map((role) => toolsCheck.examine(bare, role)));
    const packages = findings.flat().map(({ remedy }) => /^apt-get install (\S+),/.exec(remedy)?.[1] ?? remedy);
    const [install = ''] = /apt-get install .*? && /.exec(all('host', 'RUN').join(' ')) ?? [];
    expect(packages.length).toBeGreaterThan(15);
    expect(packages.filter((name) => !install.split(' ').includes(name))).toEqual([]);
  });
});

const configRepository = configRepositories();

describe('what is put into an image', () => {
  let folder = '';
  let image = '';
  const layOut = (to: string) =>
    spawnSync(process.execPath, [path.join(ROOT, 'tools/lay-out-image.mjs'), to], {
      encoding: 'utf8',
      env: { SOURCE_DATE_EPOCH: '1700000000' },
    });
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(image, 'bin/stowage'), ...args], { encoding: 'utf8', cwd: folder, env: {} });

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stowage-image-'));
    image = path.join(folder, 'image');
    expect(layOut(image)).toMatchObject({ status: 0, stderr: '' });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is enough to say its version, print the CRDs, and take over a revision', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(run('--version').stdout).toBe(`${version}\n`);
    expect(run('schema', '--crd')).toMatchObject({ status: 0 });
    const repository = path.join(folder, 'repository');
    configRepository(repository);
    const state = path.join(folder, 'state');
    const taken = run('serve', '--repo', repository, '--state', state, '--once');
    expect(`${taken.stdout}${taken.stderr}`).toContain('revision 1');
    expect(taken.status).toBe(0);
    expect(existsSync(path.join(state, 'lmdb'))).toBe(true);
  });

  it('is the same each time, byte for byte, with modes and times', () => {
    const again = path.join(folder, 'again');
    layOut(again);
    expect(listing(again)).toEqual(listing(image));
    expect(new Set(listing(image).map(([, , time]) => time))).toEqual(new Set([1_700_000_000_000]));
    expect(
      listing(image)
        .filter(([, mode]) => mode === 0o755)
        .map(([name]) => name),
    ).toEqual(['bin/stowage']);
  });

  it('has no source, no map, no code cache, and no library but those outside the bundle', () => {
    const names = listing(image).map(([name]) => name);
    expect(names.filter((name) => /\.(map|cache)$|^(core|cli|csi|store|controller|test|tools)\//.test(name))).toEqual(
      [],
    );
    expect(readdirSync(path.join(image, 'node_modules')).filter((name) => !name.startsWith('.'))).toContain('lmdb');
    expect(existsSync(path.join(image, 'node_modules/fastify'))).toBe(false);
  });
});

/** Name, mode, time and digest of each file below. */
function listing(root: string): (readonly [string, number, number, string])[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => [name, lstatSync(path.join(root, name))] as const)
    .filter(([, entry]) => !entry.isDirectory())
    .map(([name, entry]) => {
      const digest = createHash('sha256')
        .update(readFileSync(path.join(root, name)))
        .digest('hex');
      return [name, entry.mode & 0o777, entry.mtimeMs, digest];
    });
}
