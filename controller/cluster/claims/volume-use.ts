import type { Followed } from '../api/follow.ts';
import type { KeptAttachment, KeptClaim, KeptPod, KeptVolume, Owner } from './kept.ts';

/** What Kubernetes knows of the use of a volume of ours. */
export interface VolumeUse {
  /** `undefined` where Kubernetes has no PersistentVolume of it, or not yet. */
  readonly persistentVolume: { readonly name: string; readonly phase: string } | undefined;
  /** Whose it is; `undefined` where it is nobody's. */
  readonly claim: { readonly namespace: string; readonly name: string } | undefined;
  readonly storageClass: string | undefined;
  /** What the claim or its pods are looked after by. */
  readonly workload: Owner | undefined;
  readonly pods: readonly PodUse[];
  readonly attachments: readonly AttachmentUse[];
}

export interface PodUse {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  readonly node?: string;
}

/** A node that Kubernetes asks to have the volume. */
export interface AttachmentUse {
  readonly name: string;
  readonly node: string;
  readonly attached: boolean;
}

export interface FoundUse {
  readonly volume: KeptVolume | undefined;
  /** Who asked for it. */
  readonly asked: { readonly namespace: string; readonly name: string } | undefined;
  /** Of whoever it belongs to. */
  readonly claim: KeptClaim | undefined;
  readonly pods: readonly KeptPod[];
  readonly attachments: readonly KeptAttachment[];
}

/**
 * A PersistentVolume says whose it is; before there is one, whoever asked. Pods count where the claim is the one that it
 * is bound to: a claim that was deleted and made anew under its name has another volume.
 */
export function volumeUse({ volume, asked, claim, pods, attachments }: FoundUse): VolumeUse {
  const whose = volume ? volume.claim : asked;
  const isIts = claim !== undefined && (volume?.claim?.uid === undefined || volume.claim.uid === claim.uid);
  const users = isIts ? inOrder(pods) : [];
  return {
    persistentVolume: volume && { name: volume.metadata.name, phase: volume.phase },
    claim: whose && { namespace: whose.namespace, name: whose.name },
    storageClass: (isIts ? claim.storageClass : undefined) ?? volume?.storageClass,
    workload: isIts ? workloadOf(claim, users) : undefined,
    pods: users.map(podUse),
    attachments: inOrder(attachments).map(attachmentUse),
  };
}

const inOrder = <Kept extends Followed>(objects: readonly Kept[]): readonly Kept[] =>
  objects.length < 2 ? objects : [...objects].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

const podUse = ({ metadata: { namespace = '', name }, phase, node }: KeptPod): PodUse =>
  node === undefined ? { namespace, name, phase } : { namespace, name, phase, node };

const attachmentUse = ({ metadata: { name }, node, attached }: KeptAttachment): AttachmentUse => ({
  name,
  node,
  attached,
});

/** Pods say which they are of a StatefulSet; a claim says what looks after it only where that is to delete it. */
const workloadOf = ({ owner }: KeptClaim, pods: readonly KeptPod[]): Owner | undefined =>
  pods.find((pod) => pod.owner)?.owner ?? (owner?.kind === 'Pod' ? undefined : owner);
