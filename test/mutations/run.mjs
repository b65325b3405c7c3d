// @ts-check
/**
 * Makes each mistake in each example, the fleet of 100,000 drives among them, and looks whether it is found:
 *
 *     npm run test:mutations [-- --every 4]
 *
 * `--every N` makes one mistake in N in the fleet. `npm run test:exhaustive` does the same without the fleet. Exit status 0: all are found.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = 'node_modules/vitest/vitest.mjs';
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--config', 'vitest.exhaustive.config.ts', 'test/mutations'],
  {
    cwd: root,
    env: { ...process.env, MUTATE_FLEET: options.every },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
