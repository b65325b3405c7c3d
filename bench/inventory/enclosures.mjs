// @ts-check
import { domainsOf, racksOf, storageGroupName } from './shape.mjs';

/**
 * @typedef {import('./shape.mjs').Rack} Rack
 * @typedef {import('./shape.mjs').Shape} Shape
 * @typedef {import('../../dist/core/model/inventory.js').Drive} Drive
 * @typedef {import('../../dist/core/model/inventory.js').Enclosure} Enclosure
 */

const TERABYTE = 10n ** 12n;
const NO_TAGS = /** @type {readonly string[]} */ ([]);

/** Disks first in each rack, in the order of their names. @param {Shape} shape @returns {readonly Enclosure[]} */
export const enclosuresOf = (shape) =>
  racksOf(shape).flatMap((rack) => {
    const domains = domainsOf(rack);
    return Array.from({ length: shape.enclosuresPerRack }, (_, at) => enclosure(shape, rack, domains, at));
  });

/**
 * @param {Shape} shape
 * @param {Rack} rack
 * @param {ReadonlyMap<any, any>} domains
 * @param {number} at within the rack
 * @returns {Enclosure}
 */
function enclosure(shape, rack, domains, at) {
  const disks = shape.enclosuresPerRack - shape.flashPerRack;
  const kind = at < disks ? 'disk' : 'flash';
  const box = (rack.number - 1) * shape.enclosuresPerRack + at;
  const address = `10.${String(rack.number)}.0.${String(at + 1)}`;
  const drives = kind === 'disk' ? disksOf(shape, rack, at, box) : flashOf(shape, rack, at - disks, box);
  return /** @type {any} */ ({
    name: `${rack.name}-box-${String(at + 1).padStart(3, '0')}`,
    storageGroup: storageGroupName(rack, kind),
    domains,
    bandwidthDomain: rack.row,
    portals: [
      { transport: 'nvmetcp', address, port: 4420 },
      { transport: 'iscsi', address, port: 3260 },
    ],
    drives,
  });
}

/** Every fourth box is of an older kind, every second zone was built later. Here and there a disk has many hours on it. */
const disksOf = (/** @type {Shape} */ { drivesPerEnclosure }, /** @type {Rack} */ { zoneNumber }, at = 0, box = 0) => {
  const terabytes = at % 4 === 3 ? 12n : zoneNumber % 2 === 1 ? 18n : 22n;
  return Array.from({ length: drivesPerEnclosure }, (_, slot) => {
    const serial = box * drivesPerEnclosure + slot;
    return drive(`wwn-0x5000c500${hex(serial)}`, {
      ...{ mediaType: 'HDD', protocol: 'SAS', rotationSpeedRPM: 7200, capacityBytes: terabytes * TERABYTE },
      ...{ tags: serial % 97 === 0 ? ['worn'] : NO_TAGS, state: 'enabled' },
    });
  });
};

/** Of two neighbours one is gold. A drive in service is seen now and then. */
const flashOf = (/** @type {Shape} */ shape, /** @type {Rack} */ rack, at = 0, box = 0) => {
  const { drivesPerEnclosure, flashPerRack } = shape;
  const gold = ((rack.number - 1) * flashPerRack + at) % 2 === 1;
  return Array.from({ length: drivesPerEnclosure }, (_, slot) => {
    const serial = box * drivesPerEnclosure + slot;
    return drive(`eui.0025385b${hex(serial)}`, {
      ...{ mediaType: 'SSD', protocol: 'NVMe', rotationSpeedRPM: 0 },
      ...{ capacityBytes: gold ? 15_360_000_000_000n : 7_680_000_000_000n, tags: [gold ? 'gold' : 'silver'] },
      state: serial % 211 === 0 ? 'maintenance' : 'enabled',
    });
  });
};

/** @param {string} id @param {Omit<Drive, 'id'>} rest @returns {Drive} */
const drive = (id, rest) => ({
  id: /** @type {Drive['id']} */ (id),
  mediaType: rest.mediaType,
  protocol: rest.protocol,
  rotationSpeedRPM: rest.rotationSpeedRPM,
  capacityBytes: rest.capacityBytes,
  tags: rest.tags,
  state: rest.state,
});

/** Eight hex digits that no other drive has. @param {number} serial */
const hex = (serial) => serial.toString(16).padStart(8, '0');
