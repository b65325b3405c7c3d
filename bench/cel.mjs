// @ts-check
import { Environment } from '@marcbachmann/cel-js';
import { gib } from '../dist/core/model/capacity.js';
import { compilePolicies } from '../dist/core/policy/index.js';
import { requestView } from '../dist/core/policy/views.js';
import { requestFor } from './requests.mjs';
import { median, rounded } from './statistics.mjs';

/** A rule of five clauses, every one of which has to be looked at. */
const RULE = `request.sizeGiB <= 1024 && request.parameters.type == 'slice' && request.volumeMode == 'Filesystem'
  && request.name.startsWith('pvc-') && 'ReadWriteOnce' in request.accessModes`;

const REQUEST = requestFor('pvc-0b5c1f0e', gib(100), { type: 'slice' });

/**
 * One evaluation: ours, the library's that parses it, and the same written in JavaScript; in turns.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* cel({ smoke }) {
  const [ours, library, javaScript] = [evaluateOurs(), evaluateByLibrary(), evaluateInJavaScript()];
  /** @type {Record<'ours' | 'library' | 'javaScript', number[]>} */
  const times = { ours: [], library: [], javaScript: [] };
  const [turns, evaluations] = smoke ? [3, 1000] : [25, 100_000];
  for (let turn = 0; turn < turns; turn++) {
    times.ours.push(nanoseconds(ours, evaluations));
    times.library.push(nanoseconds(library, evaluations));
    times.javaScript.push(nanoseconds(javaScript, evaluations));
  }
  const value = median(times.ours);
  const against = (/** @type {string} */ name, /** @type {string} */ rival, /** @type {number} */ theirs) => ({
    name,
    value: rounded(value),
    unit: 'ns',
    rival,
    ratio: rounded(value / theirs),
  });
  yield against('cel-evaluate', '@marcbachmann/cel-js', median(times.library));
  yield against('cel-evaluate', 'the same in JavaScript', median(times.javaScript));
}

/**
 * Per evaluation, over many.
 * @param {() => unknown} evaluate
 * @param {number} evaluations
 */
function nanoseconds(evaluate, evaluations) {
  const started = performance.now();
  let held = 0;
  for (let at = 0; at < evaluations; at++) if (evaluate() === true) held += 1;
  const milliseconds = performance.now() - started;
  if (held !== evaluations) throw new Error('the rule should hold');
  return (milliseconds / evaluations) * 1e6;
}

function evaluateOurs() {
  const { compiled, problems } = compilePolicies([
    {
      name: /** @type {any} */ ('bench'),
      binding: undefined,
      scope: 'Request',
      kinds: [],
      kubernetesMinor: undefined,
      parameters: [],
      matchConditions: [],
      boundConditions: 0,
      variables: [],
      validations: [{ name: undefined, expression: RULE, message: undefined, messageExpression: undefined }],
      scores: [],
      action: 'Deny',
      failurePolicy: 'Fail',
    },
  ]);
  const program = compiled.request[0]?.validations[0]?.program;
  if (!program) throw new Error(JSON.stringify(problems));
  const roots = [requestView(REQUEST)];
  return () => program.evaluate(roots);
}

/** Its integers are bigints. */
function evaluateByLibrary() {
  const rule = new Environment({ unlistedVariablesAreDyn: true }).parse(RULE);
  const view = requestView(REQUEST);
  const context = { request: { ...view, sizeGiB: BigInt(REQUEST.size.required) } };
  return () => rule(context);
}

function evaluateInJavaScript() {
  /** @type {any} */
  const request = requestView(REQUEST);
  return () =>
    request.sizeGiB <= 1024 &&
    request.parameters.type === 'slice' &&
    request.volumeMode === 'Filesystem' &&
    request.name.startsWith('pvc-') &&
    request.accessModes.includes('ReadWriteOnce');
}
