import { StoreError } from './store.ts';
import type { Change, Store } from './store.ts';

/** The recent changes of one process, for watches to start from. */
export interface ChangeHistory {
  /** Takes the changes of one or more commits, in order of their revisions, and wakes the watches. */
  record(changes: readonly Change[]): void;
  /** Changes up to the revision were missed, some or all: a watch from before it has to list again. */
  forget(revision: number): void;
  readonly watch: Store['watch'];
  /** Ends every watch. */
  close(): void;
}

/** How much history is kept. Values count too: a configuration is written in large ones. */
export interface HistoryBounds {
  readonly maxChanges: number;
  readonly maxBytes: number;
}

const DEFAULT_HISTORY: HistoryBounds = { maxChanges: 10_000, maxBytes: 16 * 2 ** 20 };

interface History {
  readonly bounds: HistoryBounds;
  changes: Change[];
  bytes: number;
  /** Changes up to this revision are no longer all kept. */
  compacted: number;
  closed: boolean;
  readonly wake: Set<() => void>;
}

/** A history that knows of nothing up to `revision`. */
export function createHistory(revision: number, bounds: HistoryBounds = DEFAULT_HISTORY): ChangeHistory {
  const history: History = { bounds, changes: [], bytes: 0, compacted: revision, closed: false, wake: new Set() };
  return {
    record: (changes) => {
      history.changes.push(...changes);
      for (const change of changes) history.bytes += changeBytes(change);
      compact(history);
      wakeAll(history);
    },
    forget: (missed) => {
      history.changes = [];
      history.bytes = 0;
      history.compacted = missed;
      wakeAll(history);
    },
    watch: (prefix, options) => watchChanges(history, prefix, options.after, options.signal),
    close: () => {
      history.closed = true;
      wakeAll(history);
    },
  };
}

export const changeRevision = (change: Change): number =>
  change.kind === 'put' ? change.entry.modified : change.revision;

const changeKey = (change: Change): string => (change.kind === 'put' ? change.entry.key : change.key);

const changeBytes = (change: Change): number =>
  change.kind === 'put' ? change.entry.key.length + change.entry.value.length : change.key.length;

function compact(history: History): void {
  const { changes, bounds } = history;
  let drop = 0;
  while (changes.length - drop > bounds.maxChanges || history.bytes > bounds.maxBytes) {
    const oldest = changes[drop];
    if (!oldest) break;
    history.bytes -= changeBytes(oldest);
    history.compacted = changeRevision(oldest);
    drop += 1;
  }
  if (drop > 0) history.changes = changes.slice(drop);
}

function wakeAll(history: History): void {
  const waiting = [...history.wake];
  history.wake.clear();
  for (const wake of waiting) wake();
}

/** Each turn takes all there is by now, so that compaction between two reads of a slow reader loses it nothing taken. */
async function* watchChanges(
  history: History,
  prefix: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Change, void, undefined> {
  let seen = after;
  const over = (): boolean => signal.aborted || history.closed;
  while (!over()) {
    const changes = changesAfter(history, seen);
    const last = changes.at(-1);
    if (!last) {
      await nextRecord(history, signal);
      continue;
    }
    seen = changeRevision(last);
    for (const change of changes) {
      if (over()) return;
      if (changeKey(change).startsWith(prefix)) yield change;
    }
  }
}

function changesAfter(history: History, revision: number): readonly Change[] {
  if (revision < history.compacted) {
    throw new StoreError(
      'compacted',
      `changes after revision ${String(revision)} are no longer kept, only those after ${String(history.compacted)}: ` +
        'list again, then watch from the revision of before that list',
    );
  }
  return history.changes.slice(firstAfter(history.changes, revision));
}

/** Index of the first change above the revision: binary search, since a history is long and most of it was seen. */
function firstAfter(changes: readonly Change[], revision: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const change = changes[middle];
    if (change && changeRevision(change) <= revision) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nextRecord(history: History, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      history.wake.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    history.wake.add(wake);
    signal.addEventListener('abort', wake);
  });
}
