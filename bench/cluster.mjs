// @ts-check
import { EVERY_RUN, buildPrograms } from '../test/cluster/programs.mjs';
import { startRig } from '../test/cluster/rig.mjs';
import { bindAll } from './cluster/bind-all.mjs';
import { startRivals } from './cluster/rivals.mjs';
import { median, rounded } from './statistics.mjs';

/**
 * What it takes a cluster to bind claims that come all at once and to delete them again: etcd, the API server, its
 * controllers, the sidecars and a driver, on this one machine. Against other drivers, in the same cluster with the same
 * sidecars: the one of Kubernetes' own end-to-end tests, which keeps volumes in memory and does nothing else, and
 * csi-driver-host-path where the environment variable HOSTPATHPLUGIN says where it is.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export async function* cluster({ smoke }) {
  const [claims, rounds] = smoke ? [20, 1] : [1000, 3];
  const programs = await buildPrograms([...EVERY_RUN, 'mock-driver']);
  const rig = await startRig(programs);
  try {
    const ours = { name: 'stowage', className: 'slice-now', process: rig.driver.process };
    const drivers = [ours, ...(await startRivals(rig))];
    for (const { className } of drivers) await bindAll(rig, { className, claims: 20 });
    /** @type {Map<string, import('./cluster/bind-all.mjs').Bound[]>} */
    const seen = new Map(drivers.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { name, className, process } of drivers) {
        seen.get(name)?.push(await bindAll(rig, { className, claims, process }));
      }
    }
    for (const { name: rival } of drivers.slice(1)) {
      yield* figures(claims, seen.get(ours.name) ?? [], rival, seen.get(rival) ?? []);
    }
  } finally {
    await rig.stop();
  }
}

/** @type {readonly { readonly what: keyof import('./cluster/bind-all.mjs').Bound, readonly unit: string }[]} */
const FIGURES = [
  { what: 'bound', unit: 's' },
  { what: 'deleted', unit: 's' },
  { what: 'requests', unit: 'requests of the API server per claim' },
  { what: 'sidecarRequests', unit: 'requests of the API server per claim' },
  { what: 'driverSeconds', unit: 's of CPU' },
];

/**
 * @param {number} claims
 * @param {readonly import('./cluster/bind-all.mjs').Bound[]} ours
 * @param {string} rival
 * @param {readonly import('./cluster/bind-all.mjs').Bound[]} theirs
 */
function* figures(claims, ours, rival, theirs) {
  for (const { what, unit } of FIGURES) {
    const [value, other] = [ours, theirs].map((runs) => median(runs.map((run) => run[what])));
    yield {
      name: `cluster-${String(claims)}-claims-${what}`,
      value: rounded(value ?? Number.NaN),
      unit,
      rival,
      ratio: rounded((value ?? Number.NaN) / (other ?? Number.NaN)),
    };
  }
}
