import fs from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import git from 'isomorphic-git';
import { isAbsolute, join, resolve } from 'node:path';
import type { Finding } from '../../core/model/finding.ts';
import { unreadable } from './source-findings.ts';

export interface LocalRepository {
  /** The folder with `HEAD`. */
  readonly gitdir: string;
  /** The folder with objects and refs: another one where the work tree was added by git-worktree(1). */
  readonly commonDir: string;
}

/** Finds the repository at a path: a work tree, a bare repository, or a linked work tree. Else says why it is none. */
export async function locateRepository(path: string): Promise<LocalRepository | Finding> {
  if (!(await isFolder(path))) {
    return unreadable(`${path} is not a folder`, 'name the folder of a Git repository, or its http(s) URL');
  }
  const gitdir = (await gitdirOf(path)) ?? path;
  const commonDir = await commonDirOf(gitdir);
  if (!(await isFolder(join(commonDir, 'objects'))) || !(await exists(join(gitdir, 'HEAD')))) {
    return unreadable(
      `${path} is not a Git repository`,
      'name the top folder of one, or make it one: `stowage init` or `git init`',
    );
  }
  return (await unsupported(path, commonDir)) ?? { gitdir, commonDir };
}

async function gitdirOf(path: string): Promise<string | undefined> {
  const dotGit = join(path, '.git');
  if (await isFolder(dotGit)) return dotGit;
  const pointer = /^gitdir: (.+?)\s*$/.exec(await readText(dotGit));
  return pointer?.[1] === undefined ? undefined : resolve(path, pointer[1]);
}

async function commonDirOf(gitdir: string): Promise<string> {
  const common = (await readText(join(gitdir, 'commondir'))).trim();
  if (common === '') return gitdir;
  return isAbsolute(common) ? common : join(gitdir, common);
}

/** What Git has and the library has not; each would otherwise fail as a missing ref or object, and nobody knew why. */
async function unsupported(path: string, commonDir: string): Promise<Finding | undefined> {
  const setting = async (name: string): Promise<string> =>
    String((await git.getConfig({ fs, gitdir: commonDir, path: name })) ?? '').toLowerCase();
  if ((await setting('extensions.objectformat')) === 'sha256') {
    return unreadable(`${path} names its objects by SHA-256, which is not read`, 'use a repository with SHA-1 names');
  }
  if ((await setting('extensions.refstorage')) === 'reftable') {
    return unreadable(
      `${path} keeps its refs in a reftable, which is not read`,
      'run `git refs migrate --ref-format=files`',
    );
  }
  if ((await readText(join(commonDir, 'objects', 'info', 'alternates'))).trim() !== '') {
    return unreadable(
      `${path} borrows objects from another repository, which is not read`,
      'run `git repack -a -d` and delete objects/info/alternates, or clone it without --shared and --reference',
    );
  }
  return undefined;
}

/** The text of a small file; empty where there is none. */
async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
