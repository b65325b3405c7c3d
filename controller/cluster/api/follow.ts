import type { ClusterApi, ClusterObject, ObjectList, Selection, WatchEvent } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import { keyOf } from './resource.ts';
import type { ObjectName, Resource } from './resource.ts';

/** What is kept of an object says at least which it is, and which version of it. */
export interface Followed {
  readonly metadata: ObjectName & { readonly resourceVersion?: string | undefined };
}

export type ObjectChange<Kept extends Followed = ClusterObject> =
  | { readonly kind: 'added'; readonly object: Kept }
  | { readonly kind: 'changed'; readonly object: Kept; readonly before: Kept }
  | { readonly kind: 'removed'; readonly before: Kept };

export interface FollowedObjects<Kept extends Followed = ClusterObject> {
  /** By {@link keyOf}: all of them, as they were last seen. Empty before they were listed once. */
  readonly objects: ReadonlyMap<string, Kept>;
  /** Resolves once they were listed. */
  readonly listed: Promise<void>;
  /** Resolves when the signal has aborted and nothing is told any more. */
  readonly ended: Promise<void>;
}

export interface FollowOptions<Kept extends Followed = ClusterObject> {
  readonly resource: Resource;
  readonly selection?: Selection;
  readonly signal: AbortSignal;
  /** Told in order, each once; what was missed while the server was away is told as the difference. */
  readonly changed?: (change: ObjectChange<Kept>) => void;
  /** Told when a watch begins, and when it has ended: what happens in between is told as it happens, or ends it. */
  readonly watching?: (isWatching: boolean) => void;
  /** Trouble, each time; it is tried again. */
  readonly failed: (error: ClusterError) => void;
  /** Waits so many milliseconds, or until the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 up to 1, spreads what many wait for. Left out: chance. */
  readonly random?: () => number;
}

/** What is kept of each object; `undefined` where it is as if it were not there. */
export type Keep<Kept extends Followed> = (object: ClusterObject) => Kept | undefined;

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;

/** Keeps a copy of all objects of one kind, by a list and a watch, for as long as the signal lets it. */
export const followObjects = (api: ClusterApi, options: FollowOptions): FollowedObjects =>
  followKept(api, options, (object) => object);

/** The same, of what is kept of each: a hundred thousand whole objects would be most of this process. */
export function followKept<Kept extends Followed>(
  api: ClusterApi,
  options: FollowOptions<Kept>,
  keep: Keep<Kept>,
): FollowedObjects<Kept> {
  const objects = new Map<string, Kept>();
  const keeper = keeperOf(objects, options.changed ?? (() => undefined));
  let ended = Promise.resolve();
  const listed = new Promise<void>((resolve) => {
    ended = run(api, options, { ...keeper, keep, listed: resolve });
  });
  return { objects, listed, ended };
}

interface Keeper<Kept extends Followed> {
  readonly replaceAll: (all: readonly Kept[]) => void;
  readonly put: (object: Kept) => void;
  readonly remove: (key: string) => void;
}

function keeperOf<Kept extends Followed>(
  objects: Map<string, Kept>,
  changed: (change: ObjectChange<Kept>) => void,
): Keeper<Kept> {
  const put = (object: Kept): void => {
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
    put,
    remove,
    replaceAll: (all) => {
      const there = new Set(all.map(({ metadata }) => keyOf(metadata)));
      for (const key of [...objects.keys()]) if (!there.has(key)) remove(key);
      for (const object of all) put(object);
    },
  };
}

interface Progress<Kept extends Followed> extends Keeper<Kept> {
  readonly keep: Keep<Kept>;
  readonly listed: () => void;
}

async function run<Kept extends Followed>(
  api: ClusterApi,
  options: FollowOptions<Kept>,
  progress: Progress<Kept>,
): Promise<void> {
  const { signal, failed, pause, random = Math.random } = options;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await listAndWatch(api, options, progress, () => (failures = 0));
    } catch (error) {
      if (hasAborted(signal)) return;
      if (!(error instanceof ClusterError)) throw error;
      // A version that is too old is how a watch that was away ends; the list that follows tells what it missed.
      if (error.code !== 'expired') failed(error);
      await pause(pauseAfter(failures, error) * (1 + random() / 2), signal);
      failures = Math.min(failures + 1, 10);
    }
  }
}

/** What the server asks for, if that is longer; a server that asks for hours is not obeyed. */
const pauseAfter = (failures: number, { retryAfter = 0 }: ClusterError): number =>
  Math.min(LONGEST_PAUSE_MILLISECONDS, Math.max(retryAfter, FIRST_PAUSE_MILLISECONDS * 2 ** failures));

/**
 * Ends only by an error: a stream that the server ended is taken up where it stopped. Has progressed once a watch told
 * something or ended well: a list that is answered is no progress where each watch after it fails.
 */
async function listAndWatch<Kept extends Followed>(
  api: ClusterApi,
  options: FollowOptions<Kept>,
  progress: Progress<Kept>,
  progressed: () => void,
): Promise<void> {
  const { resource, selection, signal, pause, watching = () => undefined } = options;
  let resourceVersion = await listKept(api.pages(resource, selection, signal), progress);
  while (!signal.aborted) {
    watching(true);
    try {
      for await (const event of api.watch(resource, { resourceVersion, selection }, signal)) {
        if (event.kind !== 'bookmark') take(event, progress);
        progressed();
        resourceVersion = event.kind === 'bookmark' ? event.resourceVersion : versionOf(event.object, resourceVersion);
      }
    } finally {
      watching(false);
    }
    progressed();
    // A server or a proxy that ends each stream at once is not asked in a tight loop.
    await pause(FIRST_PAUSE_MILLISECONDS, signal);
  }
}

/** Nothing is told before all pages are there: a page that does not come makes nothing disappear. */
async function listKept<Kept extends Followed>(
  pages: AsyncIterable<ObjectList>,
  { keep, replaceAll, listed }: Progress<Kept>,
): Promise<string> {
  const all: Kept[] = [];
  let version = '';
  for await (const { items, resourceVersion } of pages) {
    version = resourceVersion;
    for (const item of items) {
      const kept = keep(item);
      if (kept) all.push(kept);
    }
  }
  replaceAll(all);
  listed();
  return version;
}

function take<Kept extends Followed>(
  { kind, object }: Exclude<WatchEvent, { readonly kind: 'bookmark' }>,
  { keep, put, remove }: Progress<Kept>,
): void {
  const kept = kind === 'deleted' ? undefined : keep(object);
  if (kept) put(kept);
  else remove(keyOf(object.metadata));
}

/** It may have since the loop looked. */
const hasAborted = (signal: AbortSignal): boolean => signal.aborted;

const versionOf = ({ metadata }: ClusterObject, known: string): string => metadata.resourceVersion ?? known;
