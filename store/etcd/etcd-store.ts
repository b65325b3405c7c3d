import { createHistory } from '../change-history.ts';
import type { ChangeHistory, HistoryBounds } from '../change-history.ts';
import { Compare_CompareTarget as CompareTarget, KV } from '../generated/etcd_pb.ts';
import { recordCodec } from '../records.ts';
import { MAX_KEY_BYTES, StoreError } from '../store.ts';
import type { CommitResult, Entry, Store, Transaction } from '../store.ts';
import { checkTransaction } from '../transaction-limits.ts';
import { connectEtcd } from './etcd-client.ts';
import type { EtcdClient, EtcdServers } from './etcd-client.ts';
import { toStoreError } from './etcd-error.ts';
import { startFeed } from './etcd-feed.ts';
import type { Feed } from './etcd-feed.ts';
import { etcdKeys } from './etcd-keys.ts';
import type { EtcdKeys } from './etcd-keys.ts';
import { etcdLeadership } from './etcd-leadership.ts';
import { entryOf, listEntries } from './etcd-list.ts';
import { changedAnything, requestOf, resultOf } from './etcd-transaction.ts';
import { createInOrder } from './in-order.ts';
import type { InOrder } from './in-order.ts';
import type { Leadership } from '../leadership.ts';

export interface EtcdOptions extends EtcdServers {
  /** Such as `/stowage`. */
  readonly prefix: string;
  readonly history?: HistoryBounds;
}

/** A store for many processes, and who of them leads. */
export interface SharedStore extends Store {
  readonly leadership: Leadership;
}

const formatRecord = recordCodec<object>({ kind: 'stores in etcd', version: 1, since: '0.2' });

interface Engine {
  readonly client: EtcdClient;
  readonly keys: EtcdKeys;
  readonly base: bigint;
  readonly history: ChangeHistory;
  readonly feed: Feed;
  readonly order: InOrder;
  closed: boolean;
}

/**
 * A store in etcd, made where there is none. See docs/decisions/0024-etcd-client.md.
 * @throws StoreError `io`, `newer-format`, `corrupt`
 */
export async function openEtcdStore(options: EtcdOptions): Promise<SharedStore> {
  const client = connectEtcd(options);
  const engine = await openEngine(client, options).catch((cause: unknown) => {
    client.close();
    throw toStoreError(client.name, cause);
  });
  const whenOpen = <T>(read: () => Promise<T>): Promise<T> => answer(engine, read);
  return {
    get: (key) => whenOpen(() => readEntry(engine, key)),
    list: (prefix, { after = '', limit = Infinity } = {}) =>
      whenOpen(() => listEntries(client, engine.keys, engine.base, { prefix, after, limit })),
    commit: (transaction) =>
      whenOpen(() => {
        checkTransaction(transaction);
        const reads = transaction.conditions.map(({ key }) => key);
        const writes = transaction.writes.map(({ key }) => key);
        return engine.order.run({ reads, writes }, () => commit(engine, transaction));
      }),
    watch: (prefix, watchOptions) => {
      assertOpen(engine);
      return engine.history.watch(prefix, watchOptions);
    },
    revision: () => whenOpen(() => revisionOf(engine)),
    leadership: etcdLeadership(client, engine.keys),
    close: () => close(engine),
  };
}

async function openEngine(client: EtcdClient, { prefix, history: bounds }: EtcdOptions): Promise<Engine> {
  const keys = etcdKeys(prefix);
  const { base, now } = await baseRevision(client, keys);
  const history = createHistory(now, bounds);
  const feed = startFeed({ client, keys, history, base, after: now });
  await feed.started;
  return { client, keys, base, history, feed, order: createInOrder(), closed: false };
}

/** The revision that made the store, and how many there have been since. */
async function baseRevision(
  client: EtcdClient,
  keys: EtcdKeys,
): Promise<{ readonly base: bigint; readonly now: number }> {
  const read = { request: { case: 'requestRange' as const, value: { key: keys.format } } };
  const made = { key: keys.format, value: Buffer.from(formatRecord.encode({})) };
  const isAbsent = { case: 'createRevision' as const, value: 0n };
  const { header, succeeded, responses } = await client.call(KV.method.txn, {
    compare: [{ target: CompareTarget.CREATE, key: keys.format, targetUnion: isAbsent }],
    success: [{ request: { case: 'requestPut', value: made } }],
    failure: [read],
  });
  const revision = header?.revision ?? 0n;
  if (succeeded) return { base: revision, now: 0 };
  const range = responses[0]?.response;
  const found = range?.case === 'responseRange' ? range.value.kvs[0] : undefined;
  if (!found) throw new StoreError('io', 'etcd did not answer what it was asked');
  formatRecord.decode({ key: keys.format.toString(), value: Buffer.from(found.value).toString('utf8') });
  return { base: found.createRevision, now: Number(revision - found.createRevision) };
}

async function answer<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  assertOpen(engine);
  try {
    return await work();
  } catch (cause) {
    // What was under way when the store was closed fails for that reason.
    assertOpen(engine);
    throw toStoreError(engine.client.name, cause);
  }
}

function assertOpen({ closed, client }: Engine): void {
  if (closed) throw new StoreError('closed', `the store in etcd at ${client.name} is closed`);
}

async function readEntry({ client, keys, base }: Engine, key: string): Promise<Entry | undefined> {
  if (key.length > MAX_KEY_BYTES) return undefined;
  const { kvs } = await client.read(KV.method.range, { key: keys.of(key) });
  return kvs[0] && entryOf(kvs[0], keys, base);
}

async function revisionOf({ client, keys, base }: Engine): Promise<number> {
  const { header } = await client.read(KV.method.range, { key: keys.format, countOnly: true });
  return Number((header?.revision ?? base) - base);
}

/** Whoever wrote something finds it in a watch as well. */
async function commit({ client, keys, base, feed }: Engine, transaction: Transaction): Promise<CommitResult> {
  const committed = await client.call(KV.method.txn, requestOf(transaction, keys, base));
  const result = resultOf(transaction, committed, base);
  if (result.kind === 'committed' && changedAnything(committed)) await feed.recorded(result.revision);
  return result;
}

async function close(engine: Engine): Promise<void> {
  if (engine.closed) return;
  engine.closed = true;
  await engine.order.settled();
  engine.history.close();
  await engine.feed.stop();
  engine.client.close();
}
