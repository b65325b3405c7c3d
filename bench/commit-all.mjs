// @ts-check
import fs from 'node:fs';
import git from 'isomorphic-git';

/** Makes what a folder holds the newest commit of its repository. @param {string} dir */
export async function commitAll(dir) {
  await git.init({ fs, dir, defaultBranch: 'main' });
  await git.add({ fs, dir, filepath: '.' });
  const author = { name: 'Benchmark', email: 'benchmark@example.org' };
  await git.commit({ fs, dir, message: 'Declare the fleet', author });
}
