import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { followObjects } from '../api/follow.ts';
import type { Resource } from '../api/resource.ts';

/** Copies of all objects of some kinds. */
export interface LiveKinds {
  /** By name; `undefined` before they were listed once, such as where the kind is not served. */
  readonly objects: (resource: Resource) => ReadonlyMap<string, ClusterObject> | undefined;
  /** Whether the API server has said that it does not know the kind: then there are none, and that is known. */
  readonly isUnknownKind: (resource: Resource) => boolean;
  /** Whether nothing is known to be missed: what was asked last of each kind was answered. */
  readonly isCurrent: () => boolean;
  /** Grows with each change. */
  readonly changes: () => number;
  /** Resolves when the signal has aborted and all are left. */
  readonly ended: Promise<void>;
}

export interface LiveKindsOptions {
  readonly kinds: readonly Resource[];
  readonly signal: AbortSignal;
  readonly failed: (error: ClusterError) => void;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

type Answered = 'not-yet' | 'listed' | 'not-served' | 'failed';

/** Follows cluster-scoped kinds, each by itself: one that is not served keeps no other. */
export function followKinds(api: ClusterApi, { kinds, signal, failed, pause }: LiveKindsOptions): LiveKinds {
  const listed = new Map<Resource, ReadonlyMap<string, ClusterObject>>();
  const answered = new Map<Resource, Answered>(kinds.map((resource) => [resource, 'not-yet']));
  let changes = 0;
  const followed = kinds.map((resource) => {
    const changed = (): void => void (changes += 1);
    const asked = told(api, (answer) => answered.set(resource, answer));
    const each = followObjects(asked, { resource, signal, failed, pause, changed });
    void each.listed.then(() => {
      listed.set(resource, each.objects);
      changes += 1;
    });
    return each.ended;
  });
  return {
    objects: (resource) => listed.get(resource),
    isUnknownKind: (resource) => answered.get(resource) === 'not-served',
    isCurrent: () => [...answered.values()].every((answer) => answer === 'listed' || answer === 'not-served'),
    changes: () => changes,
    ended: Promise.all(followed).then(() => undefined),
  };
}

/** The same, and tells how each list and each watch went. */
function told(api: ClusterApi, tell: (answered: Answered) => void): ClusterApi {
  const failing = (error: unknown): void => {
    tell(error instanceof ClusterError && error.code === 'not-served' ? 'not-served' : 'failed');
  };
  return {
    ...api,
    pages: async function* (...asked) {
      try {
        yield* api.pages(...asked);
        tell('listed');
      } catch (error) {
        failing(error);
        throw error;
      }
    },
    watch: async function* (...asked) {
      try {
        yield* api.watch(...asked);
      } catch (error) {
        failing(error);
        throw error;
      }
    },
  };
}
