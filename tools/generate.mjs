// @ts-check
/**
 * Writes what is derived from the sources of truth, or with --check tells where the committed files differ from it.
 *
 *     node tools/generate.mjs [--check] [--root DIR]
 *
 * --root says where the derived files lie (default: this repository). Exit status: 0 nothing to do or written,
 * 1 drift found, 2 could not run.
 */
import { parseArgs } from 'node:util';
import { generators } from './generators/all.mjs';
import { findDrift, writeOutputs } from './generators/outputs.mjs';
import { repositoryRoot } from './generators/schema-source.mjs';

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, root: { type: 'string', default: repositoryRoot } },
});

try {
  const outputs = await Promise.all(
    generators.map(async ({ generate, owns = [] }) => ({ owns, files: await generate(repositoryRoot) })),
  );
  if (options.check) {
    const drifted = await findDrift(options.root, outputs);
    for (const { path, reason } of drifted) console.error(`${path}: ${reason}`);
    if (drifted.length > 0) {
      console.error('Run `npm run generate` and commit what it writes.');
      process.exitCode = 1;
    }
  } else {
    for (const path of await writeOutputs(options.root, outputs)) console.log(path);
  }
} catch (error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  process.exitCode = 2;
}
