import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';
import { afterAll } from 'vitest';

export const ROOT = path.join(import.meta.dirname, '../..');
export const CI = path.join(ROOT, 'deploy/ci');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Environment = Readonly<Record<string, string>>;

/** A folder that stands for a CI machine: `stowage` is on its path, and nothing of the tests' own environment is left. */
export function sandbox(): string {
  if (!existsSync(path.join(ROOT, 'dist/bundle/main.js'))) throw new Error('run npm run build first');
  return realpathSync(mkdtempSync(path.join(tmpdir(), 'stowage-ci-')));
}

export function run(command: readonly [string, ...string[]], cwd: string, env: Environment = {}): Ran {
  const [file, ...argv] = command;
  const identity = { name: 'Reader', email: 'reader@example.org' };
  const { status, stdout, stderr, error } = spawnSync(file, argv, {
    cwd,
    encoding: 'utf8',
    // As on a CI machine; bash takes a socket for a remote login, and reads start-up files.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${path.join(ROOT, 'bin')}:${process.env['PATH'] ?? ''}`,
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
      npm_config_update_notifier: 'false',
      ...env,
    },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

export function git(cwd: string, ...argv: readonly string[]): string {
  const { status, stdout, stderr } = run(['git', ...argv], cwd);
  if (status !== 0) throw new Error(`git ${argv.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Commits all there is, and says the commit. */
export function commitAll(folder: string, subject: string): string {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', subject);
  return git(folder, 'rev-parse', 'HEAD');
}

/** `base` is its only commit. */
interface ConfigRepository {
  readonly folder: string;
  readonly base: string;
}

/**
 * What makes repositories whose only commit declares what examples/homelab does. Git makes one, for all tests of the
 * file; the others are copies.
 */
export function configRepositories(): (folder: string) => ConfigRepository {
  let first: ConfigRepository | undefined;
  afterAll(() => {
    if (first) rmSync(first.folder, { recursive: true });
  });
  return (folder) => {
    first ??= firstConfigRepository(sandbox());
    cpSync(first.folder, folder, { recursive: true });
    return { ...first, folder };
  };
}

function firstConfigRepository(folder: string): ConfigRepository {
  const files = ['backend.yaml', 'classes.yaml', 'enclosure.yaml'];
  for (const file of files) cpSync(path.join(ROOT, 'examples/homelab', file), path.join(folder, file));
  git(folder, 'init', '--quiet', '--template=', '-b', 'main');
  return { folder, base: commitAll(folder, 'Declare storage') };
}

/** @returns the line that was changed, counted from 1 */
export function replaceIn(file: string, from: string, to: string): number {
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(from);
  if (start === -1) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.slice(0, start) + to + text.slice(start + from.length));
  return text.slice(0, start).split('\n').length;
}

/** What `npm ci` can build without a network: its "prepare" puts a program where that of stowage goes. */
export function packageThatBuilds(folder: string): { readonly commit: string } {
  const about = { name: 'tiny', version: '1.0.0' };
  const files = {
    'package.json': JSON.stringify({
      ...about,
      scripts: { prepare: 'mkdir -p dist/bundle && cp main.js dist/bundle/' },
    }),
    'package-lock.json': JSON.stringify({ ...about, lockfileVersion: 3, requires: true, packages: { '': about } }),
    'main.js': 'console.log("built");\n',
    'bin/stowage': '#!/bin/sh\n',
  };
  mkdirSync(path.join(folder, 'bin'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o755 });
  git(folder, 'init', '--quiet', '-b', 'main');
  return { commit: commitAll(folder, 'A package') };
}

/** Where a file of that name lies below, as one would if a word of the test had been executed. */
export const findNamed = (folder: string, name: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === name);

export const textOf = (file: string): string => readFileSync(path.join(CI, file), 'utf8');
export const yamlOf = (file: string): unknown => load(textOf(file));
/** Without empty documents. */
export const objectsIn = (text: string): readonly unknown[] => loadAll(text).filter((object) => object != null);
