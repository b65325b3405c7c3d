// @ts-check
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { kubeconfigOf } from '../../test/cluster/identities.mjs';
import { CONTROLLER, startSidecars } from '../../test/cluster/sidecars.mjs';

/** The node that has the rivals. */
const NODE = 'worker-b1';

/**
 * @typedef {{ readonly name: string, readonly driverName: string, readonly topology: Readonly<Record<string, string>>,
 *   readonly command: (socket: string) => readonly [string, ...string[]] }} Rival
 */

/**
 * Starts other drivers beside ours, each with sidecars and a class of its own.
 * @param {import('../../test/cluster/rig.mjs').Rig} rig
 */
export async function startRivals(rig) {
  const rivals = [mockDriver(rig), ...(await hostPath(rig))];
  const started = [];
  for (const rival of rivals) started.push(await startRival(rig, rival));
  return started;
}

/** @param {import('../../test/cluster/rig.mjs').Rig} rig @returns {Rival} */
const mockDriver = ({ programs }) => ({
  name: 'mock driver of Kubernetes',
  driverName: 'mock.csi.k8s.io',
  topology: { 'io.kubernetes.storage.mock/node': 'some-mock-node' },
  command: (socket) => [programs.program('mock-driver'), 'mock.csi.k8s.io', socket],
});

/** @param {import('../../test/cluster/rig.mjs').Rig} rig @returns {Promise<Rival[]>} */
async function hostPath({ folder }) {
  const executable = process.env['HOSTPATHPLUGIN'];
  if (executable === undefined) return [];
  const state = path.join(folder, 'hostpath');
  await mkdir(state);
  return [
    {
      name: 'csi-driver-host-path',
      driverName: 'hostpath.csi.k8s.io',
      topology: { 'topology.hostpath.csi/node': NODE },
      command: (socket) => [
        executable,
        `--endpoint=unix://${socket}`,
        `--statedir=${state}`,
        `--nodeid=${NODE}`,
        '--enable-attach',
      ],
    },
  ];
}

/**
 * @param {import('../../test/cluster/rig.mjs').Rig} rig
 * @param {Rival} rival
 */
async function startRival({ api, plane, folder, programs, processes }, { name, driverName, topology, command }) {
  const socket = path.join(folder, `${driverName}.sock`);
  const process = processes.start(driverName, command(socket));
  while (!existsSync(socket)) {
    if (process.ended() !== undefined) throw new Error(`${name} ended: ${await processes.tails([driverName])}`);
    await pause(20);
  }
  await register(api, driverName, topology);
  const kubeconfig = await kubeconfigOf(plane, folder, CONTROLLER);
  startSidecars({ programs, processes, socket, kubeconfig, prefix: `${driverName}-` });
  return { name, className: driverName, process };
}

/**
 * @param {import('../../test/cluster/api-client.mjs').Api} api
 * @param {string} driverName
 * @param {Readonly<Record<string, string>>} topology
 */
async function register(api, driverName, topology) {
  const storage = 'storage.k8s.io/v1';
  await api.apply({
    apiVersion: storage,
    kind: 'CSIDriver',
    metadata: { name: driverName },
    spec: { attachRequired: true, storageCapacity: true },
  });
  await api.apply({
    apiVersion: storage,
    kind: 'StorageClass',
    metadata: { name: driverName },
    provisioner: driverName,
  });
  await api.patch({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE } }, { metadata: { labels: topology } });
  const csiNode = { apiVersion: storage, kind: 'CSINode', metadata: { name: NODE } };
  const { spec } = (await api.get(csiNode)) ?? { spec: { drivers: [] } };
  const driver = { name: driverName, nodeID: NODE, topologyKeys: Object.keys(topology) };
  await api.patch(csiNode, { spec: { drivers: [...spec.drivers, driver] } });
}
