// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitAll } from './commit-all.mjs';
import { withFleetFolder } from './fleet-files.mjs';
import { measureNode } from './process.mjs';
import { median, rounded } from './statistics.mjs';

const STOWAGE = fileURLToPath(new URL('../bin/stowage', import.meta.url));

/** @param {import('./benchmarks.mjs').BenchOptions} options */
export const fleetValidate = ({ smoke }) =>
  withFleetFolder(async function* (folder) {
    const repository = join(folder, 'repository');
    yield* repeated('fleet-validate', smoke ? 1 : 5, () => [STOWAGE, 'validate', repository]);
  });

/** From an empty state folder each time. @param {import('./benchmarks.mjs').BenchOptions} options */
export const fleetActivate = ({ smoke }) =>
  withFleetFolder(async function* (folder) {
    const repository = join(folder, 'repository');
    await commitAll(repository);
    yield* repeated('fleet-activate', smoke ? 1 : 5, (turn) => {
      const state = join(folder, `state-${String(turn)}`);
      return [STOWAGE, 'serve', '--repo', repository, '--state', state, '--listen', '127.0.0.1:0', '--once'];
    });
  });

/**
 * @param {string} name
 * @param {number} turns
 * @param {(turn: number) => readonly string[]} argsOf
 */
async function* repeated(name, turns, argsOf) {
  const runs = [];
  for (let turn = 0; turn < turns; turn++) runs.push(await measureNode(argsOf(turn)));
  const milliseconds = median(runs.map((run) => run.milliseconds));
  const mebibytes = Math.max(...runs.map((run) => run.mebibytes));
  yield { name: `${name}-time`, value: rounded(milliseconds / 1000), unit: 's' };
  yield { name: `${name}-memory`, value: rounded(mebibytes), unit: 'MiB' };
}
