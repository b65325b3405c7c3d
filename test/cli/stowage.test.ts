import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const STOWAGE = path.join(ROOT, 'bin/stowage');

let folder = '';

beforeAll(() => {
  if (!existsSync(path.join(ROOT, 'dist/bundle/main.js'))) throw new Error('run npm run build first');
  folder = mkdtempSync(path.join(tmpdir(), 'stowage-bin-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const stowage = (file: string, ...argv: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(file, argv, { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** Of the process, as it ends. */
function threadsOf(command: string, env: Readonly<Record<string, string>>): number {
  const counter = path.join(folder, 'count-threads.cjs');
  writeFileSync(
    counter,
    `const { readdirSync, writeSync } = require('node:fs');
    process.once('exit', () => writeSync(2, String(readdirSync('/proc/self/task').length)));`,
  );
  const inherited = Object.entries(process.env).filter(([name]) => name !== 'UV_THREADPOOL_SIZE');
  const { stderr } = spawnSync(process.execPath, ['--require', counter, STOWAGE, command, '--help'], {
    env: { ...Object.fromEntries(inherited), ...env },
    encoding: 'utf8',
  });
  return Number(stderr);
}

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };

describe('bin/stowage', () => {
  it('runs', () => {
    expect(stowage(STOWAGE, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('runs by a link, as package managers install it', () => {
    symlinkSync(STOWAGE, path.join(folder, 'stowage'));
    expect(stowage('./stowage', '--version').stdout).toBe(`${version}\n`);
  });

  it('ends with what the command says', () => {
    expect(stowage(STOWAGE, 'validte')).toMatchObject({ status: 2, stdout: '' });
    expect(stowage(STOWAGE, 'get', 'drives')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: no stowage server runs for state .stowage: start one with "stowage serve"\n',
    });
  });

  it('prints nothing of its own where the reader of a pipe has gone', () => {
    const pipe = `'${STOWAGE}' --help | true; echo \${PIPESTATUS[0]}`;
    const { stdout, stderr } = spawnSync('bash', ['-c', pipe], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['0\n', '']);
  });

  it.each([
    ['agent', {}, 128],
    ['node', {}, 128],
    ['agent', { UV_THREADPOOL_SIZE: '7' }, 7],
  ] as const)('has threads for drives that hang: %s %j', (command, env, threads) => {
    // Any other command has the four that are usual; V8 has some of its own.
    expect(threadsOf(command, env) - threadsOf('validate', {})).toBe(threads - 4);
  });

  it('says what to do where it is not built', () => {
    const bin = path.join(folder, 'unbuilt/bin');
    cpSync(path.dirname(STOWAGE), bin, { recursive: true });
    cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'unbuilt/package.json'));
    expect(stowage(path.join(bin, 'stowage'), '--version')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: stowage is not built: run npm ci (or npm run build) first\n',
    });
  });
});
