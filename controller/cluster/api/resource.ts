/** One kind of object as the API server serves it: the parts of its path. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly scope: 'cluster' | 'namespaced';
}

export interface ObjectName {
  readonly name: string;
  /** Of a namespaced kind. */
  readonly namespace?: string | undefined;
}

export const apiVersionOf = ({ group, version }: Resource): string => (group === '' ? version : `${group}/${version}`);

/** As kubectl names it, for messages: `storageclass.storage.k8s.io/gold`, `persistentvolumeclaim/shop/data-0`. */
export function objectText({ kind, group }: Resource, { name, namespace }: ObjectName): string {
  const type = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return [type, ...(namespace === undefined ? [] : [namespace]), name].join('/');
}

/** `NAMESPACE/NAME`, or `NAME` of what has none: unique within a kind. */
export const keyOf = ({ name, namespace }: ObjectName): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

type Part = readonly [version: string, plural: string, kind: string];

const core = (scope: Resource['scope'], [version, plural, kind]: Part): Resource => ({
  group: '',
  version,
  plural,
  kind,
  scope,
});

const storage = (plural: string, kind: string, scope: Resource['scope'] = 'cluster'): Resource => ({
  group: 'storage.k8s.io',
  version: 'v1',
  plural,
  kind,
  scope,
});

const ours = (plural: string, kind: string): Resource => ({
  group: 'stowage.dev',
  version: 'v1alpha1',
  plural,
  kind,
  scope: 'cluster',
});

export const BACKENDS = ours('backends', 'Backend');
const ENCLOSURES = ours('enclosures', 'Enclosure');
const TOPOLOGIES = ours('topologies', 'Topology');
const PLACEMENT_POLICIES = ours('placementpolicies', 'PlacementPolicy');
const POLICY_BINDINGS = ours('policybindings', 'PolicyBinding');
const POLICY_EXCEPTIONS = ours('policyexceptions', 'PolicyException');
const POLICY_TESTS = ours('policytests', 'PolicyTest');

/** Our own kinds, what others name first. */
export const OWN_KINDS: readonly Resource[] = [
  TOPOLOGIES,
  ENCLOSURES,
  BACKENDS,
  PLACEMENT_POLICIES,
  POLICY_BINDINGS,
  POLICY_EXCEPTIONS,
  POLICY_TESTS,
];

export const STORAGE_CLASSES = storage('storageclasses', 'StorageClass');
export const VOLUME_ATTRIBUTES_CLASSES = storage('volumeattributesclasses', 'VolumeAttributesClass');
export const CSI_DRIVERS = storage('csidrivers', 'CSIDriver');
export const VOLUME_ATTACHMENTS = storage('volumeattachments', 'VolumeAttachment');
export const VOLUME_SNAPSHOT_CLASSES: Resource = {
  group: 'snapshot.storage.k8s.io',
  version: 'v1',
  plural: 'volumesnapshotclasses',
  kind: 'VolumeSnapshotClass',
  scope: 'cluster',
};

const flux = (plural: string, kind: string): Resource => ({
  group: 'source.toolkit.fluxcd.io',
  version: 'v1',
  plural,
  kind,
  scope: 'namespaced',
});

/** All that Flux has an artifact of in the same form. */
export const FLUX_SOURCES: readonly Resource[] = [
  flux('gitrepositories', 'GitRepository'),
  flux('ocirepositories', 'OCIRepository'),
  flux('buckets', 'Bucket'),
  flux('externalartifacts', 'ExternalArtifact'),
];

export const NODES = core('cluster', ['v1', 'nodes', 'Node']);
export const NAMESPACES = core('cluster', ['v1', 'namespaces', 'Namespace']);
export const PERSISTENT_VOLUMES = core('cluster', ['v1', 'persistentvolumes', 'PersistentVolume']);
export const PERSISTENT_VOLUME_CLAIMS = core('namespaced', ['v1', 'persistentvolumeclaims', 'PersistentVolumeClaim']);
export const PODS = core('namespaced', ['v1', 'pods', 'Pod']);
export const CONFIG_MAPS = core('namespaced', ['v1', 'configmaps', 'ConfigMap']);
export const SECRETS = core('namespaced', ['v1', 'secrets', 'Secret']);
export const EVENTS: Resource = {
  group: 'events.k8s.io',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  scope: 'namespaced',
};
