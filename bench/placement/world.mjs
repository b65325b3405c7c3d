// @ts-check
import { gib } from '../../dist/core/model/capacity.js';
import { buildInventoryIndex } from '../../dist/core/placement/inventory-index.js';
import { backendSpaces, poolSpaces } from '../../dist/core/placement/pool-space.js';
import { configurationOf } from '../inventory/configuration.mjs';
import { racksOf } from '../inventory/shape.mjs';
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
