import type { CommitId } from '../../core/model/ids.ts';
import type { ObjectType } from './objects/git-object.ts';
import type { ObjectDatabase } from './objects/object-database.ts';
import { SourceError } from './source.ts';

export interface Commit {
  readonly tree: string;
  /** The first line of the message, without control characters, cut where it is very long. */
  readonly subject: string;
}

export interface TreeEntry {
  readonly name: string;
  /** As in Git: `100644`, `100755`, `120000` a symbolic link, `160000` a submodule, `40000` a tree. */
  readonly mode: string;
  readonly oid: string;
}

export const MODE = {
  folder: '40000',
  file: '100644',
  executable: '100755',
  link: '120000',
  submodule: '160000',
} as const;

const MAX_SUBJECT = 200;
const OID_BYTES = 20;

/** A tree has some 40 bytes per entry. */
const MAX_TREE_BYTES = 32 * 2 ** 20;
const MAX_COMMIT_BYTES = 2 ** 20;

/** @throws SourceError `corrupt`, `too-large` */
export async function readCommit(objects: ObjectDatabase, oid: CommitId): Promise<Commit> {
  const commit = parseCommit(await readWhole(objects, oid, 'commit', MAX_COMMIT_BYTES));
  if (!commit) throw new SourceError('corrupt', `commit ${oid} is not written as commits are`);
  return commit;
}

/** @throws SourceError `corrupt`, `too-large` */
export async function readTree(objects: ObjectDatabase, oid: string): Promise<readonly TreeEntry[]> {
  const entries = parseTree(await readWhole(objects, oid, 'tree', MAX_TREE_BYTES));
  if (!entries) throw new SourceError('corrupt', `tree ${oid} is not written as trees are`);
  return entries;
}

async function readWhole(objects: ObjectDatabase, oid: string, type: ObjectType, most: number): Promise<Buffer> {
  const found = await objects.read(oid, type, most);
  if (found.kind === 'object') return found.bytes;
  throw new SourceError(
    'too-large',
    `${type} ${oid} has ${String(found.size)} bytes; at most ${String(most)} are read`,
  );
}

/** Source: git-commit-tree(1): headers, an empty line, the message. `undefined` where it is none. */
export function parseCommit(bytes: Buffer): Commit | undefined {
  const text = bytes.toString('utf8');
  const tree = /^tree ([0-9a-f]{40})\n/.exec(text)?.[1];
  if (tree === undefined) return undefined;
  const end = text.indexOf('\n\n');
  const message = end === -1 ? '' : text.slice(end + 2).trimStart();
  const [subject = ''] = message.split('\n', 1);
  return {
    tree,
    subject: subject
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, MAX_SUBJECT),
  };
}

/** Source: gitformat-pack and git-mktree(1): `MODE NAME\0` and 20 bytes, again and again. `undefined` where it is none. */
export function parseTree(buffer: Buffer): readonly TreeEntry[] | undefined {
  const entries: TreeEntry[] = [];
  let start = 0;
  while (start < buffer.length) {
    const space = buffer.indexOf(0x20, start);
    const zero = buffer.indexOf(0x00, start);
    const end = zero + 1 + OID_BYTES;
    if (space === -1 || zero < space || end > buffer.length) return undefined;
    entries.push({
      mode: buffer.toString('latin1', start, space),
      name: buffer.toString('utf8', space + 1, zero),
      oid: buffer.toString('hex', zero + 1, end),
    });
    start = end;
  }
  return entries;
}
