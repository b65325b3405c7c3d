// @ts-check
import { EVERY_RUN, buildPrograms } from '../test/cluster/programs.mjs';
import { startRig } from '../test/cluster/rig.mjs';
import { bindAll } from './cluster/bind-all.mjs';
import { startRivals } from './cluster/rivals.mjs';
import { rounded } from './statistics.mjs';

/**
 * What it takes a cluster to bind claims that come all at once and to delete them again: etcd, the API server, its
 * controllers, the sidecars and a driver, on this one machine. Against other drivers, in the same cluster with the same
 * sidecars: the one of Kubernetes' own end-to-end tests, which keeps volumes in memory and does nothing else, and
 * csi-driver-host-path where the environment variable HOSTPATHPLUGIN says where it is.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* cluster({ smoke }) {
  const claims = smoke ? 20 : 1000;
  const programs = await buildPrograms([...EVERY_RUN, 'mock-driver']);
  const rig = await startRig(programs);
  try {
    const ours = { name: 'stowage', className: 'slice-now', process: rig.driver.process };
    const rivals = await startRivals(rig);
    for (const each of [ours, ...rivals]) await bindAll(rig, { ...each, claims: WARMING_CLAIMS });
    const value = await bindAll(rig, { ...ours, claims });
    for (const rival of rivals) yield* figures(claims, value, rival.name, await bindAll(rig, { ...rival, claims }));
  } finally {
    await rig.stop();
  }
}

const WARMING_CLAIMS = 20;

/** @type {readonly { readonly what: keyof import('./cluster/bind-all.mjs').Bound, readonly unit: string }[]} */
const FIGURES = [
  { what: 'bound', unit: 's' },
  { what: 'deleted', unit: 's' },
  { what: 'requests', unit: 'requests of the API server per claim' },
  { what: 'accountRequests', unit: 'requests of the API server per claim' },
  { what: 'driverSeconds', unit: 's of CPU' },
];

/**
 * @param {number} claims
 * @param {import('./cluster/bind-all.mjs').Bound} ours
 * @param {string} rival
 * @param {import('./cluster/bind-all.mjs').Bound} theirs
 */
function* figures(claims, ours, rival, theirs) {
  for (const { what, unit } of FIGURES) {
    const name = `cluster-${String(claims)}-claims-${what}`;
    yield { name, value: rounded(ours[what]), unit, rival, ratio: rounded(ours[what] / theirs[what]) };
  }
}
