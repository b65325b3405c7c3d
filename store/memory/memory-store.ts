import { changeRevision, createHistory } from '../change-history.ts';
import type { ChangeHistory, HistoryBounds } from '../change-history.ts';
import { decideCommit } from '../decide-commit.ts';
import { StoreError } from '../store.ts';
import type { Change, CommitResult, Entry, Store, Transaction } from '../store.ts';
import { checkTransaction } from '../transaction-limits.ts';

interface MemoryState {
  readonly entries: Map<string, Entry>;
  /** The keys of `entries`, sorted. */
  readonly keys: string[];
  revision: number;
  closed: boolean;
  readonly history: ChangeHistory;
}

/** A store that lives and dies with the process: for tests, and for commands that need none afterwards. */
export function openMemoryStore(options: { readonly history?: HistoryBounds } = {}): Store {
  const state: MemoryState = {
    entries: new Map(),
    keys: [],
    revision: 0,
    closed: false,
    history: createHistory(0, options.history),
  };
  return {
    get: (key) => answer(state, () => state.entries.get(key)),
    list: (prefix, { after = '', limit = Infinity } = {}) =>
      answer(state, () => listEntries(state, prefix, after, limit)),
    commit: (transaction) => answer(state, () => commit(state, transaction)),
    watch: (prefix, watchOptions) => {
      assertOpen(state);
      return state.history.watch(prefix, watchOptions);
    },
    revision: () => answer(state, () => state.revision),
    close: () => {
      state.closed = true;
      state.history.close();
      return Promise.resolve();
    },
  };
}

/** What is thrown becomes a rejection, as from an engine that has to wait. */
async function answer<T>(state: MemoryState, work: () => T): Promise<T> {
  await Promise.resolve();
  assertOpen(state);
  return work();
}

function assertOpen(state: MemoryState): void {
  if (state.closed) throw new StoreError('closed', 'the store is closed');
}

function commit(state: MemoryState, transaction: Transaction): CommitResult {
  checkTransaction(transaction);
  const decision = decideCommit(transaction, state.revision + 1, (key) => state.entries.get(key));
  if (decision.kind === 'conflict') return decision;
  for (const change of decision.changes) {
    apply(state, change);
    state.revision = changeRevision(change);
  }
  state.history.record(decision.changes);
  return { kind: 'committed', revision: state.revision };
}

function apply(state: MemoryState, change: Change): void {
  if (change.kind === 'delete') {
    state.entries.delete(change.key);
    state.keys.splice(firstAtOrAfter(state.keys, change.key), 1);
    return;
  }
  const { key } = change.entry;
  if (!state.entries.has(key)) state.keys.splice(firstAtOrAfter(state.keys, key), 0, key);
  state.entries.set(key, change.entry);
}

function listEntries(state: MemoryState, prefix: string, after: string, limit: number): readonly Entry[] {
  const found: Entry[] = [];
  const start = after >= prefix ? after : prefix;
  for (let index = firstAtOrAfter(state.keys, start); found.length < limit; index += 1) {
    const key = state.keys[index];
    if (!key?.startsWith(prefix)) break;
    const entry = state.entries.get(key);
    if (entry && key !== after) found.push(entry);
  }
  return found;
}

function firstAtOrAfter(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && candidate < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
