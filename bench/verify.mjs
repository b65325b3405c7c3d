// @ts-check
import { gib } from '../dist/core/model/capacity.js';
import { NO_POLICY_CONSTRAINTS } from '../dist/core/model/constraints.js';
import { readConfiguration } from '../dist/core/parse/index.js';
import { buildInventoryIndex, occupy } from '../dist/core/placement/inventory-index.js';
import { place } from '../dist/core/placement/place.js';
import { groundOf } from '../dist/core/verify/ground.js';
import { verifyPlaced } from '../dist/core/verify/verify-placement.js';
import { fleetSources } from './fleet-files.mjs';
import { requestFor } from './requests.mjs';
import { percentile, rounded } from './statistics.mjs';

const LOADS = [
  { layout: 'slice', sizeGiB: 100, parameters: { type: 'slice', selector: 'tier=silver', encrypt: 'true' } },
  { layout: 'mirror', sizeGiB: 4096, parameters: { type: 'hdd', selector: 'tier=bronze', redundancy: 'true' } },
  {
    layout: 'striped-mirror',
    sizeGiB: 65_536,
    parameters: { type: 'hdd', selector: 'tier=bronze', redundancy: 'true' },
  },
];

/**
 * What checking a placement once more takes among 100,000 drives, as the driver does before it takes anything, and what
 * it looks things up in.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* verify({ smoke }) {
  const { configuration } = readConfiguration(fleetSources());
  if (!configuration) throw new Error('the fleet is not valid');
  const started = performance.now();
  const ground = groundOf(configuration);
  yield { name: 'verify-ground', value: rounded(performance.now() - started), unit: 'ms' };
  const index = buildInventoryIndex(configuration);
  for (const { layout, sizeGiB, parameters } of LOADS) {
    const placed = Array.from({ length: smoke ? 3 : 20 }, (_, at) => {
      const request = requestFor(`${layout}-${String(at)}`, gib(sizeGiB), parameters);
      const outcome = place(index, request, NO_POLICY_CONSTRAINTS);
      if (outcome.kind !== 'placed' || outcome.placement.layout !== layout) throw new Error(JSON.stringify(outcome));
      occupy(index, outcome.placement.legs, layout === 'slice' ? 'sliced' : 'whole');
      return { request, placement: outcome.placement };
    });
    const times = new Float64Array(smoke ? 10 : 10_000);
    for (const _ of ['to warm up', 'to measure']) {
      for (let at = 0; at < times.length; at++) {
        const each = placed[at % placed.length];
        if (!each) continue;
        const before = performance.now();
        const violations = verifyPlaced(ground, each.request, each.placement, CIRCUMSTANCES);
        times[at] = performance.now() - before;
        if (violations.length > 0) throw new Error(JSON.stringify(violations));
      }
    }
    yield { name: `verify-${layout}-p50`, value: rounded(percentile(times, 0.5) * 1000), unit: 'µs' };
    yield { name: `verify-${layout}-p99`, value: rounded(percentile(times, 0.99) * 1000), unit: 'µs' };
  }
}

/** @type {import('../dist/core/verify/verify-placement.js').Circumstances} */
const CIRCUMSTANCES = { takenOf: () => [], required: { survives: [], spread: [] }, reports: new Map() };
