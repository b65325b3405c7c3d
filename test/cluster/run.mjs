// @ts-check
/**
 * Runs the driver in a cluster without containers: etcd, kube-apiserver with RBAC, kube-controller-manager, kube-scheduler,
 * the sidecars and snapshot-controller as processes on loopback, built by Go from exact versions and kept in
 * .cache/cluster. One node has a kubelet whose containers are pretended, which needs root. Each flow runs once as it is, and once with the driver killed after everything it changes.
 *
 *     npm run test:cluster                       # all
 *     npm run test:cluster -- --smoke            # what CI runs
 *     npm run test:cluster -- FLOW               # one, by the name of its file in flows/
 *     npm run test:cluster -- --build            # only builds what the smoke share needs
 *     npm run test:cluster -- --seed 7 --keep    # other moments to kill at; waits for ctrl-c in the end
 *     npm run test:cluster -- --manifests DIR    # with the service accounts and RBAC of other manifests
 *
 * What it runs of ours is dist/. Ends with `N passed, N failed`; exit status 0 or 1. Logs are in .cache/cluster/logs.
 */
import { parseArgs } from 'node:util';
import { seededRandom } from '../restart/seeded-random.mjs';
import { createTally } from '../restart/tally.mjs';
import { requireEtcd } from '../../tools/require-etcd.mjs';
import { deniedRequests } from './audit-log.mjs';
import { loadFlows } from './flow.mjs';
import { callsCutOff, killAfterChanges } from './kills.mjs';
import { namespaceNamed } from './objects.mjs';
import { EVERY_RUN, WITH_KUBELET, buildPrograms } from './programs.mjs';
import { MANIFESTS, startRig } from './rig.mjs';
import { thingsIn, worldOf } from './world.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    smoke: { type: 'boolean', default: false },
    build: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    seed: { type: 'string', default: '7' },
    manifests: { type: 'string', default: MANIFESTS },
  },
});

const tally = createTally();
const random = seededRandom(Number(options.seed));

try {
  const chosen = await chooseFlows();
  requireEtcd();
  const programs = await buildPrograms(options.smoke || options.build ? EVERY_RUN : [...EVERY_RUN, ...WITH_KUBELET]);
  if (!options.build) await runFlows(programs, chosen);
} catch (error) {
  tally.check('it went on to the end', [reasonOf(error)]);
}
process.exitCode = tally.finish() === 0 ? 0 : 1;
process.exit();

/** @returns {Promise<ReadonlyMap<string, import('./flow.mjs').Flow>>} */
async function chooseFlows() {
  const flows = await loadFlows();
  const unknown = positionals.filter((name) => !flows.has(name));
  if (unknown.length > 0) throw new Error(`no flow ${unknown.join(', ')}: there are ${[...flows.keys()].join(', ')}`);
  return new Map(
    [...flows].filter(([name, { smoke }]) =>
      positionals.length > 0 ? positionals.includes(name) : smoke || !options.smoke,
    ),
  );
}

/**
 * @param {import('./programs.mjs').Programs} programs
 * @param {ReadonlyMap<string, import('./flow.mjs').Flow>} flows
 */
async function runFlows(programs, flows) {
  const rig = await startRig(programs, { kubelet: !options.smoke, manifests: options.manifests });
  tally.note(`API ready after ${rig.plane.readySeconds.toFixed(1)} s, seed ${options.seed}`);
  try {
    for (const [name, flow] of flows) await runFlow(rig, name, flow, false);
    if (!options.smoke) await runKilled(rig, flows);
    const denied = await deniedRequests(rig.plane.auditLog);
    tally.check('the service accounts were allowed all they asked for', denied);
    if (options.keep) await new Promise(() => console.log(`KUBECONFIG=${rig.folder}/stowage-controller.kubeconfig`));
  } finally {
    await rig.stop();
  }
}

/**
 * @param {import('./rig.mjs').Rig} rig
 * @param {ReadonlyMap<string, import('./flow.mjs').Flow>} flows
 */
async function runKilled(rig, flows) {
  const killed = [...flows].filter(([, { kills }]) => kills !== false);
  for (const [name, flow] of killed) await runFlow(rig, name, flow, true);
  const cut = await callsCutOff();
  const told = `sidecars told ${String(cut)} times of a call that was cut off`;
  // One flow makes too few calls for a kill to be sure to hit one.
  if (killed.length <= 1) tally.note(told);
  else tally.check(`kills hit work: ${told}`, cut > 0 ? [] : ['none']);
}

/**
 * @param {import('./rig.mjs').Rig} rig
 * @param {string} name
 * @param {import('./flow.mjs').Flow} flow
 * @param {boolean} killed
 */
async function runFlow(rig, name, flow, killed) {
  const started = performance.now();
  const label = killed ? `${name}, driver killed` : name;
  const namespace = `${name}${killed ? '-killed' : ''}`;
  const check = (/** @type {string} */ what, /** @type {readonly string[]} */ problems) =>
    tally.check(`${label}: ${what}`, problems);
  const killer = killed ? killAfterChanges(rig.api, rig.driver, random) : undefined;
  const world = worldOf(rig, { namespace, api: killer?.api ?? rig.api, killed, check });
  const before = await thingsIn(rig.api, rig.driver);
  await rig.api.create(namespaceNamed(namespace));
  await tried(check, 'it went on to the end', () => flow.run(world));
  if (killer) {
    await killer.done();
    check(`${String(killer.count())} kills`, killer.count() > 0 ? [] : ['nothing was killed']);
  }
  await tried(check, 'nothing is left', async () => {
    await world.nothingLeft(before);
    check('nothing is left', []);
  });
  tally.note(`${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * What throws is a check that failed.
 * @param {(what: string, problems: readonly string[]) => void} check
 * @param {string} what
 * @param {() => Promise<void>} work
 */
async function tried(check, what, work) {
  try {
    await work();
  } catch (error) {
    check(what, reasonOf(error).split('\n'));
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
