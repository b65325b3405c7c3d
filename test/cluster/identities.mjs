// @ts-check
import path from 'node:path';
import { readManifests } from './manifests.mjs';
import { writeKubeconfig } from './kubeconfig.mjs';

/** What makes up an identity, in the order in which one needs the other; and how Kubernetes is told of the driver. */
const KINDS = ['Namespace', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'CSIDriver'];

/** As long as any run takes. */
const TOKEN_SECONDS = 4 * 3600;

/**
 * Makes the service accounts that manifests declare, with what RBAC there allows them, and nothing else of them.
 * @param {import('./api-client.mjs').Api} api
 * @param {string} folder
 */
export async function applyIdentities(api, folder) {
  const objects = await readManifests(folder);
  for (const kind of KINDS) {
    for (const object of objects) if (object.kind === kind) await api.apply(object);
  }
}

/**
 * A kubeconfig of a service account, with a token that the API server gives for it.
 * @param {import('./control-plane.mjs').ControlPlane} plane
 * @param {string} folder
 * @param {{ readonly namespace: string, readonly name: string }} account
 */
export async function kubeconfigOf({ api, server, caFile }, folder, { namespace, name }) {
  const answer = await api.raw({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: TOKEN_SECONDS } },
  });
  if (answer.status >= 300) throw new Error(`no token for service account ${namespace}/${name}: ${answer.text}`);
  const { token } = JSON.parse(answer.text).status;
  return writeKubeconfig(path.join(folder, `${name}.kubeconfig`), { server, caFile, token });
}
