// @ts-check

/**
 * Values that the chart is rendered with, beside a repository, and what must be among the objects then, or must not.
 * @typedef {{ readonly name: string, readonly values: object, readonly has?: readonly string[],
 *   readonly lacks?: readonly string[] }} Case
 */

const ETCD = {
  store: { etcd: { endpoints: ['https://etcd-0:2379', 'https://etcd-1:2379'], tlsSecret: 'etcd-client' } },
};

/** @type {readonly Case[]} */
export const CASES = [
  {
    name: 'defaults',
    values: {},
    has: ['StatefulSet stowage-controller', 'DaemonSet stowage-node', 'NetworkPolicy stowage-controller'],
    lacks: ['Namespace stowage-system', 'DaemonSet stowage-agent', 'Service stowage-api', 'Service stowage-agents'],
  },
  {
    name: 'several replicas on etcd',
    values: ETCD,
    has: ['Deployment stowage-controller', 'Role stowage-sidecars'],
    lacks: ['StatefulSet stowage-controller'],
  },
  { name: 'etcd without TLS', values: { store: { etcd: { endpoints: ['http://etcd:2379'] } } } },
  { name: 'state on a node', values: { store: { kind: 'hostPath' } } },
  { name: 'a class for the state', values: { store: { storageClassName: 'local', size: '10Gi' } } },
  {
    name: 'agents in the cluster, with metrics',
    values: { agent: { enabled: true, metricsPort: 9483 }, node: { metricsPort: 9481 } },
    has: ['DaemonSet stowage-agent', 'ServiceAccount stowage-agent'],
  },
  {
    name: 'no nodes',
    values: { node: { enabled: false } },
    lacks: ['DaemonSet stowage-node', 'ServiceAccount stowage-node'],
  },
  {
    name: 'without policy, budget, roles and CSIDriver',
    values: {
      networkPolicy: { enabled: false },
      podDisruptionBudget: { enabled: false },
      rbac: { create: false },
      csiDriver: { create: false },
    },
    lacks: [
      'NetworkPolicy stowage-controller',
      'PodDisruptionBudget stowage-controller',
      'ClusterRole stowage-controller',
      'ServiceAccount stowage-controller',
      'CSIDriver csi.stowage.dev',
    ],
  },
  {
    name: 'egress, and who may ask',
    values: {
      api: { exposed: true },
      networkPolicy: {
        agentsFrom: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
        apiFrom: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ci' } } }],
        metricsFrom: [],
        egress: [{ ports: [{ port: 443, protocol: 'TCP' }] }],
      },
    },
    has: ['Service stowage-api'],
  },
  {
    name: 'agents outside the cluster',
    values: { agents: { service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.1.0.0/16'] } } },
    has: ['Service stowage-agents'],
  },
  {
    name: 'the artifact of an object of Flux',
    values: { repository: { url: 'flux:OCIRepository/flux-system/storage-config' } },
    has: ['Role stowage-flux', 'RoleBinding stowage-flux'],
  },
  {
    name: 'the cluster as source',
    values: { repository: { url: 'cluster:stowage-system/stowage-revision' } },
    has: ['Role stowage-marker', 'RoleBinding stowage-marker'],
  },
  {
    name: 'no snapshots',
    values: { sidecars: { snapshotter: { enabled: false } } },
    lacks: ['ClusterRole stowage-snapshotter'],
  },
  {
    name: "cert-manager, and each host's certificate from a Secret",
    values: {
      certManager: { enabled: true, dnsNames: ['stowage.example.org'] },
      node: { tls: { from: 'secrets', names: ['worker-1', 'worker-2'] } },
      agent: { enabled: true, tls: { from: 'secrets', names: ['box-1'] } },
    },
    has: ['Certificate stowage-controller', 'Certificate stowage-node-worker-2', 'Certificate stowage-agent-box-1'],
  },
  {
    name: "the Prometheus operator's objects",
    values: {
      monitoring: { enabled: true, labels: { release: 'prometheus' } },
      node: { metricsPort: 9481 },
      agent: { enabled: true, metricsPort: 9483 },
    },
    has: ['ServiceMonitor stowage-controller', 'PodMonitor stowage-node', 'PodMonitor stowage-agent'],
  },
  {
    name: 'Secrets of further namespaces',
    values: { rbac: { secretNamespaces: ['storage-keys', 'stowage-system'] } },
    has: ['Role stowage-secrets'],
  },
  {
    name: 'everything that can be added',
    values: {
      ...ETCD,
      namespace: { create: true },
      clusterName: 'east',
      imagePullSecrets: [{ name: 'registry' }],
      image: { digest: `sha256:${'a'.repeat(64)}` },
      controller: {
        podAnnotations: { a: 'b' },
        affinity: { podAntiAffinity: {} },
        tolerations: [{ operator: 'Exists' }],
        extraArgs: ['--limit=files=30000'],
        extraEnv: [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://collector:4318' }],
        extraVolumes: [{ name: 'repository', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'repository', mountPath: '/repository' }],
      },
      node: { maxVolumes: 100, ioCgroup: 'kubepods.slice', podAnnotations: { a: 'b' }, driver: 'stowage.example:8481' },
      agent: { enabled: true, domain: '6f6c5a0e-6d9b-4b53-9c1c-0a6f4b2f7a11' },
    },
    has: ['Namespace stowage-system'],
  },
];

/**
 * Values that are refused, and a word of why.
 * @type {readonly { readonly name: string, readonly values: object, readonly why: string }[]}
 */
export const REFUSED = [
  { name: 'no repository', values: { repository: { url: '' } }, why: 'url' },
  { name: 'an object of Flux that is not one', values: { repository: { url: 'flux:storage-config' } }, why: 'url' },
  { name: 'a value that there is none of', values: { replicas: 3 }, why: 'replicas' },
  { name: 'one further down', values: { store: { etcd: { servers: ['a'] } } }, why: 'servers' },
  { name: 'the wrong type', values: { api: { port: 'http' } }, why: 'port' },
  { name: 'latest', values: { image: { tag: 'latest' } }, why: 'tag' },
  { name: 'no such kind of store', values: { store: { kind: 'redis' } }, why: 'kind' },
];
