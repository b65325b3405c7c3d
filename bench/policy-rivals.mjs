// @ts-check
import { CelScalar, celEnv, mapType, parse as parseForBufbuild, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import { evaluate as evaluateByChromeGG, parse as parseForChromeGG } from 'cel-js';
import { RULES } from './policy-rules.mjs';

/**
 * A rule made ready once, to be evaluated over and over.
 * @typedef {() => unknown} Evaluation
 * @typedef {{ readonly name: string, readonly evaluations: readonly (Evaluation | undefined)[] }} Contender undefined
 *   where it cannot express the rule
 */

/**
 * What else evaluates the rules, each given the values in the form that it likes best.
 * @param {any} placement
 * @param {any} request
 * @returns {readonly Contender[]}
 */
export function rivalsOn(placement, request) {
  const plain = { placement: plainOf(placement, (number) => number), request: plainOf(request, (number) => number) };
  const exact = { placement: plainOf(placement, BigInt), request: plainOf(request, BigInt) };
  return [
    { name: 'cel-js', evaluations: RULES.map(({ cel }) => byChromeGG(cel, plain)) },
    { name: '@marcbachmann/cel-js', evaluations: RULES.map(({ cel }) => byMarcBachmann(cel, exact)) },
    { name: '@bufbuild/cel', evaluations: RULES.map(({ cel }) => byBufbuild(cel, exact)) },
    {
      name: 'the same in JavaScript',
      evaluations: RULES.map(
        ({ javaScript }) =>
          () =>
            javaScript(placement, request),
      ),
    },
  ];
}

/** @param {string} cel @param {Record<string, unknown>} context */
function byChromeGG(cel, context) {
  const parsed = parseForChromeGG(cel);
  if (!parsed.isSuccess) return undefined;
  return expressed(() => evaluateByChromeGG(parsed.cst, context));
}

/** @param {string} cel @param {Record<string, unknown>} context */
function byMarcBachmann(cel, context) {
  const rule = new Environment({ unlistedVariablesAreDyn: true }).parse(cel);
  return expressed(() => rule(context));
}

/** @param {string} cel @param {any} context */
function byBufbuild(cel, context) {
  const anything = mapType(CelScalar.STRING, CelScalar.DYN);
  const rule = plan(celEnv({ variables: { placement: anything, request: anything } }), parseForBufbuild(cel));
  return expressed(() => rule(context));
}

/**
 * The evaluation, when it comes to what it should.
 * @param {Evaluation} evaluation
 */
function expressed(evaluation) {
  try {
    return evaluation() === true ? evaluation : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Objects of JavaScript all through, numbers in the form that the evaluator takes for ints.
 * @param {any} value
 * @param {(number: number) => unknown} int
 * @returns {any}
 */
function plainOf(value, int) {
  if (typeof value === 'number') return int(value);
  if (Array.isArray(value)) return value.map((element) => plainOf(element, int));
  if (typeof value !== 'object' || value === null) return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.filter(([, of]) => of !== undefined).map(([key, of]) => [key, plainOf(of, int)]));
}
