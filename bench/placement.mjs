// @ts-check
import { gib } from '../dist/core/model/capacity.js';
import { readConfiguration } from '../dist/core/parse/index.js';
import { compilePolicies, constraintsFor } from '../dist/core/policy/index.js';
import { buildInventoryIndex, occupy, reclassify } from '../dist/core/placement/inventory-index.js';
import { place } from '../dist/core/placement/place.js';
import { fleetSources } from './fleet-files.mjs';
import { requestFor } from './requests.mjs';
import { percentile, rounded } from './statistics.mjs';

/**
 * What is asked for, and how often: the fleet has room for all of it.
 * @type {readonly { readonly layout: string, readonly sizeGiB: number, readonly count: number,
 *   readonly parameters: Readonly<Record<string, string>> }[]}
 */
const LOADS = [
  { layout: 'single', sizeGiB: 4096, count: 1000, parameters: { type: 'hdd', selector: 'tier=bronze' } },
  {
    layout: 'mirror',
    sizeGiB: 4096,
    count: 1000,
    parameters: { type: 'hdd', selector: 'tier=bronze', redundancy: 'true' },
  },
  {
    layout: 'striped-mirror',
    sizeGiB: 65_536,
    count: 250,
    parameters: { type: 'hdd', selector: 'tier=bronze', redundancy: 'true' },
  },
  {
    layout: 'slice',
    sizeGiB: 100,
    count: 1000,
    parameters: { type: 'slice', selector: 'tier=silver', encrypt: 'true' },
  },
];

/**
 * One volume after the other, each placed under the fleet's policies and then taken, as the driver does it; the index
 * fills up meanwhile.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* placement({ smoke }) {
  const { configuration } = readConfiguration(fleetSources());
  if (!configuration) throw new Error('the fleet is not valid');
  const started = performance.now();
  const index = buildInventoryIndex(configuration);
  yield { name: 'placement-index-build', value: rounded(performance.now() - started), unit: 'ms' };
  const reports = configuration.enclosures.slice(0, smoke ? 20 : undefined).map((box) => takeReport(index, box));
  yield {
    name: 'placement-report-p50',
    value: rounded(percentile(Float64Array.from(reports), 0.5) * 1000),
    unit: 'µs',
  };
  const { compiled } = compilePolicies(configuration.policies);

  for (const { layout, sizeGiB, count, parameters } of LOADS) {
    const times = new Float64Array(smoke ? 20 : count);
    for (let at = 0; at < times.length; at++) {
      times[at] = placeOne(index, compiled, requestFor(`${layout}-${String(at)}`, gib(sizeGiB), parameters), layout);
    }
    yield { name: `placement-${layout}-p50`, value: rounded(percentile(times, 0.5) * 1000), unit: 'µs' };
    yield { name: `placement-${layout}-p99`, value: rounded(percentile(times, 0.99) * 1000), unit: 'µs' };
  }
  for (const [kind, expression] of Object.entries(SCORES)) {
    const scored = compilePolicies([...configuration.policies, scorePolicy(expression)]).compiled;
    const times = new Float64Array(smoke ? 5 : 200);
    for (let at = 0; at < times.length; at++) {
      const request = requestFor(`${kind}-${String(at)}`, gib(4096), { ...BRONZE, redundancy: 'true' });
      times[at] = placeOne(index, scored, request, 'mirror');
    }
    const value = rounded(percentile(times, 0.5) * 1000);
    yield { name: `placement-mirror-scored-by-${kind}-p50`, value, unit: 'µs' };
  }
}

const BRONZE = { type: 'hdd', selector: 'tier=bronze' };

/** One that the search takes in, and one that is asked about placements one by one. */
const SCORES = {
  drive: 'placement.legs.map(l, l.tags.size() * 2 + l.capacityGiB % 7).sum()',
  placement: '-placement.legs.map(l, l.enclosure).distinct().size() - placement.strandedGiB % 5',
};

/**
 * @param {string} expression
 * @returns {import('../dist/core/model/policy.js').PlacementPolicy}
 */
const scorePolicy = (expression) => ({
  name: /** @type {import('../dist/core/model/ids.js').PolicyName} */ ('score'),
  binding: undefined,
  scope: 'Score',
  kinds: [],
  kubernetesMinor: undefined,
  parameters: [],
  matchConditions: [],
  variables: [],
  validations: [],
  scores: [{ name: undefined, expression }],
  action: 'Deny',
  failurePolicy: 'Fail',
});

/**
 * Milliseconds to go by what the host of an enclosure tells: all is as declared.
 * @param {ReturnType<typeof buildInventoryIndex>} index
 * @param {import('../dist/core/model/inventory.js').Enclosure} enclosure
 */
function takeReport(index, { name, drives }) {
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
}

/**
 * Milliseconds to ask the policies, to place a volume, and to take its drives.
 * @param {ReturnType<typeof buildInventoryIndex>} index
 * @param {import('../dist/core/policy/index.js').CompiledPolicies} policies
 * @param {Parameters<typeof place>[1]} request
 * @param {string} layout
 */
function placeOne(index, policies, request, layout) {
  const started = performance.now();
  const outcome = place(index, request, constraintsFor(policies, request));
  if (outcome.kind !== 'placed') throw new Error(`${request.name} was not placed: ${JSON.stringify(outcome)}`);
  occupy(index, outcome.placement.legs, layout === 'slice' ? 'sliced' : 'whole');
  const milliseconds = performance.now() - started;
  if (outcome.placement.layout !== layout) throw new Error(`${request.name} became a ${outcome.placement.layout}`);
  return milliseconds;
}
