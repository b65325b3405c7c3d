/**
 * Bare repositories in a folder, numbered. The highest with a verified ref is the current one and is never changed
 * again: what is fetched goes into the next, which begins as a copy of it and becomes current by its verified ref alone.
 * So no failed or truncated fetch, and no crash, can touch what was verified; see docs/decisions/0005-git-without-a-work-tree.md.
 */
import fs from 'node:fs';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import git from 'isomorphic-git';
import { join } from 'node:path';
import type { CommitId } from '../../core/model/ids.ts';

export interface Generation {
  readonly gitdir: string;
  readonly commit: CommitId;
}

export interface Draft {
  readonly gitdir: string;
  /** Whether a commit is here already; {@link baseRef} names it then. */
  readonly hasBase: boolean;
  readonly baseRef: string;
  /** Makes it the current one. Call when everything of the commit was checked. */
  adopt(commit: CommitId): Promise<Generation>;
  discard(): Promise<void>;
}

const VERIFIED_REF = 'refs/stowage/verified';
const BASE_REF = 'refs/stowage/base';

/** Fetches add packs and nothing puts them together: after so many, everything is fetched anew into one. */
const MAX_PACKS = 20;

/** The newest verified commit; `undefined` where there is none yet. */
export async function currentGeneration(folder: string): Promise<Generation | undefined> {
  for (const number of await generations(folder)) {
    const gitdir = gitdirOf(folder, number);
    const commit = await git.resolveRef({ fs, gitdir, ref: VERIFIED_REF }).catch(() => undefined);
    if (commit !== undefined) return { gitdir, commit: commit as CommitId };
  }
  return undefined;
}

/** A new generation to fetch into, on top of the current one or of nothing. Removes what crashes left. */
export async function draftGeneration(folder: string, base: Generation | undefined): Promise<Draft> {
  const existing = await generations(folder);
  const current = await currentGeneration(folder);
  for (const number of existing) {
    if (gitdirOf(folder, number) !== current?.gitdir) await rm(gitdirOf(folder, number), { recursive: true });
  }
  const gitdir = gitdirOf(folder, (existing[0] ?? 0) + 1);
  await git.init({ fs, dir: gitdir, bare: true, defaultBranch: 'main' });
  // The library wants to be told where to note what it fetched. The URL, which may hold credentials, is written nowhere.
  await git.setConfig({ fs, gitdir, path: 'remote.origin.fetch', value: '+refs/heads/*:refs/remotes/origin/*' });
  const hasBase = base !== undefined && (await packFiles(base.gitdir)).length < MAX_PACKS;
  if (hasBase) await copyObjects(base, gitdir);
  return {
    gitdir,
    hasBase,
    baseRef: BASE_REF,
    adopt: async (commit) => {
      await git.writeRef({ fs, gitdir, ref: VERIFIED_REF, value: commit, force: true });
      if (current) await rm(current.gitdir, { recursive: true });
      return { gitdir, commit };
    },
    discard: () => rm(gitdir, { recursive: true }),
  };
}

const gitdirOf = (folder: string, generation: number): string => join(folder, `${String(generation)}.git`);

/** Highest first. */
async function generations(folder: string): Promise<readonly number[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return (await readdir(folder))
    .flatMap((name) => (/^\d{1,15}\.git$/.test(name) ? [Number(name.slice(0, -'.git'.length))] : []))
    .sort((one, other) => other - one);
}

const packFolder = (gitdir: string): string => join(gitdir, 'objects', 'pack');

async function packFiles(gitdir: string): Promise<readonly string[]> {
  return (await readdir(packFolder(gitdir))).filter((name) => name.endsWith('.pack'));
}

/** Packs never change, so both generations can have the same file. */
async function copyObjects(base: Generation, gitdir: string): Promise<void> {
  for (const pack of await packFiles(base.gitdir)) {
    for (const name of [pack, pack.replace(/\.pack$/, '.idx')]) {
      const from = join(packFolder(base.gitdir), name);
      const to = join(packFolder(gitdir), name);
      await link(from, to).catch(() => copyFile(from, to));
    }
  }
  await copyFile(join(base.gitdir, 'shallow'), join(gitdir, 'shallow')).catch(() => undefined);
  await git.writeRef({ fs, gitdir, ref: BASE_REF, value: base.commit, force: true });
}
