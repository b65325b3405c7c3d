import { DRIVER_NAME } from '../../../core/model/class.ts';
import type { ClusterObject } from '../api/cluster-api.ts';
import type { Followed } from '../api/follow.ts';
import { fieldAt, listAt, textAt } from '../api/read-field.ts';

/** Of a PersistentVolumeClaim that may be one of ours. */
export interface KeptClaim extends Followed {
  readonly uid: string;
  /** `undefined` where it has none: most have, and an empty object for each is memory. */
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly storageClass: string | undefined;
  /** The VolumeAttributesClass that it asks for. */
  readonly attributesClass: string | undefined;
  readonly owner: Owner | undefined;
}

/** Of a PersistentVolume of ours. */
export interface KeptVolume extends Followed {
  /** Our id of the volume. */
  readonly handle: string;
  readonly phase: string;
  readonly storageClass: string | undefined;
  /** The VolumeAttributesClass that it has. */
  readonly attributesClass: string | undefined;
  readonly claim: BoundClaim | undefined;
}

export interface BoundClaim {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string | undefined;
}

/** Of a Pod that uses claims. */
export interface KeptPod extends Followed {
  /** `undefined` while it waits for one. */
  readonly node: string | undefined;
  readonly phase: string;
  /** Names of claims of its namespace. */
  readonly claims: readonly string[];
  readonly owner: Owner | undefined;
}

/** Of a VolumeAttachment that asks for one of ours. */
export interface KeptAttachment extends Followed {
  readonly node: string;
  /** Name of the PersistentVolume. */
  readonly volume: string;
  readonly attached: boolean;
}

export interface KeptNamespace extends Followed {
  readonly labels: Readonly<Record<string, string>>;
}

/** What looks after an object: a StatefulSet, a Job. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
  /** Which of a StatefulSet. */
  readonly ordinal?: number;
}

/** Source: Kubernetes, well-known annotations: who is to make a volume for the claim. */
const PROVISIONERS = ['volume.kubernetes.io/storage-provisioner', 'volume.beta.kubernetes.io/storage-provisioner'];

/** Nothing of one that another driver makes volumes for. Of one that is bound by hand nobody says whose it is. */
export function keptClaim(object: ClusterObject): KeptClaim | undefined {
  const { uid = '', labels = {}, annotations = {} } = object.metadata;
  const provisioner = PROVISIONERS.map((key) => annotations[key]).find((value) => value !== undefined);
  if (provisioner !== undefined && provisioner !== DRIVER_NAME) return undefined;
  return {
    metadata: identityOf(object),
    uid,
    labels: Object.keys(labels).length === 0 ? undefined : labels,
    storageClass: shared(textAt(object, 'spec', 'storageClassName')),
    attributesClass: shared(textAt(object, 'spec', 'volumeAttributesClassName')),
    owner: ownerOf(object),
  };
}

export function keptVolume(object: ClusterObject): KeptVolume | undefined {
  const handle = textAt(object, 'spec', 'csi', 'volumeHandle');
  if (textAt(object, 'spec', 'csi', 'driver') !== DRIVER_NAME || handle === undefined) return undefined;
  const claim = fieldAt(object, 'spec', 'claimRef');
  const [namespace, name] = [shared(textAt(claim, 'namespace')), textAt(claim, 'name')];
  return {
    metadata: identityOf(object),
    handle,
    phase: shared(textAt(object, 'status', 'phase')) ?? 'Pending',
    storageClass: shared(textAt(object, 'spec', 'storageClassName')),
    attributesClass: shared(textAt(object, 'spec', 'volumeAttributesClassName')),
    claim: namespace && name ? { namespace, name, uid: textAt(claim, 'uid') } : undefined,
  };
}

export function keptPod(object: ClusterObject): KeptPod | undefined {
  const claims = listAt(object, 'spec', 'volumes').flatMap((volume) => claimOfPod(object.metadata.name, volume));
  if (claims.length === 0) return undefined;
  return {
    metadata: identityOf(object),
    node: shared(textAt(object, 'spec', 'nodeName')),
    phase: shared(textAt(object, 'status', 'phase')) ?? 'Pending',
    claims,
    owner: ownerOf(object),
  };
}

/** Source: Kubernetes, ephemeral volumes: the claim is called by the pod and the volume. */
function claimOfPod(pod: string, volume: unknown): readonly string[] {
  const named = textAt(volume, 'persistentVolumeClaim', 'claimName');
  if (named !== undefined) return [named];
  const own = fieldAt(volume, 'ephemeral') === undefined ? undefined : textAt(volume, 'name');
  return own === undefined ? [] : [`${pod}-${own}`];
}

export function keptAttachment(object: ClusterObject): KeptAttachment | undefined {
  const [node, volume] = [textAt(object, 'spec', 'nodeName'), textAt(object, 'spec', 'source', 'persistentVolumeName')];
  if (textAt(object, 'spec', 'attacher') !== DRIVER_NAME || node === undefined || volume === undefined)
    return undefined;
  const attached = fieldAt(object, 'status', 'attached') === true;
  return { metadata: identityOf(object), node, volume, attached };
}

export const keptNamespace = (object: ClusterObject): KeptNamespace => ({
  metadata: identityOf(object),
  labels: object.metadata.labels ?? {},
});

/** Of what is only to be known to be there. */
export const identity = (object: ClusterObject): Followed => ({ metadata: identityOf(object) });

/** Written out field by field: objects of one shape take half of what spreads make. */
const identityOf = ({ metadata: { name, namespace, resourceVersion } }: ClusterObject): Followed['metadata'] => ({
  name,
  namespace: shared(namespace),
  resourceVersion,
});

const MOST_SHARED = 20_000;
const SHARED = new Map<string, string>();

/** The same text once, however many objects say it: each answer that is parsed has its own. */
function shared(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const known = SHARED.get(text);
  if (known !== undefined) return known;
  // What is shared so far goes on; only what comes is told apart anew.
  if (SHARED.size >= MOST_SHARED) SHARED.clear();
  SHARED.set(text, text);
  return text;
}

/** Source: Kubernetes, labels of pods of a StatefulSet, since 1.28; before, the name says it. */
const POD_INDEX = 'apps.kubernetes.io/pod-index';

function ownerOf({ metadata }: ClusterObject): Owner | undefined {
  const references = metadata.ownerReferences ?? [];
  const owner = references.find((each) => fieldAt(each, 'controller') === true) ?? references[0];
  const [kind, name] = [shared(textAt(owner, 'kind')), shared(textAt(owner, 'name'))];
  if (kind === undefined || name === undefined) return undefined;
  const index = metadata.labels?.[POD_INDEX] ?? /-(\d+)$/.exec(metadata.name)?.[1];
  if (kind !== 'StatefulSet' || index === undefined || !/^\d{1,9}$/.test(index)) return { kind, name };
  return { kind, name, ordinal: Number(index) };
}
