// @ts-check
import { NO_LIMITS } from '../../dist/core/model/inventory.js';
import { racksOf, storageGroupName } from './shape.mjs';

/**
 * Two backends over the same racks: one owns the groups of disks, the other those of flash.
 * @param {import('./shape.mjs').Shape} shape
 * @returns {readonly import('../../dist/core/model/inventory.js').Backend[]}
 */
export const backendsOf = (shape) => [
  backend(shape, 'bulk', 'disk', [pool('disk', 'bronze', [])]),
  backend(shape, 'flash', 'flash', [pool('gold', 'gold', ['gold']), pool('silver', 'silver', ['silver'])]),
];

/**
 * @param {string} name
 * @param {string} tier
 * @param {readonly string[]} requiredTags
 */
const pool = (name, tier, requiredTags) => ({
  name,
  labels: new Map([['tier', tier]]),
  storageGroups: undefined,
  requiredTags,
  ...NO_LIMITS,
});

/**
 * @param {import('./shape.mjs').Shape} shape
 * @param {string} name
 * @param {'disk' | 'flash'} kind
 * @param {readonly ReturnType<typeof pool>[]} pools
 */
const backend = (shape, name, kind, pools) =>
  /** @type {any} */ ({
    name,
    state: 'normal',
    labels: new Map(),
    pools,
    driver: {
      kind: 'composable',
      storageGroups: new Set(racksOf(shape).map((rack) => storageGroupName(rack, kind))),
      encryptionSecretRef: { namespace: 'stowage', name: 'volume-keys' },
    },
    ...NO_LIMITS,
  });
