// @ts-check
import { readManifests } from './manifests.mjs';

/** How Kubernetes is told of the driver. */
const CSI_DRIVER = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSIDriver',
  metadata: { name: 'csi.stowage.dev' },
  spec: { attachRequired: true, podInfoOnMount: false, storageCapacity: true, fsGroupPolicy: 'File' },
};

const CLASSES = ['StorageClass', 'VolumeAttributesClass', 'VolumeSnapshotClass'];

/**
 * Puts the classes that the repository declares into the cluster.
 * @param {import('./api-client.mjs').Api} api
 * @param {string} repository
 */
export async function applyDeclared(api, repository) {
  const declared = await readManifests(repository);
  const classes = declared.filter(({ kind }) => CLASSES.includes(kind));
  await Promise.all([CSI_DRIVER, ...classes].map((object) => api.apply(object)));
}
