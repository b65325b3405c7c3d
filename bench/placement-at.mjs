// @ts-check
/**
 * Placement among so many drives, in a process of its own: figures of `npm run bench -- placement` at one size.
 *
 *     node --expose-gc bench/placement-at.mjs --drives 100000
 *     node --expose-gc bench/placement-at.mjs --drives 100000 --kind slice --kind mirror
 *     node --expose-gc bench/placement-at.mjs --drives 100000 --profile      # where the time goes, kind by kind
 */
import { parseArgs } from 'node:util';
import { configurationOf } from './inventory/configuration.mjs';
import { shapeOf } from './inventory/shape.mjs';
import { capacity } from './placement/capacity.mjs';
import { indexBuild } from './placement/index-build.mjs';
import { kindsOf } from './placement/kinds.mjs';
import { profiled } from './placement/profile.mjs';
import { reports } from './placement/reports.mjs';
import { seriesOf, startOver, takeTurns } from './placement/turns.mjs';
import { worldOf } from './placement/world.mjs';
import { percentile, rounded } from './statistics.mjs';

/** @typedef {import('./benchmarks.mjs').Figure} Figure */

const { values: options } = parseArgs({
  options: {
    drives: { type: 'string', default: '100000' },
    kind: { type: 'string', multiple: true, default: [] },
    profile: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
});

/** What figures are held to, they are held to at this size. */
const HELD_TO_AT = 100_000;

const WARM_UP = options.smoke ? { turns: 2, milliseconds: 100 } : { turns: 1000, milliseconds: 1000 };
const MEASURED = options.smoke ? { turns: 8, milliseconds: 100 } : { turns: 10_000, milliseconds: 3000 };

const shape = shapeOf(Number(options.drives));
if (options.profile) {
  await profile();
} else {
  for (const { target, ...figure } of figures()) {
    const held = target !== undefined && shape.drives === HELD_TO_AT ? { target } : {};
    const name = `placement-${figure.name}-at-${String(shape.drives)}`;
    console.log(JSON.stringify({ ...figure, name, ...held }));
  }
}

/** @returns {Generator<Figure>} */
function* figures() {
  if (options.kind.length === 0) yield* indexBuild(configurationOf(shape), options);
  const world = worldOf(shape);
  const groups = chosenKinds(world).map((kinds) => kinds.map(seriesOf));
  for (const series of groups) takeTurns(world, series, WARM_UP);
  const measured = groups.map((series) => series.map(startOver));
  const share = processorShare(() => {
    for (const series of measured) takeTurns(world, series, MEASURED);
  });
  yield { name: 'processor-share', value: rounded(share * 100), unit: '%' };
  for (const { kind, times } of measured.flat()) yield* timesOf(kind, times);
  if (options.kind.length > 0) return;
  yield* capacity(world, { asked: options.smoke ? 8 : 2000, milliseconds: MEASURED.milliseconds });
  yield* reports(world, options.smoke ? 20 : 2000);
}

/**
 * How much of the time a processor was ours while the work ran: well under all of it, others use the machine too, and the
 * slowest turns are those in which we waited for them.
 * @param {() => void} work
 */
function processorShare(work) {
  const [started, before] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - started);
}

/** @param {import('./placement/world.mjs').World} world */
function chosenKinds(world) {
  const kinds = kindsOf(world);
  if (options.kind.length === 0) return kinds;
  return kinds.map((group) => group.filter(({ name }) => options.kind.includes(name)));
}

/**
 * @param {import('./placement/kinds.mjs').Kind} kind
 * @param {import('./placement/turns.mjs').Times} times
 * @returns {Generator<Figure>}
 */
function* timesOf({ name, most }, times) {
  const of = (/** @type {number[]} */ values, /** @type {number} */ part) => rounded(percentile(values, part) * 1000);
  const mean = (times.whole.reduce((sum, time) => sum + time, 0) / times.whole.length) * 1000;
  const [p50, p99] = [most.p50, most.p99].map((target) => (target === undefined ? {} : { target }));
  yield { name: `${name}-p50`, value: of(times.whole, 0.5), unit: 'µs', ...p50 };
  yield { name: `${name}-p99`, value: of(times.whole, 0.99), unit: 'µs', ...p99 };
  yield { name: `${name}-mean`, value: rounded(mean), unit: 'µs' };
  yield { name: `${name}-policies-p50`, value: of(times.policies, 0.5), unit: 'µs' };
  yield { name: `${name}-search-p50`, value: of(times.search, 0.5), unit: 'µs' };
  yield { name: `${name}-commit-p50`, value: of(times.commit, 0.5), unit: 'µs' };
}

async function profile() {
  const world = worldOf(shape);
  for (const kind of chosenKinds(world).flat()) {
    const series = seriesOf(kind);
    takeTurns(world, [series], WARM_UP);
    const lines = await profiled(() => takeTurns(world, [series], MEASURED));
    console.error([`${kind.name} among ${options.drives} drives:`, ...lines, ''].join('\n'));
  }
}
