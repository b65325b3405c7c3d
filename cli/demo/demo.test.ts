import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { EXIT } from '../exit-status.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import { BAD_CHANGE } from './demo-commits.ts';
import type { DemoServer } from './demo-server.ts';
import { runDemo } from './demo.ts';

/** `--once` on the server that `stowage serve` runs: real repository, store, driver and CSI socket. */
const demoIn = (cwd: string) => run(['demo', '--once', '--state', '.stowage'], { cwd });

const REFUSED = `${BAD_CHANGE.file}:8:23: error reference/not-found `;
const LAYOUTS = [
  /demo-single {2}2 TiB {2}single:/,
  /demo-mirror {2}4 TiB {2}mirror:/,
  /demo-striped {2}40 TiB {2}striped-mirror:/,
  /demo-slice {2}200 GiB {2}slice:/,
];

describe('stowage demo', () => {
  it('comes out as told, again in the same folder, and after a run that was killed before its revert', async () => {
    const cwd = await temporaryFolder();
    const first = await demoIn(cwd);
    expect(first).toMatchObject({ status: EXIT.ok, stderr: '' });
    for (const layout of LAYOUTS) expect(first.stdout).toMatch(layout);
    expect(first.stdout).toContain('demo-scratch-1  20 GiB  slice:');
    expect(first.stdout).toContain(REFUSED);
    expect(first.stdout).toContain('.stowage/config, a Git repository made from');

    const second = await demoIn(cwd);
    expect(second).toMatchObject({ status: EXIT.ok, stderr: '' });
    expect(second.stdout).toContain('.stowage/config is here from an earlier run');
    expect(second.stdout).toContain('5 volumes are here from an earlier run');
    expect(second.stdout).toContain('demo-scratch-2  20 GiB  slice:');
    expect(second.stdout).toContain(REFUSED);

    const repository = await openWorkingRepository(path.join(cwd, '.stowage/config'));
    await repository.commit({ [BAD_CHANGE.file]: BAD_CHANGE.text }, BAD_CHANGE.subject);
    const third = await demoIn(cwd);
    expect(third).toMatchObject({ status: EXIT.ok, stderr: '' });
    expect(third.stdout).toContain(`took ${BAD_CHANGE.file} away again, which is done now`);
    expect(third.stdout).toContain(REFUSED);
    expect(await repository.read(BAD_CHANGE.file)).toBeUndefined();
  }, 60_000);

  it('shows where the first commit is wrong, and takes no other refusal for the one it tells of', async () => {
    const cwd = await temporaryFolder();
    let stdout = '';
    const status = await runDemo(
      { state: '.stowage', once: true },
      ioFor(cwd, (text) => (stdout += text)),
      () => Promise.resolve(REFUSES_ALL),
    );
    expect(status).toBe(EXIT.problems);
    expect(stdout).toContain('FAILED: the first commit was refused\n');
    expect(stdout).toContain('backend.yaml:2:1: error reference/not-found nothing is right');
    expect(stdout).toContain('2 | kind: Backend');
    expect(stdout).toContain(`FAILED: it was not refused for what is wrong in ${BAD_CHANGE.file}\n`);
  });
});

const ioFor = (cwd: string, write: (text: string) => unknown) => ({
  cwd,
  env: {},
  stdin: Readable.from([]),
  appendFile: () => Promise.reject(new Error('a demonstration writes no such file')),
  stdout: { write },
  stderr: { write },
  stopSignal: () => AbortSignal.abort(),
});

/** A server that refuses every commit for the same wrong line, and answers no CSI call. */
const REFUSES_ALL: DemoServer = {
  csiEndpoint: 'unix:///nowhere/csi.sock',
  apiUrl: 'http://127.0.0.1:1',
  snapshot: () => ({ active: undefined, volumes: [], publications: [], reports: new Map(), index: undefined }),
  sync: () =>
    Promise.resolve({
      kind: 'refused',
      findings: [
        {
          code: 'reference/not-found',
          severity: 'error',
          message: 'nothing is right',
          place: { file: 'backend.yaml', line: 2, column: 1, endLine: 2, endColumn: 5 },
        },
      ],
    }),
  stop: () => Promise.resolve(),
};
