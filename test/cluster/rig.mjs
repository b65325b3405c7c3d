// @ts-check
import { randomBytes } from 'node:crypto';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startControlPlane } from './control-plane.mjs';
import { applyCrds } from './crds.mjs';
import { startDriver } from './driver.mjs';
import { applyIdentities, kubeconfigOf } from './identities.mjs';
import { startKubelet } from './kubelet.mjs';
import { KUBELET_NODE, NODES, makeNodes, startHeartbeats } from './nodes.mjs';
import { createProcesses } from './processes.mjs';
import { readManifests } from './manifests.mjs';
import { makeRepository } from './repository.mjs';
import { CONTROLLER, startSidecars } from './sidecars.mjs';
import { startSnapshotController } from './snapshots.mjs';
import { waitFor } from './wait-for.mjs';

/** What the processes of the last run wrote. */
export const LOGS = fileURLToPath(new URL('../../.cache/cluster/logs', import.meta.url));

/** Whose service accounts and RBAC our processes run as, unless told otherwise. */
export const MANIFESTS = fileURLToPath(new URL('../../deploy/manifests/', import.meta.url));

/**
 * @typedef {{ readonly kubelet: boolean, readonly plane: import('./control-plane.mjs').ControlPlane, readonly api: import('./api-client.mjs').Api,
 *   readonly driver: import('./driver.mjs').Driver, readonly repository: string, readonly folder: string, readonly kubeconfig: string, readonly manifests: string,
 *   readonly processes: import('./processes.mjs').Processes, readonly programs: import('./programs.mjs').Programs,
 *   readonly stop: () => Promise<void> }} Rig
 */

const nodeNames = /** @type {import('./nodes.mjs').NodeName[]} */ (Object.keys(NODES));

/**
 * A cluster of processes on loopback with our driver in it. Whatever ends this process ends all of them.
 * @param {import('./programs.mjs').Programs} programs
 * @param {{ readonly kubelet?: boolean, readonly manifests?: string }} options
 * @returns {Promise<Rig>}
 */
export async function startRig(programs, { kubelet = false, manifests = MANIFESTS } = {}) {
  // Short, because a socket's path must be.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cluster-')));
  const processes = await createProcesses(LOGS);
  let endHeartbeats = () => {};
  const stop = async () => {
    endHeartbeats();
    await processes.stop();
    await rm(folder, { recursive: true, force: true });
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  }
  try {
    const repository = path.join(folder, 'repository');
    await makeRepository(repository);
    const plane = await startControlPlane({ folder, executable: programs.program('control-plane'), processes });
    const fakes = nodeNames.filter((name) => !kubelet || name !== KUBELET_NODE);
    await install({ plane, folder, programs, processes }, { fakes, manifests });
    const kubeconfig = await kubeconfigOf(plane, folder, CONTROLLER);
    const driver = await startDriver({ folder, repository, kubeconfig, processes });
    startSidecars({ programs, processes, socket: driver.socket, kubeconfig });
    await untilShown(plane.api, repository, processes);
    endHeartbeats = startHeartbeats(plane.api, fakes);
    if (kubelet) await startKubelet({ plane, folder, node: KUBELET_NODE, socket: driver.socket, programs, processes });
    return {
      kubelet,
      plane,
      api: plane.api,
      driver,
      repository,
      folder,
      kubeconfig,
      manifests,
      processes,
      programs,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * What an administrator would: snapshots, nodes, our kinds, the accounts, and the Secret that keys are derived from.
 * @param {Pick<Rig, 'plane' | 'folder' | 'programs' | 'processes'>} rig
 * @param {{ readonly fakes: readonly import('./nodes.mjs').NodeName[], readonly manifests: string }} options
 */
async function install({ plane, folder, programs, processes }, { fakes, manifests }) {
  await Promise.all([
    startSnapshotController({ plane, folder, programs, processes }),
    makeNodes(plane.api, fakes),
    applyIdentities(plane.api, manifests),
    applyCrds(plane.api, await readManifests(manifests), processes),
  ]);
  await plane.api.create({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace: CONTROLLER.namespace, name: 'volume-keys' },
    stringData: { secret: randomBytes(32).toString('hex') },
  });
}

const SHOWN_SECONDS = 30;

/**
 * Waits until the driver has shown the classes of its repository: flows name them.
 * @param {import('./api-client.mjs').Api} api
 * @param {string} repository
 * @param {import('./processes.mjs').Processes} processes
 */
async function untilShown(api, repository, processes) {
  const classes = (await readManifests(repository)).filter(({ kind }) => kind.endsWith('Class'));
  const missing = async () => {
    const found = await Promise.all(classes.map((each) => api.get(each)));
    return classes.filter((_, at) => found[at] === undefined).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  };
  await waitFor('the classes of Git are shown', missing, (names) => names.length === 0, {
    seconds: SHOWN_SECONDS,
    tails: () => processes.tails(['stowage']),
  });
}
