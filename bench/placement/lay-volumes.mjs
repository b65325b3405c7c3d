// @ts-check
import { gib } from '../../dist/core/model/capacity.js';
import { FIRST_EXTENT_GIB, partitionableGiB } from '../../dist/core/model/format.js';
import { occupy, vacate } from '../../dist/core/placement/inventory-index.js';
import { oneOf, randomFrom } from '../random.mjs';

/**
 * @typedef {import('../../dist/core/placement/inventory-index.js').InventoryIndex} InventoryIndex
 * @typedef {import('../../dist/core/model/volume.js').PlacedLeg} PlacedLeg
 * @typedef {import('../../dist/core/model/inventory.js').Drive} Drive
 */

/** GiB of slices, many small ones and a few large ones. */
export const SLICE_SIZES = [5, 10, 10, 20, 20, 50, 50, 50, 100, 100, 100, 200, 200, 500, 500, 1000];

/** Shares of all drives, and of the slices on a drive. What is in use comes to about half of all bytes. */
const [DISKS_IN_USE, SSDS_IN_USE, SSDS_CUT, SLICES_DELETED] = [0.5, 0.05, 0.6, 0.2];

/**
 * Lays volumes down, and takes some away again, until about half of the inventory is in use: half of the disks, and more
 * than half of the SSDs, of which most are cut into slices with holes between. They are not placed one by one, which the
 * slowest of what is measured would take days for.
 * @param {InventoryIndex} index
 * @param {import('../../dist/core/model/configuration.js').Configuration} configuration
 */
export function layVolumes(index, { enclosures }) {
  const random = randomFrom(1);
  for (const { name, drives } of enclosures) {
    for (const drive of drives) {
      if (drive.state !== 'enabled') continue;
      const share = random();
      if (drive.mediaType === 'HDD') {
        if (share < DISKS_IN_USE) occupy(index, [wholeLeg(name, drive, random)], 'whole');
      } else if (share < SSDS_IN_USE) {
        occupy(index, [wholeLeg(name, drive, random)], 'whole');
      } else if (share < SSDS_IN_USE + SSDS_CUT) {
        cut(index, name, drive, random);
      }
    }
  }
}

/**
 * @param {PlacedLeg['enclosure']} enclosure
 * @param {Drive} drive
 * @param {() => number} random
 * @returns {PlacedLeg}
 */
function wholeLeg(enclosure, { id, capacityBytes }, random) {
  const most = partitionableGiB(capacityBytes);
  const length = Math.ceil(most * (0.25 + 0.75 * random()));
  return {
    drive: id,
    enclosure,
    extent: { start: FIRST_EXTENT_GIB, length: gib(length) },
    stranded: gib(most - length),
  };
}

/**
 * @param {InventoryIndex} index
 * @param {PlacedLeg['enclosure']} enclosure
 * @param {Drive} drive
 * @param {() => number} random
 */
function cut(index, enclosure, { id, capacityBytes }, random) {
  const end = FIRST_EXTENT_GIB + partitionableGiB(capacityBytes);
  const legs = [];
  for (let start = /** @type {number} */ (FIRST_EXTENT_GIB); ;) {
    const length = oneOf(random, SLICE_SIZES) + 1;
    if (start + length > end) break;
    legs.push({ drive: id, enclosure, extent: { start: gib(start), length: gib(length) }, stranded: gib(0) });
    start += length;
  }
  occupy(index, legs, 'sliced');
  vacate(
    index,
    legs.filter(() => random() < SLICES_DELETED),
  );
}
