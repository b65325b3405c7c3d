// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '../../tools/free-port.mjs';
import { writeKubeconfig } from './kubeconfig.mjs';
import { waitFor } from './wait-for.mjs';

const READY_SECONDS = 60;

/**
 * A kubelet with a container runtime that only pretends, and the driver registered with it: pods are admitted, their
 * volumes staged and published by the driver, and their containers said to run. Needs root.
 * @param {{ readonly plane: import('./control-plane.mjs').ControlPlane, readonly folder: string, readonly node: string,
 *   readonly socket: string, readonly programs: import('./programs.mjs').Programs,
 *   readonly processes: import('./processes.mjs').Processes }} rig
 */
export async function startKubelet({ plane, folder, node, socket, programs, processes }) {
  const root = path.join(folder, 'kubelet');
  const registry = path.join(root, 'plugins_registry');
  await mkdir(registry, { recursive: true });
  const config = path.join(folder, 'kubelet.yaml');
  await writeFile(config, JSON.stringify(await configuration(root)));
  const kubeconfig = await writeKubeconfig(path.join(folder, 'kubelet.kubeconfig'), {
    server: plane.server,
    caFile: plane.caFile,
    token: plane.tokens.kubelet,
  });
  processes.start('kubelet', [
    // What it mounts goes with it.
    'unshare',
    '--mount',
    programs.program('kubelet'),
    path.join(folder, 'cri.sock'),
    `--config=${config}`,
    `--kubeconfig=${kubeconfig}`,
    `--hostname-override=${node}`,
    `--root-dir=${root}`,
    `--cert-dir=${path.join(root, 'pki')}`,
  ]);
  processes.start('registrar', [programs.program('registrar'), 'csi.stowage.dev', socket, registry], { respawn: true });
  await untilRegistered(plane.api, node, processes);
}

/** @param {string} root */
const configuration = async (root) => ({
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  kind: 'KubeletConfiguration',
  address: '127.0.0.1',
  port: await freePort(),
  healthzPort: 0,
  authentication: { anonymous: { enabled: false }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  podLogsDir: path.join(root, 'pod-logs'),
  volumePluginDir: path.join(root, 'volume-plugins'),
  // It manages no machine.
  failCgroupV1: false,
  cgroupsPerQOS: false,
  enforceNodeAllocatable: [],
  failSwapOn: false,
  localStorageCapacityIsolation: false,
  evictionHard: { 'memory.available': '0%', 'nodefs.available': '0%', 'imagefs.available': '0%' },
  syncFrequency: '2s',
  nodeStatusUpdateFrequency: '2s',
});

/**
 * @param {import('./api-client.mjs').Api} api
 * @param {string} name
 * @param {import('./processes.mjs').Processes} processes
 */
async function untilRegistered(api, name, processes) {
  const options = { seconds: READY_SECONDS, tails: () => processes.tails(['kubelet', 'registrar']) };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
  await waitFor(
    `node ${name} is ready`,
    () => api.get(node),
    (found) =>
      found?.status.conditions.some((/** @type {any} */ { type, status }) => type === 'Ready' && status === 'True'),
    options,
  );
  await waitFor(
    `the driver is registered on ${name}`,
    () => api.get({ apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name } }),
    (found) => found?.spec.drivers.length > 0,
    options,
  );
  // Admission taints what is new as not ready, and the controller that would take the taint away is switched off.
  await api.patch(node, { spec: { taints: null } });
}
