import type { ClusterApi } from '../api/cluster-api.ts';
import { ClusterError } from '../api/cluster-error.ts';
import { keyOf, NAMESPACES, PERSISTENT_VOLUME_CLAIMS } from '../api/resource.ts';
import type { UseOfClasses } from '../target/target.ts';
import { followClaims } from './follow-claims.ts';
import type { FollowClaimsOptions, FollowedClaims } from './follow-claims.ts';
import { keptClaim, keptNamespace } from './kept.ts';
import type { KeptClaim } from './kept.ts';
import { volumeUse } from './volume-use.ts';
import type { VolumeUse } from './volume-use.ts';

interface ClaimName {
  readonly namespace: string;
  readonly name: string;
}

/** What rules read of a claim beside its name. */
interface ClaimFacts {
  readonly labels: ReadonlyMap<string, string>;
  /** `undefined` where nobody can say. */
  readonly namespaceLabels: ReadonlyMap<string, string> | undefined;
  readonly storageClass: string | undefined;
}

export interface ClusterClaimsOptions extends FollowClaimsOptions {
  /** Whether the API server did not answer when it was asked last: then it is asked by one, now and then. */
  readonly isAway: () => boolean;
  /** In milliseconds. */
  readonly now: () => number;
}

/** The claims of one cluster, and what uses them. */
export interface ClusterClaims {
  /** `undefined` where there is no such claim. @throws ClusterError where nobody can say */
  find(claim: ClaimName): Promise<KeptClaim | undefined>;
  /** As above. */
  factsOf(claim: ClaimName): Promise<ClaimFacts | undefined>;
  /** What is known without asking; `undefined` before everything was listed once. */
  useOf(volume: string, asked: ClaimName | undefined): VolumeUse | undefined;
  /** Who names a class. */
  readonly classes: UseOfClasses;
  /** Whether the cluster is known to have no node of the name. */
  lacksNode(name: string): boolean;
  start(): void;
  /** Resolves once nothing is followed any more. */
  ended(): Promise<void>;
}

/** Whoever asks while it is away may wait for nothing. */
const TRY_MILLISECONDS = 5_000;

export function clusterClaims(api: ClusterApi, options: ClusterClaimsOptions): ClusterClaims {
  let followed: FollowedClaims | undefined;
  let isListed = false;
  const isLeftAlone = leavingAlone(options);
  // One that was made a moment ago is not told of yet.
  const find = async ({ namespace, name }: ClaimName): Promise<KeptClaim | undefined> => {
    const known = followed?.claims.objects.get(keyOf({ namespace, name }));
    if (known) return known;
    if (isLeftAlone()) throw new ClusterError('unreachable', 'the API server did not answer when it was asked last');
    const found = await api.get(PERSISTENT_VOLUME_CLAIMS, { namespace, name });
    return found && keptClaim(found);
  };
  const labelsOf = async (name: string): Promise<Labels | undefined> => {
    const known = followed?.namespaces.objects.get(name);
    if (known || isLeftAlone()) return known?.labels;
    const found = await api.get(NAMESPACES, { name }).catch(unlessBug);
    return found && keptNamespace(found).labels;
  };
  return {
    find,
    factsOf: async (claim) => {
      const found = await find(claim);
      if (!found) return undefined;
      const ofNamespace = await labelsOf(claim.namespace);
      return {
        labels: mapOf(found.labels ?? {}),
        namespaceLabels: ofNamespace && mapOf(ofNamespace),
        storageClass: found.storageClass,
      };
    },
    useOf: (volume, asked) => (followed && isListed ? useIn(followed, volume, asked) : undefined),
    classes: {
      of: (resource, name) => (followed && isListed ? followed.classes.of(resource, name) : undefined),
      changes: () => (isListed ? 1 + (followed?.classes.changes() ?? 0) : 0),
    },
    lacksNode: (name) => followed !== undefined && isListed && !followed.nodes.objects.has(name),
    start: () => {
      followed = followClaims(api, options);
      void followed.listed.then(() => (isListed = true));
    },
    ended: () => followed?.ended ?? Promise.resolve(),
  };
}

/** While the server is away, whoever is not told to leave it alone asks: nobody else does for a while. */
function leavingAlone({ isAway, now }: ClusterClaimsOptions): () => boolean {
  let triedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (!isAway()) return false;
    if (now() - triedAt < TRY_MILLISECONDS) return true;
    triedAt = now();
    return false;
  };
}

type Labels = Readonly<Record<string, string>>;

const mapOf = (labels: Labels): ReadonlyMap<string, string> => new Map(Object.entries(labels));

function unlessBug(error: unknown): undefined {
  if (!(error instanceof ClusterError)) throw error;
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
    attachments: volume ? followed.attachments.of(volume.metadata.name) : [],
  });
}
