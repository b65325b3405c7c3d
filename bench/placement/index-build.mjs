// @ts-check
import { buildInventoryIndex } from '../../dist/core/placement/inventory-index.js';
import { median, rounded } from '../statistics.mjs';

const MEBIBYTE = 2 ** 20;

/**
 * Time to index an inventory, and what the index holds in memory, typed arrays among it.
 * @param {import('../../dist/core/model/configuration.js').Configuration} configuration
 * @param {import('../benchmarks.mjs').BenchOptions} options
 */
export function* indexBuild(configuration, { smoke }) {
  const builds = Array.from({ length: smoke ? 1 : 5 }, () => {
    const before = memory();
    const started = performance.now();
    const index = buildInventoryIndex(configuration);
    const milliseconds = performance.now() - started;
    const bytes = memory() - before;
    return { milliseconds, bytes, levels: index.levels.length };
  });
  const [first] = builds;
  const time = median(builds.map(({ milliseconds }) => milliseconds));
  yield { name: 'index-first-build', value: rounded(first?.milliseconds ?? Number.NaN), unit: 'ms' };
  yield { name: 'index-build', value: rounded(time), unit: 'ms', target: 400 };
  yield { name: 'index-memory', value: rounded((first?.bytes ?? Number.NaN) / MEBIBYTE), unit: 'MiB', target: 200 };
}

/** Bytes that are reachable. One collection leaves some of what the one before it freed. */
function memory() {
  if (!globalThis.gc) throw new Error('start node with --expose-gc');
  for (let times = 0; times < 3; times++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
