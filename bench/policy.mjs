// @ts-check
import { gib } from '../dist/core/model/capacity.js';
import { readConfiguration } from '../dist/core/parse/index.js';
import { compilePolicies } from '../dist/core/policy/index.js';
import { placementValue, requestView } from '../dist/core/policy/views.js';
import { policyFleet } from './policy-fleet.mjs';
import { policyRequests } from './policy-requests.mjs';
import { rivalsOn } from './policy-rivals.mjs';
import { RULES, rulesAsPolicy } from './policy-rules.mjs';
import { requestFor } from './requests.mjs';
import { median, rounded } from './statistics.mjs';

/**
 * @typedef {import('./policy-rivals.mjs').Contender} Contender
 * @typedef {import('./policy-rivals.mjs').Evaluation} Evaluation
 */

/**
 * Five rules on one placement, by us and by others in turns; then all packs on requests, and 1,000 policies on the fleet.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* policy(options) {
  yield* fiveRules(options);
  yield* policyRequests(options);
  yield* policyFleet(options);
}

const REQUEST = requestView(requestFor('pvc-0b5c1f0e', gib(100), { type: 'ssd', redundancy: 'true' }));

/** @param {import('./benchmarks.mjs').BenchOptions} options */
function* fiveRules({ smoke }) {
  const placement = placementValue(placementOfFourLegs());
  const ours = oursOn(placement);
  const rivals = rivalsOn(placement, REQUEST);
  const [turns, milliseconds] = smoke ? [3, 1] : [25, 10];
  /** @type {Map<string, number[][]>} Times by contender and rule. */
  const times = new Map([ours, ...rivals].map(({ name }) => [name, RULES.map(() => [])]));
  for (let turn = 0; turn < turns; turn++) {
    for (const { name, evaluations: rules } of [ours, ...rivals]) {
      for (const [at, evaluate] of rules.entries()) {
        if (evaluate) times.get(name)?.[at]?.push(microseconds(evaluate, milliseconds));
      }
    }
  }
  const taken = (/** @type {string} */ name) => (times.get(name) ?? []).map((of) => median(of));
  const own = taken(ours.name);
  yield { name: 'policy-placement-five', value: rounded(sumOf(own)), unit: 'µs' };
  for (const rival of rivals) yield against(rival, own, taken(rival.name));
}

/**
 * Ours on the rules that the rival can express, and how it compares.
 * @param {Contender} rival
 * @param {readonly number[]} own
 * @param {readonly number[]} theirs
 */
function against({ name, evaluations }, own, theirs) {
  const able = RULES.flatMap((_, at) => (evaluations[at] ? [at] : []));
  const lacking = RULES.flatMap((rule, at) => (evaluations[at] ? [] : [rule.name]));
  const value = sumOf(able.map((at) => own[at] ?? Number.NaN));
  return {
    name: 'policy-placement-five',
    value: rounded(value),
    unit: 'µs',
    rival: lacking.length === 0 ? name : `${name}, which cannot express ${lacking.join(', ')}`,
    ratio: rounded(value / sumOf(able.map((at) => theirs[at] ?? Number.NaN))),
  };
}

/** @param {readonly number[]} numbers */
const sumOf = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** So often between two looks at the clock, which takes time itself. */
const BATCH = 50;

/**
 * Per evaluation, over as many as the time allows: some are a thousand times as fast as others.
 * @param {Evaluation} evaluate
 * @param {number} milliseconds
 */
function microseconds(evaluate, milliseconds) {
  const started = performance.now();
  let [evaluations, held, elapsed] = [0, 0, 0];
  while (elapsed < milliseconds) {
    for (let at = 0; at < BATCH; at++) if (evaluate() === true) held += 1;
    evaluations += BATCH;
    elapsed = performance.now() - started;
  }
  if (held !== evaluations) throw new Error('the rule should hold');
  return (elapsed / evaluations) * 1000;
}

/**
 * As policies evaluate them: checked and compiled once.
 * @param {import('../dist/core/policy/cel/values.js').Value} placement
 * @returns {Contender}
 */
function oursOn(placement) {
  const { configuration, findings } = readConfiguration([{ path: 'policy.yaml', text: rulesAsPolicy() }]);
  const { compiled, problems } = compilePolicies(configuration?.policies ?? []);
  const [policy] = compiled.placement;
  if (policy?.validations.length !== RULES.length) throw new Error(JSON.stringify([...findings, ...problems]));
  const roots = [placement, REQUEST];
  return {
    name: 'ours',
    evaluations: policy.validations.map(
      ({ program }) =>
        () =>
          program.evaluate(roots),
    ),
  };
}

/** @returns {import('../dist/core/model/constraints.js').PlacementView} */
function placementOfFourLegs() {
  const legs = ['rack-1', 'rack-2', 'rack-3', 'rack-4'].map((rack, at) => ({
    drive: /** @type {any} */ (`eui.${String(at)}`),
    extent: gib(100),
    stranded: gib(7052),
    left: gib(0),
    drives: /** @type {any} */ ({
      enclosure: `${rack}-box-1`,
      storageGroup: `${rack}-flash`,
      domains: new Map([
        ['zone', 'zone-1'],
        ['row', 'row-1'],
        ['rack', rack],
      ]),
      bandwidthDomain: 'row-1',
      transports: new Set(['nvmetcp']),
      mediaType: 'SSD',
      protocol: 'NVMe',
      rotationSpeedRPM: 0,
      capacityBytes: 7_680_000_000_000n,
      tags: ['silver', 'tier-2'],
      state: 'enabled',
    }),
  }));
  return { backend: /** @type {any} */ ('flash'), pools: [], layout: 'striped-mirror', size: gib(200), legs };
}
