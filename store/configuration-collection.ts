/**
 * Takes away what no kept revision uses. Proposals skip chunks that are there already, so one must not lose a chunk
 * between looking at it and pointing to it: every deletion writes {@link COLLECTION_KEY}, on which proposals have a
 * condition, and has a condition on {@link PROPOSED_KEY}, which proposals write. Whichever comes second starts over.
 */
import type { RevisionNumber } from '../core/model/ids.ts';
import { ACTIVE_KEY, CHUNK_PREFIX, COLLECTION_KEY, PROPOSED_KEY, REVISION_PREFIX, VERDICT_PREFIX } from './keys.ts';
import { chunkKey, numberOfKey } from './keys.ts';
import { pointerRecord, revisionRecord } from './revision-records.ts';
import { FENCE_KEYS, MAX_TRANSACTION_KEYS } from './store.ts';
import type { Condition, Entry, Store, Write } from './store.ts';

/** So many of the newest revisions are kept, and the active one. */
export const KEPT_REVISIONS = 10;

/** Beside the two keys of the guard. */
const DELETIONS_PER_TRANSACTION = MAX_TRANSACTION_KEYS - FENCE_KEYS - 2;

/** Leaves the rest to the next collection where a proposal comes between. */
export async function collectConfigurations(store: Store): Promise<void> {
  const proposed = await store.get(PROPOSED_KEY);
  if (!proposed) return;
  const revisions = await store.list(REVISION_PREFIX);
  const kept = await keptRevisions(store, revisions);
  if (kept.length === revisions.length) return;

  // Revisions go first: a crash in between leaves chunks that nobody names, not names of chunks that are gone.
  const oldRevisions = keysOutside(revisions, kept);
  const oldVerdicts = keysOutside(await store.list(VERDICT_PREFIX), kept);
  const guard = { proposed, newest: pointerRecord.decode(proposed).number };
  if (!(await deleteKeys(store, [...oldRevisions, ...oldVerdicts], guard))) return;
  await deleteKeys(store, await unusedChunks(store, kept), guard);
}

async function keptRevisions(store: Store, revisions: readonly Entry[]): Promise<readonly Entry[]> {
  const active = await store.get(ACTIVE_KEY);
  const activeNumber = active && pointerRecord.decode(active).number;
  return revisions.filter(
    ({ key }, index) => index >= revisions.length - KEPT_REVISIONS || numberOfKey(key) === activeNumber,
  );
}

function keysOutside(entries: readonly Entry[], kept: readonly Entry[]): readonly string[] {
  const numbers = new Set(kept.map(({ key }) => numberOfKey(key)));
  return entries.map(({ key }) => key).filter((key) => !numbers.has(numberOfKey(key)));
}

/** All that are stored, not only those of the revisions that went: a proposal that crashed leaves some as well. */
async function unusedChunks(store: Store, kept: readonly Entry[]): Promise<readonly string[]> {
  const used = new Set(kept.flatMap((entry) => revisionRecord.decode(entry).chunks.map(chunkKey)));
  const unused: string[] = [];
  let after = '';
  for (;;) {
    const page = await store.list(CHUNK_PREFIX, { after, limit: DELETIONS_PER_TRANSACTION });
    const last = page.at(-1);
    if (!last) return unused;
    unused.push(...page.map(({ key }) => key).filter((key) => !used.has(key)));
    after = last.key;
  }
}

async function deleteKeys(
  store: Store,
  keys: readonly string[],
  guard: { readonly proposed: Entry; readonly newest: RevisionNumber },
): Promise<boolean> {
  const conditions: Condition[] = [{ key: PROPOSED_KEY, modified: guard.proposed.modified }];
  const notice: Write = { kind: 'put', key: COLLECTION_KEY, value: pointerRecord.encode({ number: guard.newest }) };
  for (let first = 0; first < keys.length; first += DELETIONS_PER_TRANSACTION) {
    const deletions = keys
      .slice(first, first + DELETIONS_PER_TRANSACTION)
      .map((key): Write => ({ kind: 'delete', key }));
    const result = await store.commit({ conditions, writes: [notice, ...deletions] });
    if (result.kind === 'conflict') return false;
  }
  return true;
}
