import type { ClusterApi } from '../api/cluster-api.ts';
import type { ClusterError } from '../api/cluster-error.ts';
import { followKept } from '../api/follow.ts';
import type { Followed, FollowedObjects, FollowOptions, Keep, ObjectChange } from '../api/follow.ts';
import {
  NAMESPACES,
  NODES,
  PERSISTENT_VOLUME_CLAIMS,
  PERSISTENT_VOLUMES,
  PODS,
  VOLUME_ATTACHMENTS,
  keyOf,
} from '../api/resource.ts';
import { createClassUseCount } from './class-use.ts';
import type { ClassUseCount } from './class-use.ts';
import { createGrouping } from './grouping.ts';
import type { Grouping } from './grouping.ts';
import { identity, keptAttachment, keptClaim, keptNamespace, keptPod, keptVolume } from './kept.ts';
import type { KeptAttachment, KeptClaim, KeptNamespace, KeptPod, KeptVolume } from './kept.ts';

/** What is known of claims and of what stands around them, as it was last seen. */
export interface FollowedClaims {
  readonly claims: FollowedObjects<KeptClaim>;
  readonly namespaces: FollowedObjects<KeptNamespace>;
  readonly nodes: FollowedObjects<Followed>;
  /** By our id. */
  readonly volumes: Grouping<KeptVolume>;
  /** By the claims that they use. */
  readonly pods: Grouping<KeptPod>;
  /** By the name of the PersistentVolume. */
  readonly attachments: Grouping<KeptAttachment>;
  readonly classes: Pick<ClassUseCount, 'of' | 'changes'>;
  /** Resolves once all were listed. */
  readonly listed: Promise<void>;
  readonly ended: Promise<void>;
}

export interface FollowClaimsOptions {
  readonly signal: AbortSignal;
  readonly failed: (error: ClusterError) => void;
  readonly pause: FollowOptions['pause'];
}

/** Those that have ended use nothing. Source: Kubernetes, protection of claims in use. */
const USING_PODS = { fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed' };

export function followClaims(api: ClusterApi, options: FollowClaimsOptions): FollowedClaims {
  const volumes = createGrouping<KeptVolume>(({ handle }) => [handle]);
  const pods = createGrouping<KeptPod>(({ metadata: { namespace }, claims }) =>
    claims.map((name) => keyOf({ namespace, name })),
  );
  const attachments = createGrouping<KeptAttachment>(({ volume }) => [volume]);
  const follow = <Kept extends Followed>(
    what: Pick<FollowOptions, 'resource' | 'selection'>,
    keep: Keep<Kept>,
    changed?: (change: ObjectChange<Kept>) => void,
  ): FollowedObjects<Kept> => followKept(api, { ...what, ...options, ...(changed && { changed }) }, keep);
  const classes = createClassUseCount();
  const takeVolume = (change: ObjectChange<KeptVolume>): void => {
    volumes.take(change);
    classes.takeVolume(change);
  };
  const claims = follow({ resource: PERSISTENT_VOLUME_CLAIMS }, keptClaim, classes.takeClaim);
  const namespaces = follow({ resource: NAMESPACES }, keptNamespace);
  const nodes = follow({ resource: NODES }, identity);
  const rest = [
    follow({ resource: PERSISTENT_VOLUMES }, keptVolume, takeVolume),
    follow({ resource: PODS, selection: USING_PODS }, keptPod, pods.take),
    follow({ resource: VOLUME_ATTACHMENTS }, keptAttachment, attachments.take),
  ];
  const all = [claims, namespaces, nodes, ...rest];
  return {
    ...{ claims, namespaces, nodes, volumes, pods, attachments, classes },
    listed: allOf(all.map(({ listed }) => listed)),
    ended: allOf(all.map(({ ended }) => ended)),
  };
}

async function allOf(promises: readonly Promise<void>[]): Promise<void> {
  await Promise.all(promises);
}
