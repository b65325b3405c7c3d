import { expect, it } from 'vitest';
import { stuckOperation } from '../api/testing/fixture.ts';
import { runningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

const { id } = stuckOperation();

async function withStuck() {
  const server = await runningApi();
  server.port.underWay.push(stuckOperation());
  return server;
}

it('stowage get operations says what is stuck, since when, at which step, and why', async () => {
  const { cwd } = await withStuck();
  const { stdout } = await run(['get', 'operations'], { cwd });
  const cells = stdout.split('\n').map((line) => line.split(/ {3,}/));
  expect(cells[0]).toEqual(['ID', 'VOLUME', 'SINCE', 'STATE', 'STEP', 'ATTEMPTS', 'WHY']);
  const why = 'leg leg-a in enclosure box-1: no agent is attached';
  expect(cells[1]).toEqual([id, 'db-9', '2026-11-02T07:00:00.000Z', 'stuck', 'cut-legs', '3', why]);
});

it('stowage describe operation says what hosts find of it', async () => {
  const { cwd } = await withStuck();
  const { stdout } = await run(['describe', 'operation', id], { cwd });
  expect(stdout).toMatch(/^ID: +create\//);
  expect(stdout).toMatch(/^Next attempt: 2026-11-02T08:00:00.000Z$/m);
  expect(stdout).toMatch(/^ {2}cut-legs {3}no {5}leg-a$/m);
});

it('stowage operation retry says that it is done, or that there is none', async () => {
  const { cwd, port } = await withStuck();
  expect(await run(['operation', 'retry', id], { cwd })).toMatchObject({ status: 0, stdout: `done ${id}\n` });
  expect(port.underWay).toEqual([]);
  const { status, stderr } = await run(['operation', 'retry', id], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain(`no operation ${id} is under way`);
});

it('stowage operation abandon gives up only what was typed twice', async () => {
  const { cwd, port } = await withStuck();
  const asked = await run(['operation', 'abandon', id], { cwd });
  expect(asked.status).toBe(2);
  expect(asked.stderr).toContain('the volume is deleted');
  expect(asked.stderr).toContain(`stowage operation abandon ${id} --confirm ${id}`);
  const mistyped = await run(['operation', 'abandon', id, '--confirm', 'create/x'], { cwd });
  expect(mistyped.stderr).toContain(`--confirm says create/x, not ${id}`);
  expect(port.underWay).toHaveLength(1);
  const done = await run(['operation', 'abandon', id, '--confirm', id], { cwd });
  expect(done).toMatchObject({ status: 0, stdout: `abandoned ${id}\n` });
  expect(port.underWay).toEqual([]);
});
