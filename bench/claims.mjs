// @ts-check
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { followObjects } from '../dist/controller/cluster/api/follow.js';
import { PERSISTENT_VOLUME_CLAIMS, PERSISTENT_VOLUMES, PODS } from '../dist/controller/cluster/api/resource.js';
import { clusterClaims } from '../dist/controller/cluster/claims/claims.js';
import { rounded } from './statistics.mjs';

const PAGE = 500;

setFlagsFromString('--expose-gc');
const collect = /** @type {() => void} */ (runInNewContext('gc'));

/**
 * Claims of ours in namespaces of 100, each with a PersistentVolume and a pod, as an API server sends them.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* claims({ smoke }) {
  const count = smoke ? 2_000 : 100_000;
  const whole = await measured(count, wholeObjects);
  const { bytes, seconds, kept } = await measured(count, ourClaims);
  const per = (/** @type {number} */ sum) => Math.round(sum / count);
  yield {
    name: 'claims-memory',
    value: per(bytes),
    unit: 'bytes a claim, its volume and pod',
    rival: 'whole objects',
    ratio: rounded(bytes / whole.bytes),
  };
  yield {
    name: 'claims-list',
    value: rounded(seconds),
    unit: 's',
    rival: 'whole objects',
    ratio: rounded(seconds / whole.seconds),
  };
  yield { name: 'claims-lookup', value: rounded(lookup(kept, count)), unit: 'us' };
}

/**
 * @template Kept
 * @param {number} count
 * @param {(api: any, options: any) => Promise<Kept>} keep
 */
async function measured(count, keep) {
  const stop = new AbortController();
  const pause = () => new Promise(() => undefined);
  const failed = (/** @type {Error} */ error) => {
    throw error;
  };
  collect();
  const before = process.memoryUsage().heapUsed;
  const began = process.cpuUsage();
  const kept = await keep(serverOf(count), { signal: stop.signal, failed, pause, isAway: () => false });
  const { user, system } = process.cpuUsage(began);
  collect();
  return { kept, bytes: process.memoryUsage().heapUsed - before, seconds: (user + system) / 1e6 };
}

async function wholeObjects(/** @type {any} */ api, /** @type {any} */ options) {
  const all = [PERSISTENT_VOLUME_CLAIMS, PERSISTENT_VOLUMES, PODS].map((resource) =>
    followObjects(api, { ...options, resource }),
  );
  await Promise.all(all.map(({ listed }) => listed));
  return all;
}

async function ourClaims(/** @type {any} */ api, /** @type {any} */ options) {
  const found = clusterClaims(api, options);
  found.start();
  while (found.useOf('handle-0', undefined) === undefined) await new Promise(setImmediate);
  return found;
}

/** Microseconds. */
function lookup(
  /** @type {import('../dist/controller/cluster/claims/claims.js').ClusterClaims} */ kept,
  /** @type {number} */ count,
) {
  const times = 100_000;
  const began = process.cpuUsage();
  for (let at = 0; at < times; at++) {
    const use = kept.useOf(`handle-${String((at * 7919) % count)}`, undefined);
    if (use?.pods.length !== 1) throw new Error('a volume has not the pod that it should');
  }
  const { user, system } = process.cpuUsage(began);
  return (user + system) / times;
}

const serverOf = (/** @type {number} */ count) => ({
  async *pages(/** @type {{ plural: string }} */ { plural }) {
    const make = { persistentvolumeclaims: claimJson, persistentvolumes: volumeJson, pods: podJson }[plural];
    for (let at = 0; make && at < count; at += PAGE) {
      // Parsed as answers are: what is kept of them must not hold the rest.
      const text = `[${Array.from({ length: Math.min(PAGE, count - at) }, (_, more) => make(at + more)).join(',')}]`;
      yield { items: JSON.parse(text), resourceVersion: '1' };
    }
    if (!make) yield { items: [], resourceVersion: '1' };
  },
  async *watch() {
    await new Promise(() => undefined);
  },
});

const uid = (/** @type {number} */ at) => `0f0e0d0c-0000-4000-8000-${String(at).padStart(12, '0')}`;
const namespaceOf = (/** @type {number} */ at) => `team-${String(Math.floor(at / 100))}`;

const managed = [
  {
    manager: 'kube-controller-manager',
    operation: 'Update',
    apiVersion: 'v1',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': {
        'f:annotations': {
          '.': {},
          'f:pv.kubernetes.io/bind-completed': {},
          'f:volume.kubernetes.io/storage-provisioner': {},
        },
      },
      'f:spec': { 'f:volumeName': {}, 'f:resources': {} },
    },
  },
];

const metadata = (/** @type {string} */ name, /** @type {number} */ at, /** @type {object} */ more) => ({
  name,
  uid: uid(at),
  resourceVersion: String(1_000_000 + at),
  creationTimestamp: '2026-11-28T08:00:00Z',
  managedFields: managed,
  ...more,
});

const claimJson = (/** @type {number} */ at) =>
  JSON.stringify({
    metadata: metadata(`data-db-${String(at)}`, at, {
      namespace: namespaceOf(at),
      labels: { 'app.kubernetes.io/name': 'db', 'app.kubernetes.io/instance': `db-${String(at)}` },
      annotations: {
        'volume.kubernetes.io/storage-provisioner': 'csi.stowage.dev',
        'pv.kubernetes.io/bind-completed': 'yes',
      },
    }),
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'fast',
      volumeName: `pvc-${uid(at)}`,
    },
    status: { phase: 'Bound', capacity: { storage: '10Gi' } },
  });

const volumeJson = (/** @type {number} */ at) =>
  JSON.stringify({
    metadata: metadata(`pvc-${uid(at)}`, at, { annotations: { 'pv.kubernetes.io/provisioned-by': 'csi.stowage.dev' } }),
    spec: {
      csi: { driver: 'csi.stowage.dev', volumeHandle: `handle-${String(at)}`, fsType: 'ext4' },
      claimRef: { namespace: namespaceOf(at), name: `data-db-${String(at)}`, uid: uid(at) },
      storageClassName: 'fast',
    },
    status: { phase: 'Bound' },
  });

const podJson = (/** @type {number} */ at) =>
  JSON.stringify({
    metadata: metadata(`db-${String(at)}`, at, {
      namespace: namespaceOf(at),
      labels: { 'apps.kubernetes.io/pod-index': String(at) },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid: uid(at), controller: true }],
    }),
    spec: {
      nodeName: `worker-${String(at % 1000)}`,
      containers: [{ name: 'db', image: 'registry.example/db:1', env: [{ name: 'A', value: 'b' }], resources: {} }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-db-${String(at)}` } }],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-28T08:00:00Z' }],
    },
  });
