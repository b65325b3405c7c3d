// @ts-check
import { backendsOf } from './backends.mjs';
import { enclosuresOf } from './enclosures.mjs';
import { SIZES, shapeOf } from './shape.mjs';
import { topologyOf } from './topology.mjs';

const DRIVES_PER_ENCLOSURE = 25;

/**
 * The smallest inventory with other drives and no policies: so many SSDs, on each of which partitions may cover `size` GiB.
 * @param {number} drives
 * @param {number} size
 * @returns {import('../../dist/core/model/configuration.js').Configuration}
 */
export function flashConfiguration(drives, size) {
  const shape = shapeOf(Math.min(...SIZES));
  const enclosure = enclosuresOf(shape).find((each) => each.storageGroup === 'rack-001-flash');
  const like = enclosure?.drives.find(({ state }) => state === 'enabled');
  if (!enclosure || !like) throw new Error('the first rack has no flash');
  // The first GiB and the backup GPT come on top of what partitions cover.
  const capacityBytes = BigInt(size + 1) * 2n ** 30n + 2n ** 20n;
  const all = Array.from({ length: drives }, (_, at) => ({
    ...like,
    id: /** @type {typeof like.id} */ (`eui.${String(at).padStart(8, '0')}`),
    capacityBytes,
  }));
  const enclosures = Array.from({ length: Math.ceil(drives / DRIVES_PER_ENCLOSURE) }, (_, box) => ({
    ...enclosure,
    name: /** @type {typeof enclosure.name} */ (`box-${String(box).padStart(3, '0')}`),
    drives: all.slice(box * DRIVES_PER_ENCLOSURE, (box + 1) * DRIVES_PER_ENCLOSURE),
  }));
  return {
    backends: backendsOf(shape),
    enclosures,
    topology: topologyOf(shape),
    classes: [],
    policies: [],
    exceptions: [],
  };
}
