// @ts-check
/**
 * Holds the CEL of rules against what others wrote of CEL:
 *
 *     npm run test:cel [-- conformance kubernetes differential]
 *
 * `conformance` is the official suite of cel-spec, `kubernetes` what the documentation of Kubernetes shows, `differential`
 * random rules that @bufbuild/cel evaluates too; without names all three. `FAST_CHECK_SEED` gives the random rules another
 * seed. What runs are the sources, not dist/, put into one file because Node 20 reads no TypeScript. Ends with
 * `N passed, N failed`; exit status 0 all went as it should, 1 something did not, 2 there is no such part.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUNDLE = join(ROOT, '.cache', 'test-cel', 'main.mjs');

await mkdir(join(ROOT, '.cache', 'test-cel'), { recursive: true });
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
process.exitCode = main(process.argv.slice(2));
