// @ts-check
import {
  DRIVES_PER_ENCLOSURE,
  ENCLOSURES_PER_RACK,
  FLASH_ENCLOSURES_PER_RACK,
  storageGroupName,
  zoneName,
} from './shape.mjs';

/**
 * The enclosures of one rack, disks first, one drive a line.
 * @param {import('./shape.mjs').Rack} rack
 */
export function rackEnclosures(rack) {
  const disks = ENCLOSURES_PER_RACK - FLASH_ENCLOSURES_PER_RACK;
  return Array.from({ length: ENCLOSURES_PER_RACK }, (_, at) =>
    enclosure(rack, at + 1, at < disks ? 'disk' : 'flash'),
  ).join('---\n');
}

/**
 * @param {import('./shape.mjs').Rack} rack
 * @param {number} box 1-based, within the rack
 * @param {'disk' | 'flash'} kind
 */
function enclosure(rack, box, kind) {
  return [
    'apiVersion: stowage.dev/v1alpha1',
    'kind: Enclosure',
    'metadata:',
    `  name: ${rack.name}-box-${String(box).padStart(2, '0')}`,
    'spec:',
    `  storageGroup: ${storageGroupName(rack, kind)}`,
    `  domain: ${rack.name}`,
    `  bandwidthDomain: ${rack.row}`,
    '  portals:',
    `    - { transport: nvmetcp, address: 10.${String(rack.number)}.0.${String(box)} }`,
    `    - { transport: iscsi, address: 10.${String(rack.number)}.0.${String(box)} }`,
    '  drives:',
    ...Array.from({ length: DRIVES_PER_ENCLOSURE }, (_, at) => (kind === 'disk' ? disk : flash)(rack, box, at)),
    '',
  ].join('\n');
}

/** The second zone was built later: its disks are larger. Here and there one has many hours on it. @type {DriveLine} */
function disk(rack, box, at) {
  const capacity = rack.zone === zoneName(1) ? '18T' : '22T';
  const tags = (box * DRIVES_PER_ENCLOSURE + at) % 97 === 0 ? ', tags: [worn]' : '';
  const id = `wwn-0x5000c500${serial(rack, box, at)}`;
  return `    - { id: ${id}, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: ${capacity}${tags} }`;
}

/** Every third box of flash is gold. A drive in service is seen now and then. @type {DriveLine} */
function flash(rack, box, at) {
  const gold = box % 3 === 0;
  const state = at === 0 && box % 12 === 5 ? ', state: maintenance' : '';
  const id = `eui.0025385b${serial(rack, box, at)}`;
  const kind = gold ? 'capacity: 15360G, tags: [gold]' : 'capacity: 7680G, tags: [silver]';
  return `    - { id: ${id}, mediaType: SSD, protocol: NVMe, ${kind}${state} }`;
}

/** @typedef {(rack: import('./shape.mjs').Rack, box: number, at: number) => string} DriveLine */

/** Eight hex digits that no other drive of the fleet has. @type {DriveLine} */
const serial = (rack, box, at) =>
  ((rack.number * ENCLOSURES_PER_RACK + box) * DRIVES_PER_ENCLOSURE + at).toString(16).padStart(8, '0');
