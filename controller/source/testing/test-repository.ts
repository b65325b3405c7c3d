import fs from 'node:fs';
import git from 'isomorphic-git';
import type { CommitId } from '../../../core/model/ids.ts';

/** What stands at a path: text of a regular file, or an entry of another mode. */
export type TestEntry =
  | string
  | Uint8Array
  | { readonly mode: '100755' | '120000'; readonly content: string }
  | { readonly mode: '160000'; readonly oid: string };

export type TestTree = Readonly<Record<string, TestEntry>>;

/** A bare repository that tests write commits into, object by object: so it can hold what no work tree would. */
export interface TestRepository {
  readonly gitdir: string;
  /** Commits the whole of a tree on top of what `ref` names; it moves there. */
  commit(tree: TestTree, options?: { readonly message?: string; readonly ref?: string }): Promise<CommitId>;
}

export async function createTestRepository(gitdir: string): Promise<TestRepository> {
  await git.init({ fs, dir: gitdir, bare: true, defaultBranch: 'main' });
  return {
    gitdir,
    commit: async (tree, { message = 'Change', ref = 'refs/heads/main' } = {}) => {
      const parent = await git.resolveRef({ fs, gitdir, ref }).then(
        (oid) => [oid],
        () => [],
      );
      const oid = await writeCommit(gitdir, await writeTree(gitdir, tree), parent, message);
      await git.writeRef({ fs, gitdir, ref, value: oid, force: true });
      return oid as CommitId;
    },
  };
}

async function writeCommit(gitdir: string, tree: string, parent: string[], message: string): Promise<string> {
  const person = { name: 'A', email: 'a@example.org', timestamp: 1_700_000_000, timezoneOffset: 0 };
  return git.writeCommit({ fs, gitdir, commit: { tree, parent, author: person, committer: person, message } });
}

async function writeTree(gitdir: string, tree: TestTree): Promise<string> {
  const folders = new Map<string, Record<string, TestEntry>>();
  const entries: { mode: string; path: string; oid: string; type: 'blob' | 'tree' | 'commit' }[] = [];
  for (const [path, entry] of Object.entries(tree)) {
    const slash = path.indexOf('/');
    if (slash === -1) entries.push({ path, ...(await writeEntry(gitdir, entry)) });
    else {
      const folder = folders.get(path.slice(0, slash)) ?? {};
      folder[path.slice(slash + 1)] = entry;
      folders.set(path.slice(0, slash), folder);
    }
  }
  for (const [path, folder] of folders) {
    entries.push({ path, mode: '040000', type: 'tree', oid: await writeTree(gitdir, folder) });
  }
  return git.writeTree({ fs, gitdir, tree: entries });
}

async function writeEntry(
  gitdir: string,
  entry: TestEntry,
): Promise<{ mode: string; oid: string; type: 'blob' | 'commit' }> {
  const blob = (content: Uint8Array): Promise<string> => git.writeBlob({ fs, gitdir, blob: content });
  if (typeof entry === 'string') return { mode: '100644', type: 'blob', oid: await blob(Buffer.from(entry)) };
  if (entry instanceof Uint8Array) return { mode: '100644', type: 'blob', oid: await blob(entry) };
  if (entry.mode === '160000') return { mode: entry.mode, type: 'commit', oid: entry.oid };
  return { mode: entry.mode, type: 'blob', oid: await blob(Buffer.from(entry.content)) };
}
