// @ts-check
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createApi } from './api-client.mjs';
import { makeCertificates } from './certificates.mjs';
import { freePort } from '../../tools/free-port.mjs';
import { writeKubeconfig } from './kubeconfig.mjs';
import { KUBELET_NODE } from './nodes.mjs';

const START_MILLISECONDS = 90_000;

/** Who the API server knows by a token of this run. What they may do is RBAC's, as in every cluster. */
const USERS = {
  admin: { user: 'rig-admin', group: 'system:masters' },
  manager: { user: 'system:kube-controller-manager', group: '' },
  scheduler: { user: 'system:kube-scheduler', group: '' },
  kubelet: { user: `system:node:${KUBELET_NODE}`, group: 'system:nodes' },
};

/** Every request with who made it, what it asked and how it was answered. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted'],
  rules: [{ level: 'Metadata' }],
};

/**
 * @typedef {{ readonly api: import('./api-client.mjs').Api, readonly server: string, readonly ca: string,
 *   readonly caFile: string, readonly auditLog: string, readonly adminKubeconfig: string, readonly readySeconds: number,
 *   readonly tokens: Awaited<ReturnType<typeof writeTokens>>, readonly tokenKey: string, readonly stop: () => Promise<void> }} ControlPlane
 */

/**
 * @typedef {{ readonly folder: string, readonly executable: string, readonly processes: import('./processes.mjs').Processes }} PlaneOptions
 */

/**
 * An API server with kube-controller-manager and kube-scheduler. Nodes are watched by nobody: there is no kubelet that
 * would renew their leases.
 * @param {PlaneOptions} options
 */
export async function startControlPlane(options) {
  const plane = await startApiServer(options);
  await startControllers(plane, options);
  return plane;
}

/**
 * etcd and kube-apiserver with Node and RBAC authorization, on loopback.
 * @param {PlaneOptions & { readonly prefix?: string }} options
 * @returns {Promise<ControlPlane>}
 */
export async function startApiServer({ folder, executable, processes, prefix = '' }) {
  const started = performance.now();
  const file = (/** @type {string} */ name) => path.join(folder, name);
  const { ca, files } = await makeCertificates(folder);
  const tokens = await writeTokens(file('tokens.csv'));
  await writeFile(file('audit-policy.yaml'), JSON.stringify(AUDIT_POLICY));
  const [etcdPort, peerPort, port] = [await freePort(), await freePort(), await freePort()];
  const etcd = `http://127.0.0.1:${String(etcdPort)}`;
  const store = processes.start(`${prefix}etcd`, [
    'etcd',
    ...etcdFlags(file('etcd'), etcd, `http://127.0.0.1:${String(peerPort)}`),
  ]);

  const server = `https://127.0.0.1:${String(port)}`;
  const auditLog = file('audit.log');
  const apiFlags = apiServerFlags({
    port,
    etcd,
    files,
    tokens: file('tokens.csv'),
    policy: file('audit-policy.yaml'),
    auditLog,
  });
  const apiServer = processes.start(`${prefix}kube-apiserver`, [executable, 'kube-apiserver', ...apiFlags]);
  const api = createApi({ server, ca, token: tokens.admin });
  await untilReady(api, apiServer, () => processes.tails([`${prefix}etcd`, `${prefix}kube-apiserver`]));

  const admin = { server, caFile: files.ca, token: tokens.admin };
  return {
    api,
    server,
    ca,
    caFile: files.ca,
    auditLog,
    adminKubeconfig: await writeKubeconfig(file('admin.kubeconfig'), admin),
    tokens,
    tokenKey: files.tokenKey,
    stop: async () => {
      api.close();
      await apiServer.stop();
      await store.stop();
    },
    readySeconds: (performance.now() - started) / 1000,
  };
}

/**
 * @param {ControlPlane} plane
 * @param {PlaneOptions} options
 */
