// @ts-check
/**
 * Puts what runs in an image, and nothing else, into an empty folder: the bundle, what it reads, and LMDB, which is no part
 * of the bundle. Takes what `npm run build` has built. The same sources give the same bytes, modes and times: all times are
 * SOURCE_DATE_EPOCH.
 *
 *     node tools/lay-out-image.mjs FOLDER
 */
import { chmod, cp, lutimes, mkdir, readFile, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The CRDs are what `stowage schema` prints, the examples what rules can be tried on. */
const PARTS = ['LICENSE', 'NOTICE', 'bin', 'dist/bundle', 'examples', 'package.json', 'schemas/generated/crds'];

/** Maps are for who changes the code. What V8 compiled is not the same twice, and a start without it takes a second more. */
const LEFT_OUT = ['.map', '.cache'];

/** Left out of the bundle by tools/bundle.mjs. */
const OUTSIDE = ['lmdb'];

const PROGRAMS = ['bin/stowage'];

const [folder] = process.argv.slice(2);
if (folder === undefined || existsSync(folder)) {
  console.error('Say a folder that is not there yet: node tools/lay-out-image.mjs FOLDER');
  process.exitCode = 2;
} else {
  for (const part of PARTS) await copy(part);
  for (const library of await withDependencies(OUTSIDE)) await copy(`node_modules/${library}`);
  const time = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0);
  await settle(folder, time);
}

/** @param {string} part */
async function copy(part) {
  const target = path.join(/** @type {string} */ (folder), part);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(path.join(ROOT, part), target, {
    recursive: true,
    filter: (file) => !LEFT_OUT.includes(path.extname(file)),
  });
}

/**
 * The libraries and all that they need, sorted: what is optional only where npm has installed it, for this platform.
 * @param {readonly string[]} libraries
 */
async function withDependencies(libraries) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {string} name */
  const visit = async (name) => {
    const manifest = path.join(ROOT, 'node_modules', name, 'package.json');
    if (found.has(name) || !existsSync(manifest)) return;
    found.add(name);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(await readFile(manifest, 'utf8'));
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) await visit(needed);
  };
  for (const library of libraries) await visit(library);
  return [...found].sort();
}

/**
 * Modes and times, innermost first: what is put into a folder changes its time.
 * @param {string} at
 * @param {number} time seconds
 */
async function settle(at, time) {
  for (const entry of await readdir(at, { withFileTypes: true })) {
    const inner = path.join(at, entry.name);
    if (entry.isDirectory()) await settle(inner, time);
    else {
      const relative = path.relative(/** @type {string} */ (folder), inner);
      await chmod(inner, PROGRAMS.includes(relative) ? 0o755 : 0o644);
      await lutimes(inner, time, time);
    }
  }
  await chmod(at, 0o755);
  await lutimes(at, time, time);
}
