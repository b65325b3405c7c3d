import { setTimeout as pause } from 'node:timers/promises';
import type { ChangeHistory } from '../change-history.ts';
import { Event_EventType as EventType, Watch } from '../generated/etcd_pb.ts';
import type { Event, WatchResponse } from '../generated/etcd_pb.ts';
import type { Change } from '../store.ts';
import type { EtcdClient, EtcdStream } from './etcd-client.ts';
import { afterPrefix } from './etcd-keys.ts';
import type { EtcdKeys } from './etcd-keys.ts';

/** What etcd tells of changes, as it comes: one watch of etcd's for all watches of the process. */
export interface Feed {
  /** Resolves when it watches, or the first attempt to has failed. */
  readonly started: Promise<void>;
  /** Resolves when the change of that revision is recorded, or the connection is lost and nobody knows when it will be. */
  recorded(revision: number): Promise<void>;
  stop(): Promise<void>;
}

export interface FeedOptions {
  readonly client: EtcdClient;
  readonly keys: EtcdKeys;
  readonly history: ChangeHistory;
  /** The revision of etcd's that is 0 here. */
  readonly base: bigint;
  /** Changes after it are told. */
  readonly after: number;
}

interface FeedState extends FeedOptions {
  /** All changes up to it are recorded. */
  seen: number;
  readonly waiting: Set<{ readonly revision: number; readonly resolve: () => void }>;
  stream: EtcdStream<typeof Watch.method.watch> | undefined;
  /** Whether etcd has said that it watches. */
  connected: boolean;
  started: () => void;
}

const AGAIN_AFTER_MILLISECONDS = 250;

export function startFeed(options: FeedOptions): Feed {
  const stop = new AbortController();
  const state: FeedState = {
    ...options,
    seen: options.after,
    waiting: new Set(),
    stream: undefined,
    connected: false,
    started: () => undefined,
  };
  const started = new Promise<void>((resolve) => {
    state.started = resolve;
  });
  const running = follow(state, stop.signal);
  return {
    started,
    recorded: (revision) =>
      state.seen >= revision || !state.connected
        ? Promise.resolve()
        : new Promise((resolve) => {
            state.waiting.add({ revision, resolve });
          }),
    stop: async () => {
      stop.abort();
      state.stream?.cancel();
      await running;
    },
  };
}

/** Connects again for as long as it is not stopped, each time from where it was. */
async function follow(state: FeedState, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await followStream(state, stop).catch(() => undefined);
    state.connected = false;
    state.started();
    letGo(state, Infinity);
    await pause(AGAIN_AFTER_MILLISECONDS, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function followStream(state: FeedState, stop: AbortSignal): Promise<void> {
  const { client, keys, base } = state;
  const stream = await client.open(Watch.method.watch);
  state.stream = stream;
  if (stop.aborted) stream.cancel();
  const prefix = keys.of('');
  const createRequest = {
    key: prefix,
    rangeEnd: afterPrefix(prefix),
    startRevision: base + BigInt(state.seen) + 1n,
    fragment: true,
  };
  stream.write({ requestUnion: { case: 'createRequest', value: createRequest } });
  let parts: Event[] = [];
  for await (const answer of stream.answers) {
    if (answer.created) {
      state.connected = true;
      state.started();
    }
    if (answer.canceled) {
      missed(state, answer);
      stream.cancel();
      return;
    }
    parts.push(...answer.events);
    if (answer.fragment) continue;
    record(state, parts);
    parts = [];
  }
}

/** etcd no longer has what came after the last change that was seen: whoever watches has to list again. */
function missed(state: FeedState, { compactRevision }: WatchResponse): void {
  if (compactRevision === 0n) return;
  state.seen = Number(compactRevision - state.base) - 1;
  state.history.forget(state.seen);
}

function record(state: FeedState, events: readonly Event[]): void {
  const changes = events.flatMap((event) => changeOf(state, event));
  if (changes.length === 0) return;
  state.history.record(changes);
  const last = events.at(-1)?.kv?.modRevision ?? 0n;
  state.seen = Number(last - state.base);
  letGo(state, state.seen);
}

function changeOf({ keys, base }: FeedState, { type, kv }: Event): readonly Change[] {
  if (!kv) return [];
  const [key, revision] = [keys.keyOf(kv.key), Number(kv.modRevision - base)];
  if (type === EventType.DELETE) return [{ kind: 'delete', key, revision }];
  return [{ kind: 'put', entry: { key, value: Buffer.from(kv.value).toString('utf8'), modified: revision } }];
}

function letGo({ waiting }: FeedState, revision: number): void {
  for (const one of waiting) {
    if (one.revision > revision) continue;
    waiting.delete(one);
    one.resolve();
  }
}
