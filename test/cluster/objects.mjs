// @ts-check
/** Objects that flows make, by what is told apart of them. */

/** @typedef {import('./api-client.mjs').KubernetesObject} KubernetesObject */

/**
 * @param {string} namespace
 * @param {string} name
 * @param {{ readonly className: string, readonly size: string, readonly source?: object, readonly attributes?: string,
 *   readonly volume?: string }} wish
 */
export const claim = (namespace, name, { className, size, source, attributes, volume }) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { namespace, name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: className,
    resources: { requests: { storage: size } },
    ...(source && { dataSource: source }),
    ...(attributes !== undefined && { volumeAttributesClassName: attributes }),
    ...(volume !== undefined && { volumeName: volume }),
  },
});

/**
 * A pod that nobody runs.
 * @param {string} namespace
 * @param {string} name
 * @param {{ readonly claimName: string, readonly node: string }} wish
 */
export const pod = (namespace, name, { claimName, node }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, name },
  spec: {
    terminationGracePeriodSeconds: 1,
    nodeSelector: { 'kubernetes.io/hostname': node },
    containers: [{ name: 'main', image: 'none', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  },
});

/**
 * @param {string} namespace
 * @param {string} name
 * @param {string} claimName
 */
export const snapshot = (namespace, name, claimName) => ({
  apiVersion: 'snapshot.storage.k8s.io/v1',
  kind: 'VolumeSnapshot',
  metadata: { namespace, name },
  spec: { volumeSnapshotClassName: 'copies', source: { persistentVolumeClaimName: claimName } },
});

/** @param {string} name */
export const persistentVolume = (name) => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name } });

export const ATTACHMENTS = { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment' };
export const CAPACITIES = { apiVersion: 'storage.k8s.io/v1', kind: 'CSIStorageCapacity' };
export const SNAPSHOT_CONTENTS = { apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotContent' };
export const VOLUMES = { apiVersion: 'v1', kind: 'PersistentVolume' };

/** @param {string} namespace */
export const eventsIn = (namespace) => ({ apiVersion: 'v1', kind: 'Event', metadata: { namespace } });

/** @param {string} name */
export const namespaceNamed = (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
