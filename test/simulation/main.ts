import { parseArgs } from 'node:util';
import { crashAt, crashPoints } from './crash-matrix.ts';
import { VOLUME_KINDS } from './inventory.ts';
import { runHistory } from './history.ts';

export async function matrix(argv: readonly string[]): Promise<number> {
  const every = Number(argv[0] ?? 1);
  const began = performance.now();
  let size = 0; let tried = 0; let bad = 0;
  for (const kind of VOLUME_KINDS) {
    const points = await crashPoints(kind);
    console.log(kind.name, points.length);
    for (const point of points) {
      if (size++ % every !== 0) continue;
      tried++;
      const wrong = await crashAt(point);
      if (wrong.length > 0) { bad++; if (bad < 30) console.log(point.name, point.chapter, point.call, wrong[0]); }
    }
  }
  console.log(size, tried, bad, (performance.now() - began) / 1000);
  return bad > 0 ? 1 : 0;
}

export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'matrix') return matrix(argv.slice(1));
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seeds: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      steps: { type: 'string', default: '600' },
      trace: { type: 'boolean', default: false },
    },
  });
  const [first, seeds, steps] = [Number(values.seed), Number(values.seeds), Number(values.steps)];
  const began = performance.now();
  let bad = 0;
  let total = 0;
  const calls = new Map<string, number>();
  const kinds = new Map<string, number[]>();
  for (let seed = first; seed < first + seeds; seed += 1) {
    const { violations, trace, tally } = await runHistory({ seed, steps });
    total += tally.steps;
    for (const [n, c] of [...tally.calls, ...tally.faults]) calls.set(n, (calls.get(n) ?? 0) + c);
    if (values.trace) console.log(trace.join('\n'));
    if (violations.length > 0) {
      bad += 1;
      const key = (violations[0] ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/\d+/g, 'N');
      kinds.set(key, [...(kinds.get(key) ?? []), seed]);
    }
  }
  if (process.env['COVER']) for (const [n, c] of [...calls].sort()) console.log(c, n);
  for (const [key, list] of [...kinds].sort((a, b) => b[1].length - a[1].length))
    console.log(list.length, list.slice(0, 5).join(','), key);
  console.log(
    `${String(seeds)} histories, ${String(bad)} bad, ${String(total)} steps, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  return bad > 0 ? 1 : 0;
}
