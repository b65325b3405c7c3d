// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * On virtual machines: needs what `npm run test:lab` needs.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* datapath({ smoke }) {
  const folder = await mkdtemp(join(tmpdir(), 'datapath-'));
  const figures = join(folder, 'figures');
  try {
    const child = spawn(process.execPath, ['test/lab/run.mjs', 'data-path.bench'], {
      env: { ...process.env, LAB_BENCH: '1', LAB_FIGURES: figures, LAB_SMOKE: smoke ? '1' : '0' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [status] = await once(child, 'exit');
    const said = await readFile(figures, 'utf8').catch(() => '');
    for (const line of said.split('\n').filter(Boolean)) yield JSON.parse(line);
    if (status !== 0) throw new Error(`the laboratory ended with status ${String(status)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
