// @ts-check
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measureCommand } from '../process.mjs';
import { rounded } from '../statistics.mjs';

/**
 * What of ours stands against CRUSH: volumes of as many legs as it makes copies. `mean`, in microseconds, asks the
 * policies, looks at free space, and takes and gives back; CRUSH knows nothing of any of them.
 * @typedef {{ readonly name: string, readonly mean: number, readonly copies: number }} Ours
 */

const run = promisify(execFile);

/** How many objects are mapped; few ones on top of which the time to load the map is subtracted. */
const MAPPED = 50_000;

/**
 * Microseconds per mapping of `crushtool --test` on a tree of the same shape, copies in different racks.
 * @param {import('../inventory/shape.mjs').Shape} shape
 * @param {readonly Ours[]} ours
 * @param {import('../benchmarks.mjs').BenchOptions} options
 * @returns {AsyncGenerator<import('../benchmarks.mjs').Figure>}
 */
export async function* crush(shape, ours, { smoke }) {
  if (!(await isInstalled())) {
    console.error('crushtool is not installed (Debian: ceph-base), so nothing is compared with CRUSH.');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'stowage-crush-'));
  try {
    const map = await mapOf(shape, folder);
    for (const { name, mean, copies } of ours) {
      const mapping = await mappingMicroseconds(map, copies, smoke ? MAPPED / 100 : MAPPED);
      const rival = `crushtool, ${String(copies)} copies`;
      yield { name: `placement-crush-${String(copies)}-copies`, value: rounded(mapping), unit: 'µs' };
      yield { name: `${name}-against-crush`, value: mean, unit: 'µs', rival, ratio: rounded(mean / mapping) };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const isInstalled = () =>
  run('crushtool', ['--version']).then(
    () => true,
    (/** @type {NodeJS.ErrnoException} */ error) => error.code !== 'ENOENT',
  );

/**
 * @param {import('../inventory/shape.mjs').Shape} shape
 * @param {string} folder
 */
async function mapOf({ drives, ...shape }, folder) {
  const [built, map] = [join(folder, 'built'), join(folder, 'map')];
  const layers = Object.entries({
    enclosure: shape.drivesPerEnclosure,
    rack: shape.enclosuresPerRack,
    row: shape.racksPerRow,
    zone: shape.rowsPerZone,
    root: 0,
  }).flatMap(([name, of]) => [name, 'straw2', String(of)]);
  await run('crushtool', ['-o', built, '--build', '--num_osds', String(drives), ...layers]);
  await run('crushtool', ['-i', built, '--create-replicated-rule', 'over-racks', 'root', 'rack', '-o', map]);
  return map;
}

/** The rule that `--build` makes is number 0. */
const OVER_RACKS = '1';

/**
 * Processor time: loading a large map takes seconds, which a busy machine stretches.
 * @param {string} map
 * @param {number} copies
 * @param {number} mapped
 */
async function mappingMicroseconds(map, copies, mapped) {
  const of = async (/** @type {number} */ last) => {
    const which = ['--rule', OVER_RACKS, '--num-rep', String(copies), '--min-x', '0', '--max-x', String(last)];
    const args = ['-i', map, '--test', ...which, '--show-bad-mappings'];
    return (await measureCommand({ program: 'crushtool', args, env: {} })).processorMilliseconds;
  };
  const loading = await of(0);
  return (((await of(mapped)) - loading) * 1000) / mapped;
}
