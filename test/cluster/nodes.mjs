// @ts-check
const PREFIX = 'topology.csi.stowage.dev/';

/** The nodes of declared/topology.yaml, and where its levels and bandwidth domains put them. */
export const NODES = {
  'worker-a1': { zone: 'hall-1', rack: 'rack-a', bandwidthDomain: 'leaf-a' },
  'worker-b1': { zone: 'hall-1', rack: 'rack-b', bandwidthDomain: 'leaf-b' },
  'edge-1': { zone: 'hall-1', bandwidthDomain: 'edge' },
  'test-1': { zone: 'hall-1', bandwidthDomain: 'test-bench' },
};

/** @typedef {keyof typeof NODES} NodeName */

/** The node that `stowage serve` also is. Where there is a kubelet, it is this node's. */
export const KUBELET_NODE = 'worker-a1';

/** What NodeGetInfo says of a node. @param {Record<string, string>} segment */
export const topologyOf = (segment) => ({
  ...Object.fromEntries(Object.entries(segment).map(([level, value]) => [PREFIX + level, value])),
  [`${PREFIX}node.registered`]: 'true',
});

/**
 * Nodes as a kubelet would register them, with the driver on each, and no kubelet: pods are scheduled to them, volumes
 * attached, and nothing is ever started.
 * @param {import('./api-client.mjs').Api} api
 * @param {readonly NodeName[]} names
 */
export async function makeNodes(api, names) {
  await Promise.all(names.map((name) => makeNode(api, name, topologyOf(NODES[name]))));
}

/**
 * @param {import('./api-client.mjs').Api} api
 * @param {string} name
 * @param {Record<string, string>} topology
 */
async function makeNode(api, name, topology) {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
  const created = await api.create({
    ...node,
    metadata: {
      name,
      labels: { 'kubernetes.io/hostname': name, ...topology },
      annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
  });
  const room = { cpu: '64', memory: '256Gi', pods: '2000' };
  await api.patch(node, { status: { capacity: room, allocatable: room, conditions: [ready()] } }, 'status');
  // Admission taints what is new as not ready, and the controller that would take the taint away is switched off.
  await api.patch(node, { spec: { taints: null } });
  await api.create({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name, ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name, uid: created.metadata.uid }] },
    spec: { drivers: [{ name: 'csi.stowage.dev', nodeID: name, topologyKeys: Object.keys(topology) }] },
  });
}

const HEARTBEAT_MILLISECONDS = 1000;

/**
 * Tells the status of every node again and again, as kubelets do. The attach-detach controller takes a volume for mounted
 * until the node has told its status after the attach, so without it an attach that failed is undone after six minutes.
 * @param {import('./api-client.mjs').Api} api
 * @param {readonly NodeName[]} names
 * @returns {() => void} ends it
 */
export function startHeartbeats(api, names) {
  const beat = () =>
    names.map((name) =>
      api.patch(
        { apiVersion: 'v1', kind: 'Node', metadata: { name } },
        { status: { conditions: [ready()] } },
        'status',
      ),
    );
  // Next time, if not this time: a run that ends takes the API server away.
  const timer = setInterval(() => void Promise.allSettled(beat()), HEARTBEAT_MILLISECONDS);
  return () => clearInterval(timer);
}

const ready = () => ({
  type: 'Ready',
  status: 'True',
  reason: 'KubeletReady',
  message: 'fake',
  lastHeartbeatTime: new Date().toISOString(),
});
