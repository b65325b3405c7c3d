// @ts-check
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @typedef {{ readonly owns: readonly string[], readonly files: ReadonlyMap<string, string> }} Output */
/** @typedef {{ readonly path: string, readonly reason: string }} Drift */

/**
 * Files that are not what the sources say, sorted by path.
 *
 * @param {string} root
 * @param {readonly Output[]} outputs
 * @returns {Promise<readonly Drift[]>}
 */
export async function findDrift(root, outputs) {
  /** @type {Drift[]} */
  const drifted = [];
  for (const { files, owns } of outputs) {
    for (const [path, expected] of files) {
      const committed = await readIfThere(join(root, path));
      if (committed === undefined) drifted.push({ path, reason: 'missing' });
      else if (committed !== expected) drifted.push({ path, reason: 'differs from what its sources say' });
    }
    for (const path of await leftovers(root, owns, files)) drifted.push({ path, reason: 'no longer generated' });
  }
  return drifted.sort(byPath);
}

/**
 * Makes the files be what the sources say. Answers the paths that changed.
 *
 * @param {string} root
 * @param {readonly Output[]} outputs
 * @returns {Promise<readonly string[]>}
 */
export async function writeOutputs(root, outputs) {
  const drifted = await findDrift(root, outputs);
  const expected = new Map(outputs.flatMap(({ files }) => [...files]));
  for (const { path } of drifted) {
    const text = expected.get(path);
    if (text === undefined) await rm(join(root, path));
    else {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }
  return drifted.map(({ path }) => path);
}

/**
 * @param {string} root
 * @param {readonly string[]} owns
 * @param {ReadonlyMap<string, string>} files
 */
async function leftovers(root, owns, files) {
  /** @type {string[]} */
  const found = [];
  for (const owned of owns) {
    for (const path of await filesUnder(root, owned)) if (!files.has(path)) found.push(path);
  }
  return found;
}

/**
 * The path itself where it is a file, every file below it where it is a folder.
 *
 * @param {string} root
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesUnder(root, path) {
  const kind = await stat(join(root, path)).catch(noneWhereMissing);
  if (kind === undefined) return [];
  if (kind.isFile()) return [path];
  const names = await readdir(join(root, path));
  return (await Promise.all(names.map((name) => filesUnder(root, `${path}/${name}`)))).flat();
}

/** @param {string} path */
const readIfThere = (path) => readFile(path, 'utf8').catch(noneWhereMissing);

/**
 * @param {NodeJS.ErrnoException} error
 * @returns {undefined}
 */
function noneWhereMissing(error) {
  if (error.code !== 'ENOENT') throw error;
}

/**
 * @param {Drift} a
 * @param {Drift} b
 */
const byPath = (a, b) => (a.path < b.path ? -1 : 1);
