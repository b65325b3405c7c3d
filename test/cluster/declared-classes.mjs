// @ts-check
import { readManifests } from './manifests.mjs';

const CLASSES = ['StorageClass', 'VolumeAttributesClass', 'VolumeSnapshotClass'];

/**
 * Puts the classes that the repository declares into the cluster.
 * @param {import('./api-client.mjs').Api} api
 * @param {string} repository
 */
export async function applyDeclared(api, repository) {
  const declared = await readManifests(repository);
  const classes = declared.filter(({ kind }) => CLASSES.includes(kind));
  await Promise.all(classes.map((object) => api.apply(object)));
}
