// @ts-check
import { deniedRequests } from './audit-log.mjs';
import { startApiServer } from './control-plane.mjs';
import { applyCrds } from './crds.mjs';
import { launchDriver } from './driver.mjs';
import { applyIdentities, kubeconfigOf } from './identities.mjs';
import { readManifests } from './manifests.mjs';
import { CONTROLLER } from './sidecars.mjs';

/** What the chart grants where `repository.url` names a marker. */
const markerGrant = (/** @type {string} */ namespace, /** @type {string} */ name) => [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { namespace, name: 'stowage-marker' },
    rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: [name], verbs: ['get'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { namespace, name: 'stowage-marker' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'stowage-marker' },
    subjects: [{ kind: 'ServiceAccount', ...CONTROLLER }],
  },
];

/**
 * A driver that takes its configuration from an API server of its own, where nobody shows what Git declares.
 * @param {import('./rig.mjs').Rig} rig
 * @param {string} folder
 * @param {string} marker NAMESPACE/NAME of the ConfigMap that says what is whole
 */
export async function startSource({ programs, processes, manifests }, folder, marker) {
  const prefix = 'source-';
  const executable = programs.program('control-plane');
  const plane = await startApiServer({ folder, executable, processes, prefix });
  const { api } = plane;
  await applyIdentities(api, manifests);
  await applyCrds(api, await readManifests(manifests), processes);
  const [namespace = '', name = ''] = marker.split('/');
  for (const object of markerGrant(namespace, name)) await api.apply(object);
  const kubeconfig = await kubeconfigOf(plane, folder, CONTROLLER);
  const repository = `cluster:${marker}`;
  const driver = await launchDriver({ folder, repository, kubeconfig, processes, name: `${prefix}stowage` });
  return {
    api,
    driver,
    denied: () => deniedRequests(plane.auditLog),
    stop: async () => {
      driver.csi.close();
      await driver.process.stop();
      await plane.stop();
    },
  };
}
