// @ts-check
import { cp, mkdir, mkdtemp, readdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fs from 'node:fs';
import git from 'isomorphic-git';

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
  const author = { name: 'Restart test', email: 'restart@example.org' };
  await git.commit({ fs, dir: repository, message: 'Declare the rack pair', author });
  const state = join(folder, 'state');
  await mkdir(state);
  return { repository, state, log: join(folder, 'serve.log') };
}
