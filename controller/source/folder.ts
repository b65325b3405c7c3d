import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { collectFiles, isHiddenName, isYamlName } from './file-collector.ts';
import type { FileCollector, SourceBounds } from './file-collector.ts';
import { SourceError } from './source.ts';
import type { Source, SourceTree } from './source.ts';
import { fileTooLarge, irregularFile, irregularFolder, tooManyFiles, unreadable } from './source-findings.ts';

const MAX_DEPTH = 64;

/**
 * A plain folder, or one file, as it lies on disk, for what was not committed yet. It has no commit: in its place stands
 * the SHA-1 of what was read, so it changes when a file does.
 */
export function openFolder(options: { readonly folder: string; readonly bounds?: SourceBounds }): Source {
  const { folder, bounds } = options;
  let last: SourceTree | undefined;
  const readNow = async (): Promise<SourceTree | readonly Finding[]> => {
    const tree = await readFolder(folder, collectFiles(bounds));
    if ('commit' in tree) last = tree;
    return tree;
  };
  return {
    describe: () => folder,
    head: async () => {
      const tree = await readNow();
      return 'commit' in tree ? { kind: 'commit', commit: tree.commit } : { kind: 'nothing', findings: tree };
    },
    read: async (commit) => {
      if (last?.commit === commit) return last;
      const tree = await readNow();
      if ('commit' in tree) return tree;
      throw new SourceError('io', `${folder} cannot be read any more: ${tree[0]?.message ?? 'it is gone'}`);
    },
  };
}

async function readFolder(folder: string, collector: FileCollector): Promise<SourceTree | readonly Finding[]> {
  try {
    const top = await realpath(folder); // A link that was named is meant; links inside are not followed.
    if ((await stat(top)).isDirectory()) await collectFolder(top, '', collector, 0);
    else collectFile(dirname(top), basename(top), collector);
  } catch (cause) {
    return [
      unreadable(`${folder} cannot be read: ${reasonOf(cause)}`, 'name a folder of YAML files, or one such file'),
    ];
  }
  const { files, findings } = collector.finish(folder);
  const digest = createHash('sha1');
  for (const { path, text } of files) digest.update(`${path}\0${String(text.length)}\0${text}`);
  const commit = digest.digest('hex') as CommitId;
  return { commit, ref: 'the folder as it lies', subject: `files in ${folder}`, files, findings };
}

async function collectFolder(top: string, folder: string, collector: FileCollector, depth: number): Promise<void> {
  if (depth > MAX_DEPTH) {
    collector.refuse(tooManyFiles(folder, `${String(MAX_DEPTH)} levels of folders`));
    return;
  }
  const entries = await readdir(join(top, folder), { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (collector.isFull()) return;
    if (isHiddenName(entry.name)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) await collectFolder(top, path, collector, depth + 1);
    else if (isYamlName(entry.name)) collectFile(top, path, collector);
    else if (entry.isSymbolicLink() && (await leadsToFolder(join(top, path)))) {
      collector.refuse(irregularFolder(path, 'a symbolic link to a folder'));
    }
  }
}

/**
 * Without following a link, not even one that was put in place after the folder was listed. At once, because waiting for
 * each call takes ten times as long as the call, and nobody else waits.
 */
function collectFile(top: string, path: string, collector: FileCollector): void {
  const what = kindOf(lstatSync(join(top, path)));
  if (what !== undefined) {
    collector.refuse(irregularFile(path, what));
    return;
  }
  const file = openSync(join(top, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    const { fileBytes } = collector.bounds;
    if (size > fileBytes) collector.refuse(fileTooLarge(path, size, fileBytes));
    else collector.add(path, readFileSync(file));
  } finally {
    closeSync(file);
  }
}

/** What it is instead of a regular file; `undefined` for one. */
function kindOf(entry: Pick<Dirent, 'isFile' | 'isSymbolicLink' | 'isDirectory'>): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isSymbolicLink()) return 'a symbolic link';
  return entry.isDirectory() ? 'a folder' : 'a device, socket or pipe';
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return cause instanceof Error ? cause.message : String(cause);
}
