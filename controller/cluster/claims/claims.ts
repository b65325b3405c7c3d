import type { ClusterApi } from '../api/cluster-api.ts';
import { keyOf, PERSISTENT_VOLUME_CLAIMS } from '../api/resource.ts';
import { followClaims } from './follow-claims.ts';
import type { FollowClaimsOptions, FollowedClaims } from './follow-claims.ts';
import { keptClaim } from './kept.ts';
import type { KeptClaim } from './kept.ts';
import { volumeUse } from './volume-use.ts';
import type { VolumeUse } from './volume-use.ts';

interface ClaimName {
  readonly namespace: string;
  readonly name: string;
}

/** The claims of one cluster, and what uses them. */
export interface ClusterClaims {
  /** `undefined` where there is no such claim. @throws ClusterError where nobody can say */
  find(claim: ClaimName): Promise<KeptClaim | undefined>;
  /** What is known without asking; `undefined` before everything was listed once. */
  useOf(volume: string, asked: ClaimName | undefined): VolumeUse | undefined;
  start(): void;
  /** Resolves once nothing is followed any more. */
  ended(): Promise<void>;
}

export function clusterClaims(api: ClusterApi, options: FollowClaimsOptions): ClusterClaims {
  let followed: FollowedClaims | undefined;
  let isListed = false;
  return {
    // One that was made a moment ago is not told of yet.
    find: async ({ namespace, name }) => {
      const known = followed?.claims.objects.get(keyOf({ namespace, name }));
      if (known) return known;
      const found = await api.get(PERSISTENT_VOLUME_CLAIMS, { namespace, name });
      return found && keptClaim(found);
    },
    useOf: (volume, asked) => (followed && isListed ? useIn(followed, volume, asked) : undefined),
    start: () => {
      followed = followClaims(api, options);
      void followed.listed.then(() => (isListed = true));
    },
    ended: () => followed?.ended ?? Promise.resolve(),
  };
}

function useIn(followed: FollowedClaims, handle: string, asked: ClaimName | undefined): VolumeUse {
  // Kubernetes lets two PersistentVolumes name one volume; the one that is bound is the one that is used.
  const volumes = followed.volumes.of(handle);
  const volume = volumes.find(({ phase }) => phase === 'Bound') ?? volumes[0];
  const whose = volume ? volume.claim : asked;
  const key = whose && keyOf({ namespace: whose.namespace, name: whose.name });
  return volumeUse({
    ...{ volume, asked },
    claim: key === undefined ? undefined : followed.claims.objects.get(key),
    pods: key === undefined ? [] : followed.pods.of(key),
    attachments: volume ? followed.attachments.of(volume.name) : [],
    isGone: (node) => !followed.nodes.objects.has(node),
  });
}
