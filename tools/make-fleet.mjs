// @ts-check
/**
 * Writes the fleet example: a configuration repository of the size that Stowage is built for.
 *
 *     node tools/make-fleet.mjs DIR
 *
 * 40 racks in 10 rows in 2 zones, 2,000 enclosures of 50 drives, 10,000 nodes, 20 classes. The same bytes every time:
 * everything follows from positions. DIR is made if it is missing; files of the same names are overwritten.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fleetClasses } from './fleet/classes.mjs';
import { fleetBackends } from './fleet/backends.mjs';
import { rackEnclosures } from './fleet/enclosures.mjs';
import { fleetPolicies } from './fleet/policies.mjs';
import { racks } from './fleet/shape.mjs';
import { fleetTopology } from './fleet/topology.mjs';

/** Path inside the repository ▶ text. One file per rack: a rack's change is one file's change. */
export function* fleetFiles() {
  yield { path: 'topology.yaml', text: fleetTopology() };
  yield { path: 'backends.yaml', text: fleetBackends() };
  yield { path: 'classes.yaml', text: fleetClasses() };
  yield { path: 'policies.yaml', text: fleetPolicies() };
  for (const rack of racks()) yield { path: `racks/${rack.name}.yaml`, text: rackEnclosures(rack) };
}

/** @param {string} folder */
export async function writeFleet(folder) {
  for (const { path, text } of fleetFiles()) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined || process.argv.length > 3) {
    console.error('Say where to write the fleet: node tools/make-fleet.mjs DIR');
    process.exitCode = 2;
  } else {
    await writeFleet(folder);
    console.log(folder);
  }
}
