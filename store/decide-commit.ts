import type { Change, Entry, Transaction } from './store.ts';

/** What a transaction comes to, given what the store holds. */
export type Decision =
  | { readonly kind: 'conflict'; readonly keys: readonly string[] }
  /** The changes to write under the revision they were decided for; none where nothing would change. */
  | { readonly kind: 'changes'; readonly changes: readonly Change[] };

/** Compares every condition, then turns writes into changes. Deleting what is not there changes nothing. */
export function decideCommit(
  transaction: Transaction,
  revision: number,
  read: (key: string) => Pick<Entry, 'modified'> | undefined,
): Decision {
  const failed = transaction.conditions.filter(({ key, modified }) => (read(key)?.modified ?? 0) !== modified);
  if (failed.length > 0) return { kind: 'conflict', keys: failed.map(({ key }) => key) };

  const changes: Change[] = [];
  for (const write of transaction.writes) {
    if (write.kind === 'put') {
      changes.push({ kind: 'put', entry: { key: write.key, value: write.value, modified: revision } });
    } else if (read(write.key)) {
      changes.push({ kind: 'delete', key: write.key, revision });
    }
  }
  return { kind: 'changes', changes };
}
