// @ts-check
import { reclassify } from '../../dist/core/placement/reclassify.js';
import { median, rounded } from '../statistics.mjs';

/**
 * Time to go by what the host of an enclosure tells: all is as declared.
 * @param {import('./world.mjs').World} world
 * @param {number} count of enclosures
 */
export function* reports({ index, configuration }, count) {
  const times = configuration.enclosures.slice(0, count).map(({ name, drives }) => {
    const standing = /** @type {const} */ ({ kind: 'blank' });
    const report = new Map(
      drives.map(({ id, mediaType, capacityBytes }) => [
        id,
        { mediaType, capacityBytes, percentageUsed: undefined, standing },
      ]),
    );
    const started = performance.now();
    reclassify(index, name, report);
    return performance.now() - started;
  });
  yield { name: 'report-p50', value: rounded(median(times) * 1000), unit: 'µs' };
}
