// @ts-check
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fs from 'node:fs';
import git from 'isomorphic-git';

const AUTHOR = { name: 'Restart test', email: 'restart@example.org' };
const EXAMPLE = fileURLToPath(new URL('../../examples/rack-pair', import.meta.url));

/**
 * A repository with the rack pair in its first commit, and an empty state folder, in a folder of their own.
 * @returns {Promise<import('./server.mjs').Installation>}
 */
export async function install() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stowage-restart-')));
  const repository = join(folder, 'repository');
  await cp(EXAMPLE, repository, { recursive: true });
  await git.init({ fs, dir: repository, defaultBranch: 'main' });
  for (const entry of await readdir(EXAMPLE, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    await git.add({ fs, dir: repository, filepath: relative(EXAMPLE, join(entry.parentPath, entry.name)) });
  }
  await git.commit({ fs, dir: repository, message: 'Declare the rack pair', author: AUTHOR });
  const state = join(folder, 'state');
  await mkdir(state);
  return { repository, state, log: join(folder, 'serve.log') };
}

/**
 * Commits a change that touches no volume.
 * @param {import('./server.mjs').Installation} installation
 * @param {number} count so that every change is one
 */
export async function commitChange({ repository }, count) {
  const filepath = 'backend.yaml';
  const file = join(repository, filepath);
  const before = await readFile(file, 'utf8');
  const after = before.replace(/labels: \{ hall: [a-z0-9-]+ \}/, `labels: { hall: hall-${String(count)} }`);
  if (after === before) throw new Error(`${filepath} has no label to change`);
  await writeFile(file, after);
  await git.add({ fs, dir: repository, filepath });
  await git.commit({ fs, dir: repository, message: `Rename the hall, ${String(count)}`, author: AUTHOR });
}

/** @param {import('./server.mjs').Installation} installation */
export const headOf = ({ repository }) => git.resolveRef({ fs, dir: repository, ref: 'HEAD' });
