// @ts-check
import { fileURLToPath } from 'node:url';
import { timeNode } from './process.mjs';
import { median, rounded } from './statistics.mjs';

const STOWAGE = fileURLToPath(new URL('../bin/stowage', import.meta.url));

/**
 * In turns, so that what else the machine does falls on both.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* coldStart({ smoke }) {
  const ours = [];
  const bare = [];
  for (let turn = 0; turn < (smoke ? 3 : 25); turn++) {
    ours.push(await timeNode([STOWAGE, '--version']));
    bare.push(await timeNode(['-e', '0']));
  }
  const [value, rival] = [median(ours), median(bare)];
  yield { name: 'cold-start', value: rounded(value), unit: 'ms', rival: 'node -e 0', ratio: rounded(value / rival) };
}