async function startControllers({ server, caFile, tokens, tokenKey }, { folder, executable, processes }) {
  const access = (/** @type {string} */ token) => ({ server, caFile, token });
  const manager = await writeKubeconfig(path.join(folder, 'manager.kubeconfig'), access(tokens.manager));
  const scheduler = await writeKubeconfig(path.join(folder, 'scheduler.kubeconfig'), access(tokens.scheduler));
  processes.start('kube-controller-manager', [
    executable,
    'kube-controller-manager',
    `--kubeconfig=${manager}`,
    '--controllers=*,-node-lifecycle-controller',
    '--use-service-account-credentials',
    `--service-account-private-key-file=${tokenKey}`,
    `--root-ca-file=${caFile}`,
    ...ALONE,
  ]);
  processes.start('kube-scheduler', [executable, 'kube-scheduler', `--kubeconfig=${scheduler}`, ...ALONE]);
}

/** One replica that serves nothing, and holds nothing back: by default a thousand claims would wait for that alone. */
const ALONE = ['--leader-elect=false', '--secure-port=0', '--kube-api-qps=1000', '--kube-api-burst=2000'];

/** @param {string} file */
async function writeTokens(file) {
  const tokens = { admin: token(), manager: token(), scheduler: token(), kubelet: token() };
  const lines = Object.entries(USERS).map(([name, { user, group }]) =>
    [tokens[/** @type {keyof typeof tokens} */ (name)], user, user, ...(group === '' ? [] : [`"${group}"`])].join(','),
  );
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return tokens;
}

const token = () => randomBytes(16).toString('hex');

/**
 * @param {string} folder
 * @param {string} client
 * @param {string} peer
 */
const etcdFlags = (folder, client, peer) => [
  `--data-dir=${folder}`,
  `--listen-client-urls=${client}`,
  `--advertise-client-urls=${client}`,
  `--listen-peer-urls=${peer}`,
  `--initial-advertise-peer-urls=${peer}`,
  `--initial-cluster=default=${peer}`,
  '--logger=zap',
  // What is in it ends with the run.
  '--unsafe-no-fsync',
];

/**
 * @param {{ readonly port: number, readonly etcd: string, readonly tokens: string, readonly policy: string,
 *   readonly auditLog: string, readonly files: Awaited<ReturnType<typeof makeCertificates>>['files'] }} at
 */
const apiServerFlags = ({ port, etcd, files, tokens, policy, auditLog }) => [
  `--etcd-servers=${etcd}`,
  '--bind-address=127.0.0.1',
  `--secure-port=${String(port)}`,
  '--advertise-address=127.0.0.1',
  // It would publish its own address as an endpoint, and loopback is none.
  '--endpoint-reconciler-type=none',
  '--service-cluster-ip-range=10.255.0.0/24',
  `--tls-cert-file=${files.certificate}`,
  `--tls-private-key-file=${files.key}`,
  '--authorization-mode=Node,RBAC',
  '--enable-admission-plugins=NodeRestriction',
  '--anonymous-auth=false',
  `--token-auth-file=${tokens}`,
  `--service-account-key-file=${files.tokenKey}`,
  `--service-account-signing-key-file=${files.tokenKey}`,
  '--service-account-issuer=https://kubernetes.default.svc',
  `--audit-policy-file=${policy}`,
  `--audit-log-path=${auditLog}`,
  '--profiling=false',
];

/**
 * @param {import('./api-client.mjs').Api} api
 * @param {import('./processes.mjs').Running} apiServer
 * @param {() => Promise<string>} tails
 */
async function untilReady(api, apiServer, tails) {
  for (const until = Date.now() + START_MILLISECONDS; Date.now() < until; await pause(50)) {
    const answer = await api.raw({ method: 'GET', path: '/readyz' }).catch(() => undefined);
    if (answer?.status === 200) return;
    if (apiServer.ended() !== undefined) break;
  }
  throw new Error(`kube-apiserver did not start:\n${await tails()}`);
}
