// @ts-check
/**
 * Measures, and prints one line of JSON per figure: {"name", "value", "unit"}, with "rival" and "ratio" where something
 * else was measured in the same run; a ratio under 1 says that ours is less. "target" is what a figure is held to.
 *
 *     npm run bench                        # lists the benchmarks
 *     npm run bench -- placement cel       # runs two of them
 *     npm run bench -- --smoke all         # runs all with few repeats: that they run, not how fast
 *     npm run bench -- --profile placement # says in which functions the time goes, where a benchmark can
 *
 * What it measures is dist/: run `npm run build` first.
 */
import { parseArgs } from 'node:util';
import { BENCHMARKS } from './benchmarks.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
});

const names = positionals.includes('all') ? BENCHMARKS.map(({ name }) => name) : positionals;
const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));

if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}: \`npm run bench\` lists those there are.`);
  process.exitCode = 2;
} else if (names.length === 0) {
  const width = Math.max(...BENCHMARKS.map(({ name }) => name.length));
  for (const { name, about } of BENCHMARKS) console.log(`${name.padEnd(width)}  ${about}`);
} else {
  for (const { name, load } of BENCHMARKS) {
    if (!names.includes(name)) continue;
    const measure = await load();
    for await (const figure of measure(options)) console.log(JSON.stringify(figure));
  }
}
