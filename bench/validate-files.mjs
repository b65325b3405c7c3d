// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rackEnclosures } from '../tools/fleet/enclosures.mjs';
import { ENCLOSURES_PER_RACK } from '../tools/fleet/shape.mjs';

/** Asked of each enclosure, and within it of each drive. */
const POLICY = `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: enclosures-are-described
spec:
  scope: Config
  kinds: [Enclosure]
  validations:
    - expression: has(object.spec.domain) && object.spec.domain.startsWith('rack-')
      message: an enclosure says which rack it stands in
    - expression: object.spec.drives.all(drive, drive.mediaType == 'SSD' || drive.protocol == 'SAS')
      message: a disk is attached by SAS
`;

/**
 * Writes a valid repository of so many files: a topology, a policy where one is asked for, and else an enclosure of the
 * fleet a file.
 * @param {string} folder
 * @param {number} count
 * @param {{ readonly policy: boolean }} options
 */
export async function writeFiles(folder, count, { policy }) {
  const enclosures = count - (policy ? 2 : 1);
  const racks = Array.from({ length: Math.ceil(enclosures / ENCLOSURES_PER_RACK) }, (_, at) => rack(at + 1));
  await write(join(folder, 'topology.yaml'), topology(racks));
  if (policy) await write(join(folder, 'policies.yaml'), POLICY);
  const texts = racks.flatMap((each) =>
    rackEnclosures(each)
      .split('---\n')
      .map((text, at) => ({ path: `${each.name}/box-${String(at + 1)}.yaml`, text })),
  );
  for (const { path, text } of texts.slice(0, enclosures)) await write(join(folder, path), text);
}

const RACKS_PER_ROW = 4;

/**
 * More racks than the fleet has.
 * @param {number} number
 * @returns {import('../tools/fleet/shape.mjs').Rack}
 */
function rack(number) {
  const rowNumber = Math.ceil(number / RACKS_PER_ROW);
  return { number, name: `rack-${String(number)}`, row: `row-${String(rowNumber)}`, rowNumber, zone: 'zone-1' };
}

/** @param {readonly import('../tools/fleet/shape.mjs').Rack[]} racks */
function topology(racks) {
  const rows = [...new Set(racks.map(({ row }) => row))];
  return [
    'apiVersion: stowage.dev/v1alpha1',
    'kind: Topology',
    'metadata:',
    '  name: fleet',
    'spec:',
    '  levels: [row, rack]',
    '  domains:',
    ...rows.map((row) => `    - { name: ${row}, level: row }`),
    ...racks.map(({ name, row }) => `    - { name: ${name}, level: rack, parent: ${row} }`),
    '  bandwidthDomains:',
    ...rows.map((row) => `    - { name: ${row}, bandwidth: 1600G }`),
    '',
  ].join('\n');
}

/**
 * @param {string} file
 * @param {string} text
 */
async function write(file, text) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
