// @ts-check
import { installedPacks } from '../dist/cli/packs/pack-library.js';
import { gib } from '../dist/core/model/capacity.js';
import { readConfiguration } from '../dist/core/parse/index.js';
import { compilePolicies, constraintsFor } from '../dist/core/policy/index.js';
import { requestFor } from './requests.mjs';
import { percentile, rounded } from './statistics.mjs';

/** What the classes of three teams ask for; the packs let all of it pass. */
const CLASSES = [
  { type: 'ssd', redundancy: 'true', encrypt: 'true', requiredTags: 'fast' },
  { type: 'hdd', rpm: '7200', redundancy: 'true', encrypt: 'true', excludedTags: 'old' },
  { type: 'slice', encrypt: 'true', maxVolumeSize: '2Ti' },
];

/**
 * Microseconds to ask all built-in packs about one request after the other, of classes that come again and again, each
 * of a name, a size and a claim of its own. What the pools have free is known: working that out is not the policies'.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* policyRequests({ smoke }) {
  const compiled = compiledPacks();
  const count = smoke ? 50 : 20_000;
  const requests = Array.from({ length: count }, (_, at) => ({
    ...requestFor(`pvc-${String(at)}`, gib(1 + ((at * 37) % 500)), CLASSES[at % CLASSES.length] ?? {}),
    claim: { namespace: `team-${String(at % 20)}`, name: `data-${String(at)}`, labels: undefined },
  }));
  const times = new Float64Array(count);
  for (const _ of ['to warm up', 'to measure']) {
    for (const [at, request] of requests.entries()) {
      const started = performance.now();
      const { findings } = constraintsFor(compiled, request, SURROUNDINGS);
      times[at] = performance.now() - started;
      if (findings.length > 0) throw new Error(JSON.stringify(findings));
    }
  }
  for (const [name, part] of /** @type {const} */ ([
    ['p50', 0.5],
    ['p99', 0.99],
  ])) {
    yield { name: `policy-request-constraints-${name}`, value: rounded(percentile(times, part) * 1000), unit: 'µs' };
  }
}

/** All packs, each bound as it is. */
function compiledPacks() {
  const packs = installedPacks();
  const files = packs.names.map((name) => ({ path: `${name}.yaml`, text: bindingOf(name) }));
  const { configuration, findings } = readConfiguration(files, packs);
  const { compiled, problems } = compilePolicies(configuration?.policies ?? []);
  if (findings.length + problems.length > 0) throw new Error(JSON.stringify([...findings, ...problems]));
  return compiled;
}

/** @param {string} name */
const bindingOf = (name) =>
  JSON.stringify({
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'PolicyBinding',
    metadata: { name },
    spec: { pack: { name, version: '1.0.0' } },
  });

/** @type {import('../dist/core/model/surroundings.js').PoolSpace} */
const POOL = {
  backend: /** @type {any} */ ({ name: 'main', state: 'normal', labels: new Map() }),
  pool: /** @type {any} */ ({ name: 'default', labels: new Map() }),
  drives: 10_000,
  capacity: gib(10_000_000),
  free: gib(9_000_000),
  largestFree: gib(7000),
};

/** @type {import('../dist/core/model/surroundings.js').Surroundings} */
const SURROUNDINGS = { pools: () => [POOL], quota: () => ({ volumes: 3, size: gib(300) }) };
