import type { CommitId } from '../../core/model/ids.ts';
import { MODE, readCommit, readTree } from './commit-objects.ts';
import type { ObjectDatabase } from './objects/object-database.ts';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';

/** An object database that remembers what was read through it. */
export interface TrackedObjects extends ObjectDatabase {
  readonly seen: ReadonlySet<string>;
}

export function trackObjects(objects: ObjectDatabase): TrackedObjects {
  const seen = new Set<string>();
  return {
    seen,
    read: async (oid, type, most) => {
      const found = await objects.read(oid, type, most);
      seen.add(oid);
      return found;
    },
  };
}

/**
 * Reads whatever of the commit was not read yet, each object once: then all of it is there and is what it is called. A
 * blob too large to be read by anyone is only looked up.
 * @throws SourceError `corrupt`, `too-large`
 */
export async function checkCommit(objects: TrackedObjects, commit: CommitId): Promise<void> {
  const { tree } = await readCommit(objects, commit);
  const trees = [tree];
  const checked = new Set(trees);
  for (let oid = trees.pop(); oid !== undefined; oid = trees.pop()) {
    for (const entry of await readTree(objects, oid)) {
      if (entry.mode === MODE.folder && !checked.has(entry.oid)) {
        checked.add(entry.oid);
        trees.push(entry.oid);
      }
      const isBlob = entry.mode !== MODE.folder && entry.mode !== MODE.submodule;
      if (isBlob && !objects.seen.has(entry.oid)) await objects.read(entry.oid, 'blob', DEFAULT_LIMITS.fileBytes);
    }
  }
}
