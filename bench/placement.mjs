// @ts-check
import { fileURLToPath } from 'node:url';
import { SIZES, shapeOf } from './inventory/shape.mjs';
import { crush } from './placement/crush.mjs';
import { fragmentation } from './placement/fragmentation.mjs';
import { linesOf } from './process.mjs';
import { rounded } from './statistics.mjs';

/** @typedef {import('./benchmarks.mjs').Figure} Figure */

const PLACEMENT_AT = fileURLToPath(new URL('placement-at.mjs', import.meta.url));

const COMPARED_AT = 100_000;

/** MiB: the largest inventory, what is measured of it, and room for the collector. */
const MOST_MEMORY = 8192;

/**
 * Placement among 1,000 to 1,000,000 drives, each size in a process of its own; how it grows with them.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* placement(options) {
  const { smoke, profile } = options;
  if (profile) {
    yield* figuresAt(COMPARED_AT, ['--profile']);
    return;
  }
  const sizes = smoke ? SIZES.slice(0, 2) : SIZES;
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  for (const drives of sizes) {
    for await (const figure of figuresAt(drives, smoke ? ['--smoke'] : [])) {
      figures.set(figure.name, figure);
      yield figure;
    }
  }
  yield* growth(figures, sizes);
  yield* againstCrush(figures, options);
  yield* fragmentation(options);
}

/**
 * @param {number} drives
 * @param {readonly string[]} flags
 * @returns {AsyncGenerator<Figure>}
 */
async function* figuresAt(drives, flags) {
  const node = ['--expose-gc', `--max-old-space-size=${String(MOST_MEMORY)}`];
  for await (const line of linesOf([...node, PLACEMENT_AT, '--drives', String(drives), ...flags])) {
    yield JSON.parse(line);
  }
}

/** `placement-slice-p50-at-1000`; parts of a turn have the part's name before `p50`. */
const TYPICAL = /^(?<kind>.*)-p50-at-(?<drives>\d+)$/;
const PART = /-(policies|search|commit)$/;

/**
 * How much longer the same takes among the most drives than among the fewest.
 * @param {ReadonlyMap<string, Figure>} figures
 * @param {readonly number[]} sizes
 * @returns {Generator<Figure>}
 */
function* growth(figures, sizes) {
  for (const { name, value } of figures.values()) {
    const { kind = '', drives } = TYPICAL.exec(name)?.groups ?? {};
    if (Number(drives) !== Math.min(...sizes) || PART.test(kind)) continue;
    const among = figures.get(`${kind}-p50-at-${String(Math.max(...sizes))}`);
    if (among) yield { name: `${kind}-growth`, value: rounded(among.value / value), unit: '×', target: 3 };
  }
}

/**
 * Two legs, and four, against as many copies.
 * @param {ReadonlyMap<string, Figure>} figures
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
async function* againstCrush(figures, options) {
  const drives = options.smoke ? Math.min(...SIZES) : COMPARED_AT;
  const legs = { mirror: 2, 'striped-mirror-4': 4 };
  const ours = Object.entries(legs).flatMap(([kind, copies]) => {
    const mean = figures.get(`placement-${kind}-mean-at-${String(drives)}`)?.value;
    return mean === undefined ? [] : [{ name: `placement-${kind}`, mean, copies }];
  });
  yield* crush(shapeOf(drives), ours, options);
}
