import { createHmac, randomBytes } from 'node:crypto';
import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { followKept } from '../api/follow.ts';
import type { Followed, FollowOptions, ObjectChange } from '../api/follow.ts';
import { textAt } from '../api/read-field.ts';
import { keyOf, objectText, SECRETS } from '../api/resource.ts';
import { keptContent } from './kept-content.ts';
import type { KeptContent, SecretContent } from './kept-content.ts';

export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/** What became of the content of a Secret since it was seen last. */
export type SecretChange =
  /** It holds something else. */
  | 'changed'
  /** It was not there, and is. */
  | 'appeared'
  | 'gone';

export interface ClusterSecretsOptions extends Pick<FollowOptions, 'failed' | 'pause'> {
  readonly signal: AbortSignal;
  readonly changed: (secret: SecretName, change: SecretChange) => void;
}

/** Secrets of a cluster: read when they are needed, and watched by a digest of what they hold. */
export interface ClusterSecrets {
  /**
   * `undefined` where there is none. One that is followed is kept for a minute while its watch goes on, any other is asked
   * for each time. @throws ClusterError, `unreachable` within a few seconds
   */
  read(secret: SecretName): Promise<Uint8Array | undefined>;
  /** Watches these, and no others any more. */
  follow(secrets: readonly SecretName[]): void;
  /** Resolves once nothing is watched any more. */
  ended(): Promise<void>;
}

/** Of the Secret, what holds the secret. The schema of Backend says so. */
const KEY = 'secret';

/** Somebody waits for the answer, and sidecars give up after ten seconds. */
const READ_MILLISECONDS = 4_000;

export function clusterSecrets(api: ClusterApi, options: ClusterSecretsOptions): ClusterSecrets {
  const watched = new Map<string, WatchedSecret>();
  const ending = new Set<Promise<void>>();
  const end = (key: string, { stop, ended }: WatchedSecret): void => {
    watched.delete(key);
    const gone = ended.finally(() => ending.delete(gone));
    ending.add(gone);
    stop();
  };
  return {
    read: async (secret) => {
      const ask = async (): Promise<SecretContent | undefined> => {
        const found = await inTime(api.get(SECRETS, secret), options.pause, objectText(SECRETS, secret));
        return found && contentOf(found);
      };
      const followed = watched.get(keyOf(secret));
      return followed ? followed.content.read(ask) : (await ask())?.bytes;
    },
    follow: (secrets) => {
      if (options.signal.aborted) return;
      const wanted = new Map(secrets.map((secret) => [keyOf(secret), secret] as const));
      for (const [key, each] of [...watched]) if (!wanted.has(key)) end(key, each);
      for (const [key, secret] of wanted) if (!watched.has(key)) watched.set(key, watchSecret(api, secret, options));
    },
    ended: async () => {
      await Promise.all([...[...watched.values()].map(({ ended }) => ended), ...ending]);
    },
  };
}

async function inTime<Answer>(asked: Promise<Answer>, pause: FollowOptions['pause'], what: string): Promise<Answer> {
  const over = new AbortController();
  const late = pause(READ_MILLISECONDS, over.signal).then(() => {
    throw new ClusterError('unreachable', `get ${what}: the API server has not answered within 4 seconds`);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    late.catch(() => undefined);
    asked.catch(() => undefined);
    over.abort();
  }
}

function contentOf(secret: ClusterObject): SecretContent {
  const text = textAt(secret, 'data', KEY);
  const version = secret.metadata.resourceVersion;
  if (text !== undefined) return { version, bytes: new Uint8Array(Buffer.from(text, 'base64')) };
  const name = objectText(SECRETS, secret.metadata);
  throw new ClusterError('invalid', `${name} has no key "${KEY}": put at least 32 random bytes there`);
}

interface WatchedSecret {
  readonly content: KeptContent;
  readonly stop: () => void;
  readonly ended: Promise<void>;
}

interface Digested extends Followed {
  readonly digest: string;
}

/** A key of this process: what is remembered of a secret says nothing of it to whoever reads the memory of another. */
const DIGEST_KEY = randomBytes(32);

/** Nothing else of it is kept: `kubectl apply` writes what a Secret holds into its annotations too. */
const digested = (
  { metadata: { resourceVersion }, ...object }: ClusterObject,
  { namespace, name }: SecretName,
): Digested => ({
  metadata: { namespace, name, resourceVersion },
  digest: createHmac('sha256', DIGEST_KEY)
    .update(textAt(object, 'data', KEY) ?? '')
    .digest('base64'),
});

function watchSecret(
  api: ClusterApi,
  secret: SecretName,
  { signal, changed, ...options }: ClusterSecretsOptions,
): WatchedSecret {
  const stop = new AbortController();
  const { namespace, name } = secret;
  let isListed = false;
  let last: string | undefined;
  const content = keptContent(options.pause);
  const standing = standingOf(content);
  const tell = (change: ObjectChange<Digested>): void => {
    standing.seen(change);
    if (change.kind === 'removed') {
      changed(secret, 'gone');
      return;
    }
    const { digest } = change.object;
    const before = last;
    last = digest;
    if (before !== undefined && digest !== before) changed(secret, 'changed');
    else if (change.kind === 'added' && isListed) changed(secret, 'appeared');
  };
  const followed = followKept(
    api,
    {
      ...options,
      resource: SECRETS,
      selection: { namespace, fieldSelector: `metadata.name=${name}` },
      signal: AbortSignal.any([signal, stop.signal]),
      changed: tell,
      watching: standing.watching,
    },
    (object) => digested(object, secret),
  );
  void followed.listed.then(() => (isListed = true));
  return {
    content,
    ended: followed.ended,
    stop: () => {
      standing.watching(false);
      stop.abort();
    },
  };
}

/** What a watch vouches for: the version that it saw last, while it goes on. */
function standingOf(content: KeptContent) {
  let isWatching = false;
  let version: string | undefined;
  const tell = (): void => {
    content.stands(isWatching ? version : undefined);
  };
  return {
    seen: (change: ObjectChange<Digested>): void => {
      version = change.kind === 'removed' ? undefined : change.object.metadata.resourceVersion;
      tell();
    },
    watching: (isSo: boolean): void => {
      isWatching = isSo;
      tell();
    },
  };
}
