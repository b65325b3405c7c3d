/**
 * Each example gives the plan that its expected-plan.txt shows. When a change is meant to alter one, run
 * `npx vitest run test/examples -u` and read the difference as part of the change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import type { Plan, PlanStep } from '../../core/model/plan.ts';

const ROOT = join(import.meta.dirname, '../..');

/** No server has its state there: plans are against nothing. */
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowage-examples-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function stowage(cwd: string, ...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' };
  const sinkOf = (stream: keyof typeof printed) => ({ write: (text: string) => (printed[stream] += text) });
  const signal = new AbortController().signal;
  const sinks = { stdout: sinkOf('stdout'), stderr: sinkOf('stderr') };
  const io = { ...sinks, stdin: Readable.from([]), env: {}, cwd, appendFile, stopSignal: () => signal };
  const status = await runCli(argv, io);
  return { status, ...printed };
}

const plan = (cwd: string, path: string, ...options: string[]): ReturnType<typeof stowage> =>
  stowage(cwd, 'plan', path, '--state', join(folder, 'state'), ...options);

describe.each(['homelab', 'rack-pair'])('examples/%s', (example) => {
  it('is valid, without a warning', async () => {
    const { status, stdout, stderr } = await stowage(ROOT, 'validate', `examples/${example}`);
    expect(stdout).toMatch(/ 0 errors, 0 warnings/);
    expect(status, stderr).toBe(0);
  });

  it('gives the plan it says', async () => {
    const { status, stdout, stderr } = await plan(ROOT, `examples/${example}`);
    expect(status, stderr).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(ROOT, 'examples', example, 'expected-plan.txt'));
  });
});

describe('examples/fleet', () => {
  it('gives the plan it says', { timeout: 60_000 }, async () => {
    execFileSync(process.execPath, [join(ROOT, 'tools/make-fleet.mjs'), join(folder, 'fleet')]);
    const { status, stdout, stderr } = await plan(folder, 'fleet', '-o', 'json');
    expect(status, stderr).toBe(0);
    const { steps, gates } = JSON.parse(stdout) as Plan;
    expect(gates).toEqual([]);
    await expect(summaryOf(steps)).toMatchFileSnapshot(join(ROOT, 'examples/fleet/expected-plan.txt'));
  });
});

/** How many steps there are of each kind, and of each list of drives. */
function summaryOf(steps: readonly PlanStep[]): string {
  const counts = new Map<string, number>();
  for (const { action, kind, fields } of steps) {
    const drives = fields.find(({ path }) => path === 'spec.drives')?.after;
    const line = `${action} ${kind}${drives === undefined ? '' : ` with ${drives}`}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `${String(count).padStart(5)} × ${line}\n`).join('');
}
