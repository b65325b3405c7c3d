import type { ClusterApi, ClusterObject, ObjectList, Selection, WatchEvent } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import { keyOf } from './resource.ts';
import type { Resource } from './resource.ts';

export type ObjectChange =
  | { readonly kind: 'added'; readonly object: ClusterObject }
  | { readonly kind: 'changed'; readonly object: ClusterObject; readonly before: ClusterObject }
  | { readonly kind: 'removed'; readonly before: ClusterObject };

export interface FollowedObjects {
  /** By {@link keyOf}: all of them, as they were last seen. Empty before they were listed once. */
  readonly objects: ReadonlyMap<string, ClusterObject>;
  /** Resolves once they were listed. */
  readonly listed: Promise<void>;
  /** Resolves when the signal has aborted and nothing is told any more. */
  readonly ended: Promise<void>;
}

export interface FollowOptions {
  readonly resource: Resource;
  readonly selection?: Selection;
  readonly signal: AbortSignal;
  /** Told in order, each once; what was missed while the server was away is told as the difference. */
  readonly changed?: (change: ObjectChange) => void;
  /** Trouble, each time; it is tried again. */
  readonly failed: (error: ClusterError) => void;
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/** Keeps a copy of all objects of one kind, by a list and a watch, for as long as the signal lets it. */
export function followObjects(api: ClusterApi, options: FollowOptions): FollowedObjects {
  const objects = new Map<string, ClusterObject>();
  const keeper = keep(objects, options.changed ?? (() => undefined));
  let ended = Promise.resolve();
  const listed = new Promise<void>((resolve) => {
    ended = run(api, options, { ...keeper, listed: resolve });
  });
  return { objects, listed, ended };
}

interface Keeper {
  readonly replaceAll: (list: ObjectList) => void;
  readonly take: (event: WatchEvent) => void;
}

function keep(objects: Map<string, ClusterObject>, changed: (change: ObjectChange) => void): Keeper {
  const put = (object: ClusterObject): void => {
    const key = keyOf(object.metadata);
    const before = objects.get(key);
    if (before && before.metadata.resourceVersion === object.metadata.resourceVersion) return;
    objects.set(key, object);
    changed(before ? { kind: 'changed', object, before } : { kind: 'added', object });
  };
  const remove = (key: string): void => {
    const before = objects.get(key);
    if (before && objects.delete(key)) changed({ kind: 'removed', before });
  };
  return {
    replaceAll: ({ items }) => {
      const there = new Set(items.map(({ metadata }) => keyOf(metadata)));
      for (const key of [...objects.keys()]) if (!there.has(key)) remove(key);
      for (const item of items) put(item);
    },
    take: (event) => {
      if (event.kind === 'bookmark') return;
      if (event.kind === 'deleted') remove(keyOf(event.object.metadata));
      else put(event.object);
    },
  };
}

interface Progress extends Keeper {
  readonly listed: () => void;
}

async function run(api: ClusterApi, options: FollowOptions, progress: Progress): Promise<void> {
  const { signal, failed, pause } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await listAndWatch(api, options, progress, () => (failures = 0));
    } catch (error) {
      if (hasAborted(signal)) return;
      if (!(error instanceof ClusterError)) throw error;
      // A version that is too old is how a watch that was away ends; the list that follows tells what it missed.
      if (error.code !== 'expired') failed(error);
      await pause(Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** failures), signal);
      failures = Math.min(failures + 1, 10);
    }
  }
}

/** Ends only by an error: a stream that the server ended is taken up where it stopped. */
async function listAndWatch(
  api: ClusterApi,
  { resource, selection, signal, pause }: FollowOptions,
  { replaceAll, take, listed }: Progress,
  progressed: () => void,
): Promise<void> {
  const list = await api.list(resource, selection);
  replaceAll(list);
  listed();
  progressed();
  let { resourceVersion } = list;
  while (!signal.aborted) {
    for await (const event of api.watch(resource, { resourceVersion, selection }, signal)) {
      take(event);
      progressed();
      resourceVersion = event.kind === 'bookmark' ? event.resourceVersion : versionOf(event.object, resourceVersion);
    }
    // A server or a proxy that ends each stream at once is not asked in a tight loop.
    await pause(FIRST_PAUSE_MILLISECONDS, signal);
  }
}

/** It may have since the loop looked. */
const hasAborted = (signal: AbortSignal): boolean => signal.aborted;

const versionOf = ({ metadata }: ClusterObject, known: string): string => metadata.resourceVersion ?? known;
