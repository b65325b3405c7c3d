// @ts-check
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { readRequests } from '../../test/cluster/audit-log.mjs';
import { VOLUMES, claim, namespaceNamed } from '../../test/cluster/objects.mjs';

const NAMESPACE = 'bench';
const ACCOUNT = 'system:serviceaccount:stowage-system:stowage-controller';

/** A look at a thousand claims costs the API server something as well. */
const POLL_MILLISECONDS = 200;
const LIMIT_SECONDS = 600;

/** What the kernel counts CPU time in. */
const TICKS_PER_SECOND = 100;

/**
 * Seconds, and requests per claim: of everybody but this benchmark, and of the account of the driver and its sidecars among them.
 * @typedef {{ readonly bound: number, readonly deleted: number, readonly requests: number, readonly accountRequests: number,
 *   readonly driverSeconds: number }} Bound
 */

/**
 * Makes so many claims at once and waits until all are bound; then deletes them and waits until every volume is gone.
 * @param {import('../../test/cluster/rig.mjs').Rig} rig
 * @param {{ readonly className: string, readonly claims: number, readonly process: import('../../test/cluster/processes.mjs').Running }} wish
 * @returns {Promise<Bound>}
 */
export async function bindAll({ api, plane }, { className, claims, process }) {
  await api.apply(namespaceNamed(NAMESPACE));
  const objects = Array.from({ length: claims }, (_, at) =>
    claim(NAMESPACE, `claim-${String(at)}`, { className, size: '1Gi' }),
  );
  const [requestsBefore, cpuBefore] = [await countRequests(plane.auditLog), await cpuSeconds(process)];
  const started = performance.now();
  await Promise.all(objects.map((object) => api.create(object)));
  await until(
    async () => api.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace: NAMESPACE } }),
    (found) => found.every(({ status }) => status.phase === 'Bound'),
  );
  const bound = (performance.now() - started) / 1000;
  const driverSeconds = (await cpuSeconds(process)) - cpuBefore;
  const requests = await countRequests(plane.auditLog);

  const deleting = performance.now();
  await Promise.all(objects.map((object) => api.delete(object)));
  await until(
    () => api.list(VOLUMES),
    (found) => found.length === 0,
  );
  return {
    bound,
    deleted: (performance.now() - deleting) / 1000,
    requests: (requests.all - requestsBefore.all) / claims,
    accountRequests: (requests.account - requestsBefore.account) / claims,
    driverSeconds,
  };
}

/**
 * @param {() => Promise<import('../../test/cluster/api-client.mjs').KubernetesObject[]>} look
 * @param {(found: import('../../test/cluster/api-client.mjs').KubernetesObject[]) => boolean} condition
 */
async function until(look, condition) {
  for (const limit = Date.now() + LIMIT_SECONDS * 1000; Date.now() < limit; await pause(POLL_MILLISECONDS)) {
    if (condition(await look())) return;
  }
  throw new Error(`not within ${String(LIMIT_SECONDS)} s`);
}

/** @param {string} auditLog */
async function countRequests(auditLog) {
  const requests = (await readRequests(auditLog)).filter(({ user }) => user !== 'rig-admin');
  return { all: requests.length, account: requests.filter(({ user }) => user === ACCOUNT).length };
}

/** @param {import('../../test/cluster/processes.mjs').Running} process */
async function cpuSeconds(process) {
  const stat = await readFile(`/proc/${String(process.pid())}/stat`, 'utf8');
  // After the name, which may hold spaces: the 14th and 15th field of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
