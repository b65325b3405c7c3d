// @ts-check
import { gib } from '../../dist/core/model/capacity.js';
import { buildInventoryIndex } from '../../dist/core/placement/inventory-index.js';
import { backendSpaces, poolSpaces } from '../../dist/core/placement/pool-space.js';
import { CLASSES } from '../inventory/classes.mjs';
import { configurationOf } from '../inventory/configuration.mjs';
import { racksOf } from '../inventory/shape.mjs';
import { segmentOf } from '../inventory/topology.mjs';
import { requestFor } from '../requests.mjs';
import { layVolumes } from './lay-volumes.mjs';

/**
 * An inventory in use: what all that is measured here goes by.
 *
 * @typedef {object} World
 * @property {import('../../dist/core/model/configuration.js').Configuration} configuration
 * @property {import('../../dist/core/placement/inventory-index.js').InventoryIndex} index
 * @property {readonly import('../inventory/shape.mjs').Rack[]} racks
 */

/** @param {import('../inventory/shape.mjs').Shape} shape @returns {World} */
export function worldOf(shape) {
  const configuration = configurationOf(shape);
  const index = buildInventoryIndex(configuration);
  layVolumes(index, configuration);
  return { configuration, index, racks: racksOf(shape) };
}

/**
 * What a claim of one of many namespaces asks for. Names are as external-provisioner makes them: no two alike.
 * @param {number} turn
 * @param {import('../inventory/classes.mjs').ClassName} className
 * @param {number} sizeGiB
 * @param {import('../inventory/shape.mjs').Rack} [rack] of the node that will use it, where that is known
 * @returns {import('../../dist/core/model/volume.js').VolumeRequest}
 */
export const claimed = (turn, className, sizeGiB, rack) => ({
  ...requestFor(nameOf(turn), gib(sizeGiB), CLASSES[className]),
  requisite: rack ? [segmentOf(rack)] : [],
  preferred: rack ? [segmentOf(rack)] : [],
  claim: {
    namespace: `team-${String(turn % 50)}`,
    name: `data-${String(turn)}`,
    labels: new Map([['app', `app-${String(turn % 200)}`]]),
  },
});

/** Spreads the turns over all names. */
const nameOf = (/** @type {number} */ turn) =>
  `pvc-${(Math.imul(turn + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-${String(turn)}`;

const QUOTA = { volumes: 12, size: gib(2400) };

/**
 * As the driver gives them to policies.
 * @param {World} world
 * @param {import('../../dist/core/model/volume.js').VolumeRequest} request
 * @returns {import('../../dist/core/model/surroundings.js').Surroundings}
 */
export const surroundingsOf = ({ index }, { parameters }) => ({
  pools: () => poolSpaces(index, parameters),
  backends: () => backendSpaces(index, parameters),
  quota: () => QUOTA,
});
