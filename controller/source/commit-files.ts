/**
 * The YAML files of one commit, blob by blob out of the object database. There is no work tree: nothing of the
 * repository is ever written to disk as a file, so no link, no path and no hook of it can lead anywhere.
 */
import type { CommitId } from '../../core/model/ids.ts';
import { collectFiles, isHiddenName, isYamlName } from './file-collector.ts';
import type { FileCollector, SourceBounds } from './file-collector.ts';
import { MODE, readCommit, readTree } from './commit-objects.ts';
import type { TreeEntry } from './commit-objects.ts';
import type { ObjectDatabase } from './objects/object-database.ts';
import type { SourceTree } from './source.ts';
import {
  fileTooLarge,
  irregularFile,
  irregularFolder,
  notFollowed,
  pathNotFound,
  tooManyFiles,
} from './source-findings.ts';

export interface CommitToRead {
  readonly objects: ObjectDatabase;
  readonly commit: CommitId;
  readonly ref: string;
  /** Folder to read, as {@link normalPath} gives it. */
  readonly path: string;
  /** The repository, in words. */
  readonly repository: string;
  readonly bounds?: SourceBounds;
}

/** Trees can name each other so that a small repository has more paths than can be walked. */
const MAX_ENTRIES = 200_000;
const MAX_DEPTH = 64;
const MAX_LINK_BYTES = 4096;
const MAX_CACHED_TREES = 1024;

interface Walk {
  readonly objects: ObjectDatabase;
  /** The tree of the commit. */
  readonly root: string;
  readonly collector: FileCollector;
  /** What was read lately: a repository made to be endless names the same trees again and again. */
  readonly trees: Map<string, readonly TreeEntry[]>;
  entriesLeft: number;
}

/** @throws SourceError `corrupt` */
export async function readCommitFiles(reading: CommitToRead): Promise<SourceTree> {
  const { objects, commit, ref, path, repository, bounds } = reading;
  const { tree, subject } = await readCommit(objects, commit);
  const collector = collectFiles(bounds);
  const walk: Walk = { objects, root: tree, collector, trees: new Map(), entriesLeft: MAX_ENTRIES };

  const start = await findEntry(walk, path);
  if (start?.mode !== MODE.folder) {
    return { commit, ref, subject, files: [], findings: [pathNotFound(repository, path, start !== undefined)] };
  }
  await walkFolder(walk, await entriesOf(walk, start.oid), path, 0);
  const where = path === '' ? repository : `${path} of ${repository}`;
  if (walk.entriesLeft <= 0) collector.refuse(tooManyFiles(where, `${String(MAX_ENTRIES)} files and folders`));
  return { commit, ref, subject, ...collector.finish(where) };
}

/** A path as the tree has it: no leading `./`, no doubled or trailing slashes. `undefined` where it leads outside. */
export function normalPath(path: string): string | undefined {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.includes('..') ? undefined : segments.join('/');
}

/** The entry at a path; the root itself for the empty path. */
async function findEntry(walk: Walk, path: string): Promise<Pick<TreeEntry, 'mode' | 'oid'> | undefined> {
  let found: Pick<TreeEntry, 'mode' | 'oid'> | undefined = { mode: MODE.folder, oid: walk.root };
  for (const segment of path === '' ? [] : path.split('/')) {
    if (found?.mode !== MODE.folder) return undefined;
    const entries: readonly TreeEntry[] = await entriesOf(walk, found.oid);
    found = entries.find(({ name }) => name === segment);
  }
  return found;
}

async function entriesOf(walk: Walk, oid: string): Promise<readonly TreeEntry[]> {
  const known = walk.trees.get(oid);
  if (known) return known;
  const entries = await readTree(walk.objects, oid);
  if (walk.trees.size >= MAX_CACHED_TREES) walk.trees.clear();
  walk.trees.set(oid, entries);
  return entries;
}

async function walkFolder(walk: Walk, entries: readonly TreeEntry[], folder: string, depth: number): Promise<void> {
  if (depth > MAX_DEPTH) {
    walk.collector.refuse(tooManyFiles(folder, `${String(MAX_DEPTH)} levels of folders`));
    return;
  }
  for (const entry of entries) {
    walk.entriesLeft -= 1;
    if (walk.entriesLeft <= 0 || walk.collector.isFull()) return;
    if (isHiddenName(entry.name)) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.mode === MODE.folder) await walkFolder(walk, await entriesOf(walk, entry.oid), path, depth + 1);
    else await collectEntry(walk, entry, path);
  }
}

async function collectEntry(walk: Walk, { name, mode, oid }: TreeEntry, path: string): Promise<void> {
  const isYaml = isYamlName(name);
  switch (mode) {
    case MODE.file:
    case MODE.executable:
      if (isYaml) await collectBlob(walk, oid, path);
      return;
    case MODE.link:
      if (isYaml) walk.collector.refuse(irregularFile(path, 'a symbolic link'));
      else await refuseFolderLink(walk, oid, path);
      return;
    case MODE.submodule:
      walk.collector.refuse(isYaml ? irregularFile(path, 'a submodule') : notFollowed(path, 'a submodule'));
      return;
    default:
      if (isYaml) walk.collector.refuse(irregularFile(path, `of mode ${mode}`));
  }
}

async function collectBlob({ objects, collector }: Walk, oid: string, path: string): Promise<void> {
  const { fileBytes } = collector.bounds;
  const blob = await objects.read(oid, 'blob', fileBytes);
  if (blob.kind === 'object') collector.add(path, blob.bytes);
  else collector.refuse(fileTooLarge(path, blob.size, fileBytes));
}

/** A link to a folder hides the files that a reader of the repository sees there. */
async function refuseFolderLink(walk: Walk, oid: string, path: string): Promise<void> {
  const target = await walk.objects.read(oid, 'blob', MAX_LINK_BYTES);
  const inside = target.kind === 'object' ? resolveLink(path, target.bytes.toString('utf8')) : undefined;
  if (inside === undefined) {
    walk.collector.refuse(notFollowed(path, 'a symbolic link out of the repository'));
  } else if ((await findEntry(walk, inside))?.mode === MODE.folder) {
    walk.collector.refuse(irregularFolder(path, 'a symbolic link to a folder'));
  }
}

/** Where a link leads, from the top of the repository; `undefined` for out of it. */
function resolveLink(path: string, target: string): string | undefined {
  if (target.startsWith('/')) return undefined;
  const segments = path.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
