// @ts-check
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url));

/**
 * A module of the sources, not of dist/, put into one file with all that it imports, because Node 20 reads no TypeScript.
 * @param {string} name of the folder under .cache/ that the file is put into
 * @param {URL} entry
 */
export async function importSources(name, entry) {
  await mkdir(join(CACHE, name), { recursive: true });
  const outfile = join(CACHE, name, 'main.mjs');
  await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outfile,
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}
