// @ts-check
import { gib } from '../../dist/core/model/capacity.js';
import { CLASSES } from '../inventory/classes.mjs';
import { segmentOf } from '../inventory/topology.mjs';
import { requestFor } from '../requests.mjs';

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

/** Spreads the turns over all names. @param {number} turn */
const nameOf = (turn) => `pvc-${(Math.imul(turn + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-${String(turn)}`;

/**
 * @template Item
 * @param {number} turn
 * @param {readonly Item[]} items
 */
export const inTurn = (turn, items) => /** @type {Item} */ (items[turn % items.length]);
