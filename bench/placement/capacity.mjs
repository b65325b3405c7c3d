// @ts-check
import { freeCapacity } from '../../dist/core/placement/capacity.js';
import { constraintsFor, forAnyClaim } from '../../dist/core/policy/index.js';
import { CLASSES } from '../inventory/classes.mjs';
import { compiled } from '../inventory/policies.mjs';
import { percentile, rounded } from '../statistics.mjs';
import { claimed } from './claims.mjs';
import { surroundingsOf } from './world.mjs';

/**
 * GetCapacity for every class in every segment, as Kubernetes asks, one after the other.
 * @param {import('./world.mjs').World} world
 * @param {{ readonly asked: number, readonly milliseconds: number }} allowance
 */
export function* capacity(world, { asked, milliseconds }) {
  const policies = forAnyClaim(compiled(world.configuration.policies));
  const classes = /** @type {import('../inventory/classes.mjs').ClassName[]} */ (Object.keys(CLASSES));
  const times = { policies: /** @type {number[]} */ ([]), search: /** @type {number[]} */ ([]) };
  let largest = 0;
  const begun = performance.now();
  for (let at = 0; at < asked && performance.now() - begun < milliseconds; at++) {
    const rack = world.racks[Math.floor(at / classes.length) % world.racks.length];
    const name = classes[at % classes.length] ?? 'disk';
    const request = { ...claimed(at, name, 1, rack), name: 'capacity', preferred: [], claim: undefined };
    const { pools, backends } = surroundingsOf(world, request);
    const started = performance.now();
    const constraints = constraintsFor(policies, request, { ...(pools && { pools }), ...(backends && { backends }) });
    const constrained = performance.now();
    const { largestVolume } = freeCapacity(world.index, request, constraints);
    times.search.push(performance.now() - constrained);
    times.policies.push(constrained - started);
    largest = Math.max(largest, largestVolume);
  }
  if (largest === 0) throw new Error('nothing is left of any class');
  const of = (/** @type {number[]} */ values, /** @type {number} */ part) => rounded(percentile(values, part) * 1000);
  yield { name: 'capacity-p50', value: of(times.search, 0.5), unit: 'µs', target: 1000 };
  yield { name: 'capacity-p99', value: of(times.search, 0.99), unit: 'µs' };
  yield { name: 'capacity-policies-p50', value: of(times.policies, 0.5), unit: 'µs' };
}
