import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { changeRevision, createHistory } from '../change-history.ts';
import type { ChangeHistory, HistoryBounds } from '../change-history.ts';
import { decideCommit } from '../decide-commit.ts';
import { MAX_KEY_BYTES, StoreError } from '../store.ts';
import type { Change, CommitResult, Entry, Store, Transaction } from '../store.ts';
import { checkTransaction } from '../transaction-limits.ts';
import { checkDataFile } from './file-check.ts';
import { lockFolder } from './folder-lock.ts';
import type { FolderLock } from './folder-lock.ts';
import { createGroups } from './group-commit.ts';
import { toStoreError } from './lmdb-error.ts';

/** What the engine writes around the entries; a newer one is refused. */
const ENGINE_FORMAT = 1;

/** Above every character of a key, so `prefix + AFTER_KEYS` ends the range of a prefix. */
const AFTER_KEYS = '\x7f';

interface Engine {
  readonly folder: string;
  readonly root: RootDatabase<string, string>;
  /** Key to JSON text; the version of an entry is the revision that last wrote it. */
  readonly entries: Database<string, string>;
  readonly meta: Database<number, string>;
  readonly lock: FolderLock;
  readonly history: ChangeHistory;
  revision: number;
  closed: boolean;
}

interface Committed {
  readonly result: CommitResult;
  readonly changes: readonly Change[];
}

/**
 * A store in a folder, for one process. Commits that callers make at the same time are written, and synced to disk,
 * together. Syncing blocks the process: see docs/decisions/0004-store-engines.md.
 * @throws StoreError `locked`, `corrupt`, `newer-format`, `io`
 */
export async function openLmdbStore(options: {
  readonly folder: string;
  readonly history?: HistoryBounds;
}): Promise<Store> {
  const engine = await openEngine(options.folder, options.history);
  const groups = createGroups<Transaction, CommitResult>((transactions) => commitTogether(engine, transactions));
  const whenOpen = <T>(read: () => T): Promise<T> => answer(engine, read);

  return {
    get: (key) => whenOpen(() => readEntry(engine, key)),
    list: (prefix, { after = '', limit = Infinity } = {}) => whenOpen(() => listEntries(engine, prefix, after, limit)),
    commit: async (transaction) => {
      assertOpen(engine);
      checkTransaction(transaction);
      return groups.add(transaction);
    },
    watch: (prefix, watchOptions) => {
      assertOpen(engine);
      return engine.history.watch(prefix, watchOptions);
    },
    revision: () => whenOpen(() => engine.revision),
    close: async () => {
      if (engine.closed) return;
      engine.closed = true;
      await groups.settled();
      await closeEngine(engine);
    },
  };
}

async function openEngine(folder: string, bounds: HistoryBounds | undefined): Promise<Engine> {
  const lock = await lockFolder(folder);
  try {
    const data = join(folder, 'lmdb');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    await checkDataFile(join(data, 'data.mdb'));
    return openDatabases(folder, data, lock, bounds);
  } catch (cause) {
    await lock.release();
    throw toStoreError(folder, cause);
  }
}

function openDatabases(folder: string, data: string, lock: FolderLock, bounds: HistoryBounds | undefined): Engine {
  // Without overlappingSync a commit is on disk before any reader sees it.
  const root = open<string, string>({ path: data, noSubdir: false, maxDbs: 2, overlappingSync: false });
  const entries = root.openDB<string, string>({ name: 'entries', encoding: 'string', useVersions: true });
  const meta = root.openDB<number, string>({ name: 'meta', encoding: 'json' });
  const format = meta.get('format') ?? ENGINE_FORMAT;
  if (format > ENGINE_FORMAT) {
    void root.close();
    throw new StoreError(
      'newer-format',
      `the store in ${folder} has format ${String(format)}; this release of Stowage reads up to ${String(ENGINE_FORMAT)}: ` +
        'use the release that wrote it, or a later one',
    );
  }
  const revision = meta.get('revision') ?? 0;
  const history = createHistory(revision, bounds);
  return { folder, root, entries, meta, lock, history, revision, closed: false };
}

async function closeEngine(engine: Engine): Promise<void> {
  engine.history.close();
  await engine.root.close();
  await engine.lock.release();
}

function assertOpen(engine: Engine): void {
  if (engine.closed) throw new StoreError('closed', `the store in ${engine.folder} is closed`);
}

async function answer<T>(engine: Engine, read: () => T): Promise<T> {
  await Promise.resolve();
  assertOpen(engine);
  try {
    return read();
  } catch (cause) {
    throw toStoreError(engine.folder, cause);
  }
}

function readEntry(engine: Engine, key: string): Entry | undefined {
  if (key.length > MAX_KEY_BYTES) return undefined;
  const found = engine.entries.getEntry(key);
  return found ? { key, value: found.value, modified: found.version ?? 0 } : undefined;
}

function listEntries(engine: Engine, prefix: string, after: string, limit: number): readonly Entry[] {
  if (prefix.length > MAX_KEY_BYTES || limit < 1) return [];
  const range = engine.entries.getRange({
    // No key is longer than the cut, so none lies between the cut text and the whole.
    start: after > prefix ? after.slice(0, MAX_KEY_BYTES + 1) : prefix,
    end: prefix + AFTER_KEYS,
    versions: true,
    ...(Number.isFinite(limit) ? { limit: limit + 1 } : {}),
  });
  const found: Entry[] = [];
  for (const { key, value, version } of range) {
    if (key === after) continue;
    if (found.length >= limit) break;
    found.push({ key, value, modified: version ?? 0 });
  }
  return found;
}

/**
 * One LMDB transaction for all of them: each sees those before it, and one sync, in a thread of LMDB's, makes all durable.
 * Meanwhile this thread goes on, and gathers the next.
 */
async function commitTogether(engine: Engine, transactions: readonly Transaction[]): Promise<readonly CommitResult[]> {
  const committed = await writeAll(engine, transactions);
  const changes = committed.flatMap((one) => one.changes);
  const last = changes.at(-1);
  if (last) engine.revision = changeRevision(last);
  engine.history.record(changes);
  return committed.map(({ result }) => result);
}

async function writeAll(engine: Engine, transactions: readonly Transaction[]): Promise<readonly Committed[]> {
  try {
    // A child is rolled back where it throws; what is no child would be committed as far as it came.
    return await engine.root.childTransaction(() => {
      let revision = engine.revision;
      const committed = transactions.map((transaction): Committed => {
        const decision = decideCommit(transaction, revision + 1, (key) => modifiedOf(engine, key));
        if (decision.kind === 'conflict') return { result: decision, changes: [] };
        if (decision.changes.length > 0) revision += 1;
        for (const change of decision.changes) write(engine, change);
        return { result: { kind: 'committed', revision }, changes: decision.changes };
      });
      if (revision > engine.revision) {
        engine.meta.putSync('format', ENGINE_FORMAT);
        engine.meta.putSync('revision', revision);
      }
      return committed;
    });
  } catch (cause) {
    throw toStoreError(engine.folder, cause);
  }
}

function modifiedOf(engine: Engine, key: string): Pick<Entry, 'modified'> | undefined {
  const found = engine.entries.getEntry(key);
  return found && { modified: found.version ?? 0 };
}

function write(engine: Engine, change: Change): void {
  if (change.kind === 'put') engine.entries.putSync(change.entry.key, change.entry.value, change.entry.modified);
  else engine.entries.removeSync(change.key);
}
