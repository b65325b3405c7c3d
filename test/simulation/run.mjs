// @ts-check
/**
 * Kills processes at every call of the life of every kind of volume, and draws histories of clients, faults and restarts
 * by seeds; a seed replays exactly.
 *
 *     npm run test:simulation [-- --seeds 2000 --seed 1 --steps 600 --every 1 --coverage]
 *
 * `--every N` tries one crash point in N, and 0 none. What runs are the sources, not dist/, put into one file because
 * Node 20 reads no TypeScript. Ends with `N passed, N failed`; exit status 0, 1 something was found, 2 usage.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUNDLE = join(ROOT, '.cache', 'test-simulation', 'main.mjs');

await mkdir(join(ROOT, '.cache', 'test-simulation'), { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outfile: BUNDLE,
  sourcemap: 'inline',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(BUNDLE).href);
process.exitCode = await main(process.argv.slice(2));
