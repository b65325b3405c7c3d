import type { ClusterApi, ClusterObject } from '../api/cluster-api.ts';
import type { ClusterError } from '../api/cluster-error.ts';
import { followObjects } from '../api/follow.ts';
import type { Resource } from '../api/resource.ts';

/** Copies of all objects of some kinds. */
export interface LiveKinds {
  /** By name; `undefined` before they were listed once, such as where the kind is not served. */
  readonly objects: (resource: Resource) => ReadonlyMap<string, ClusterObject> | undefined;
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

/** Follows cluster-scoped kinds, each by itself: one that is not served keeps no other. */
export function followKinds(api: ClusterApi, { kinds, signal, failed, pause }: LiveKindsOptions): LiveKinds {
  const listed = new Map<Resource, ReadonlyMap<string, ClusterObject>>();
  let changes = 0;
  const followed = kinds.map((resource) => {
    const changed = (): void => void (changes += 1);
    const each = followObjects(api, { resource, signal, failed, pause, changed });
    void each.listed.then(() => {
      listed.set(resource, each.objects);
      changes += 1;
    });
    return each.ended;
  });
  return {
    objects: (resource) => listed.get(resource),
    changes: () => changes,
    ended: Promise.all(followed).then(() => undefined),
  };
}
