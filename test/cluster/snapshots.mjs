// @ts-check
import { applyCrds } from './crds.mjs';
import { applyIdentities, kubeconfigOf } from './identities.mjs';
import { readManifests } from './manifests.mjs';

const ACCOUNT = { namespace: 'kube-system', name: 'snapshot-controller' };

/**
 * What a cluster needs for snapshots, whatever its drivers are: CRDs, and snapshot-controller as its own account.
 * @param {{ readonly plane: import('./control-plane.mjs').ControlPlane, readonly folder: string,
 *   readonly programs: import('./programs.mjs').Programs, readonly processes: import('./processes.mjs').Processes }} rig
 */
export async function startSnapshotController({ plane, folder, programs, processes }) {
  await applyCrds(plane.api, await readManifests(programs.files('snapshot-crds')), processes);
  await applyIdentities(plane.api, programs.files('snapshot-rbac'));
  const kubeconfig = await kubeconfigOf(plane, folder, ACCOUNT);
  processes.start('snapshot-controller', [programs.program('snapshot-controller'), `--kubeconfig=${kubeconfig}`], {
    respawn: true,
  });
}
