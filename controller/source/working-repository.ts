import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import fs from 'node:fs';
import path from 'node:path';
import git from 'isomorphic-git';

/** A local Git repository that commits are made in: what `stowage init` and the demonstration work with. */
export interface WorkingRepository {
  readonly directory: string;
  /** The text of a file in the work tree; `undefined` where there is none. */
  read(file: string): Promise<string | undefined>;
  /** Writes, removes (`undefined`) and commits the files. Returns the commit, 40 hex digits. */
  commit(files: Readonly<Record<string, string | undefined>>, message: string): Promise<string>;
}

/** Whom commits are by, unless the repository's own configuration says otherwise. */
const AUTHOR = { name: 'Stowage', email: 'stowage@localhost' };

/** Opens the repository in a folder, and makes one with the branch `main` where there is none. */
export async function openWorkingRepository(directory: string): Promise<WorkingRepository> {
  if (!existsSync(path.join(directory, '.git'))) {
    await mkdir(directory, { recursive: true });
    await git.init({ fs, dir: directory, defaultBranch: 'main' });
  }
  return {
    directory,
    read: (file) => readFile(path.join(directory, file), 'utf8').catch(() => undefined),
    commit: async (files, message) => {
      for (const [file, text] of Object.entries(files)) {
        if (text === undefined) await removeFile(directory, file);
        else await addFile(directory, file, text);
      }
      return git.commit({ fs, dir: directory, message, author: AUTHOR });
    },
  };
}

async function addFile(directory: string, file: string, text: string): Promise<void> {
  const target = path.join(directory, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
  await git.add({ fs, dir: directory, filepath: file });
}

async function removeFile(directory: string, file: string): Promise<void> {
  await rm(path.join(directory, file), { force: true });
  await git.remove({ fs, dir: directory, filepath: file });
}
