import { parseArgs } from 'node:util';
import { crashAt, crashPoints, MOMENTS } from './crash-matrix.ts';
import { runHistory } from './history.ts';
import type { HistoryOptions, HistoryResult } from './history.ts';
import { VOLUME_KINDS } from './inventory.ts';
import { addTally, createTally } from './tally.ts';
import type { Tally } from './tally.ts';

interface Options {
  readonly first: number;
  readonly seeds: number;
  readonly steps: number;
  /** Of crash points one in so many is tried; 0 leaves them out. */
  readonly every: number;
  /** Whether all that was met is printed. */
  readonly coverage: boolean;
}

const HELP = 'usage: npm run test:simulation -- [--seeds N] [--seed FIRST] [--steps K] [--every N] [--coverage]';

/** @returns the exit status: 0 nothing was found, 1 something was, 2 it could not be understood */
export async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (!options) {
    console.error(HELP);
    return 2;
  }
  const matrix = options.every > 0 ? await tryMatrix(options.every) : { passed: 0, failed: 0 };
  const histories = await tryHistories(options);
  console.log(`${String(matrix.passed + histories.passed)} passed, ${String(matrix.failed + histories.failed)} failed`);
  return matrix.failed + histories.failed > 0 ? 1 : 0;
}

function readOptions(argv: readonly string[]): Options | undefined {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        seeds: text('200'),
        seed: text('1'),
        steps: text('600'),
        every: text('1'),
        coverage: { type: 'boolean', default: false },
      },
    });
    const [seeds, first, steps, every] = [values.seeds, values.seed, values.steps, values.every].map(Number);
    const numbers = [seeds, first, steps, every];
    if (seeds === undefined || first === undefined || steps === undefined || every === undefined) return undefined;
    if (!numbers.every((number) => Number.isSafeInteger(number) && Number(number) >= 0)) return undefined;
    return { seeds, first, steps, every, coverage: values.coverage };
  } catch {
    return undefined;
  }
}

interface Count {
  passed: number;
  failed: number;
}

async function tryMatrix(every: number): Promise<Count> {
  const count = { passed: 0, failed: 0 };
  let [size, steps] = [0, 0];
  const timed = stopwatch();
  for (const kind of VOLUME_KINDS) {
    const points = await crashPoints(kind);
    steps += points.filter(({ moment }) => moment === 'before').length;
    for (const point of points) {
      size += 1;
      if (size % every !== 0) continue;
      const wrong = await crashAt(point);
      count[wrong.length === 0 ? 'passed' : 'failed'] += 1;
      for (const each of wrong) console.log(`✗ ${point.name}: ${each}`);
    }
  }
  const of = `${String(steps)} steps of ${String(VOLUME_KINDS.length)} kinds of volume, each ${MOMENTS.join(', ')}`;
  console.log(
    `crash points: ${String(size)} (${of}), ${String(count.passed + count.failed)} tried, ${String(count.failed)} failed; ${timed()}`,
  );
  return count;
}

async function tryHistories({ first, seeds, steps, coverage }: Options): Promise<Count> {
  const count = { passed: 0, failed: 0 };
  const all = createTally();
  const timed = stopwatch();
  for (let seed = first; seed < first + seeds; seed += 1) {
    const result = await runHistory({ seed, steps });
    addTally(all, result.tally);
    count[result.violations.length === 0 ? 'passed' : 'failed'] += 1;
    if (result.violations.length > 0) await show({ seed, steps }, result);
  }
  console.log(
    `histories: ${String(seeds)} from seed ${String(first)}, ${String(count.failed)} failed; ${summaryOf(all)}; ${timed(seeds)}`,
  );
  if (coverage)
    for (const [name, met] of [...all.calls, ...all.faults].sort()) console.log(`${String(met).padStart(8)} ${name}`);
  return count;
}

function summaryOf({ steps, calls, faults }: Tally): string {
  const sum = (map: ReadonlyMap<string, number>, of: (name: string) => boolean = () => true): number =>
    [...map].reduce((total, [name, met]) => (of(name) ? total + met : total), 0);
  return [
    `${String(steps)} steps`,
    `${String(sum(calls, (name) => name.startsWith('clients')))} calls of clients`,
    `${String(sum(calls))} calls in all of ${String(calls.size)} kinds`,
    `${String(sum(faults))} faults`,
    `${String(sum(faults, (name) => /killed|replaced|power/.test(name)))} crashes`,
  ].join(', ');
}

/** The shortest that goes wrong, without what happens after. */
async function show({ seed, steps }: HistoryOptions, { violations }: HistoryResult): Promise<void> {
  const shortest = await shorten({ seed, steps });
  const { trace } = await runHistory({ seed, steps: shortest });
  console.log(`✗ seed ${String(seed)}, ${String(shortest)} of ${String(steps)} steps; the end of it:`);
  for (const line of trace.slice(-LINES)) console.log(`    ${line}`);
  for (const violation of violations) console.log(`  ${violation}`);
  console.log(
    `  replay it: npm run test:simulation -- --every 0 --seeds 1 --seed ${String(seed)} --steps ${String(shortest)}`,
  );
}

const LINES = 60;

/** Steps without which nothing goes wrong any more, as far as halves tell. */
async function shorten({ seed, steps }: HistoryOptions): Promise<number> {
  let [enough, few] = [steps, 0];
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    const { violations } = await runHistory({ seed, steps: middle });
    if (violations.length > 0) enough = middle;
    else few = middle;
  }
  return enough;
}

function stopwatch(): (histories?: number) => string {
  const began = performance.now();
  const cpu = process.cpuUsage();
  return (histories) => {
    const { user, system } = process.cpuUsage(cpu);
    const [wall, busy] = [(performance.now() - began) / 1000, (user + system) / 1_000_000];
    const rate = histories === undefined ? '' : `, ${(histories / busy).toFixed(1)} histories per second of it`;
    return `${wall.toFixed(1)} s, ${busy.toFixed(1)} s of CPU${rate}`;
  };
}
