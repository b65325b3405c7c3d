// @ts-check
import { cp, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fs from 'node:fs';
import git from 'isomorphic-git';

const AUTHOR = { name: 'Cluster rig', email: 'cluster@stowage.example' };
const EXAMPLE = fileURLToPath(new URL('../../examples/rack-pair/', import.meta.url));
const DECLARED = fileURLToPath(new URL('declared/', import.meta.url));

/**
 * A Git repository of the rack pair with what the flows want besides. Flows may commit to it.
 * @param {string} folder must not exist yet
 */
export async function makeRepository(folder) {
  for (const from of [EXAMPLE, DECLARED]) await cp(from, folder, { recursive: true });
  await git.init({ fs, dir: folder, defaultBranch: 'main' });
  await commitAll(folder, 'Declare the rack pair');
}

/**
 * Commits the folder as it is now, with what was added, changed and taken away.
 * @param {string} folder
 * @param {string} message
 */
export async function commitAll(folder, message) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  for (const filepath of files) if (!filepath.startsWith('.git')) await git.add({ fs, dir: folder, filepath });
  for (const filepath of await git.listFiles({ fs, dir: folder })) {
    if (!files.includes(filepath)) await git.remove({ fs, dir: folder, filepath });
  }
  return git.commit({ fs, dir: folder, message, author: AUTHOR });
}
