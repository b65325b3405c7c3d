// @ts-check
import { applyIdentities, kubeconfigOf } from './identities.mjs';
import { readManifests } from './manifests.mjs';
import { waitFor } from './wait-for.mjs';

const ACCOUNT = { namespace: 'kube-system', name: 'snapshot-controller' };

/**
 * What a cluster needs for snapshots, whatever its drivers are: CRDs, and snapshot-controller as its own account.
 * @param {{ readonly plane: import('./control-plane.mjs').ControlPlane, readonly folder: string,
 *   readonly programs: import('./programs.mjs').Programs, readonly processes: import('./processes.mjs').Processes }} rig
 */
export async function startSnapshotController({ plane, folder, programs, processes }) {
  const crds = (await readManifests(programs.files('snapshot-crds'))).filter(
    ({ kind }) => kind === 'CustomResourceDefinition',
  );
  await Promise.all(crds.map((crd) => plane.api.apply(crd)));
  await Promise.all(crds.map((crd) => untilServed(plane.api, crd, processes)));
  await applyIdentities(plane.api, programs.files('snapshot-rbac'));
  const kubeconfig = await kubeconfigOf(plane, folder, ACCOUNT);
  processes.start('snapshot-controller', [programs.program('snapshot-controller'), `--kubeconfig=${kubeconfig}`], {
    respawn: true,
  });
}

const SERVED_SECONDS = 30;

/**
 * @param {import('./api-client.mjs').Api} api
 * @param {import('./api-client.mjs').KubernetesObject} crd
 * @param {import('./processes.mjs').Processes} processes
 */
const untilServed = (api, { spec }, processes) =>
  waitFor(
    `${spec.names.kind} is served`,
    () => api.list({ apiVersion: `${spec.group}/${spec.versions[0].name}`, kind: spec.names.kind }),
    () => true,
    { seconds: SERVED_SECONDS, tails: () => processes.tails(['kube-apiserver']) },
  );
