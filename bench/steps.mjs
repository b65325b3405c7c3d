// @ts-check
import { declareScope } from '../dist/core/policy/cel/environment.js';
import { STANDARD_FUNCTIONS } from '../dist/core/policy/cel/functions/index.js';
import { parseExpression } from '../dist/core/policy/cel/parse.js';
import { createProgram } from '../dist/core/policy/cel/program.js';
import { BUDGETS } from '../dist/core/policy/scopes.js';
import { rounded } from './statistics.mjs';

const MANY = `[${Array.from({ length: 64 }, (_, at) => at).join(', ')}]`;
const TEXT = /(?<![A-Za-z])(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;

/** What takes long beside the examples of the reference: long operands, patterns with tables, large numbers. */
const DEAR = [
  ...[String.raw`'abc'.matches('\\PN\\PL')`, String.raw`'abc'.matches('(?i)\\pL')`, "''.matches('')"],
  ...[`duration('${'1h'.repeat(64)}')`, `'abc'.find('(a)(b)(c)')`, `string(timestamp('2026-11-27T23:31:30.5Z'))`],
  ...[`url('https://a/?${'a=%20&'.repeat(60)}').getQuery()`, `url('https://a/${'é'.repeat(200)}').getEscapedPath()`],
  ...[`semver('1.2.3-${'1.'.repeat(99)}1')`, `string(cidr('2001:db8:1:2:3:4:5:6/64'))`, `'%.100f'.format([1.5])`],
];

/**
 * What an evaluation takes of the processor that spends all its steps on one function, of the dearest functions; and how
 * long a step is then.
 * @param {import('./benchmarks.mjs').BenchOptions} options
 */
export function* dearestSteps({ smoke }) {
  const examples = STANDARD_FUNCTIONS.flatMap(({ example }) => (example ? [example.expression] : []));
  const expressions = [...examples, ...DEAR].slice(0, smoke ? 3 : undefined);
  const measured = expressions.flatMap((expression) => [taken(expression, false), taken(expression, true)]);
  measured.sort((one, other) => other.milliseconds - one.milliseconds);
  for (const { expression, milliseconds, steps } of measured.slice(0, 10)) {
    yield { name: `all-steps ${expression.slice(0, 60)}`, value: rounded(milliseconds), unit: 'ms' };
    yield { name: `step ${expression.slice(0, 60)}`, value: rounded((milliseconds * 1e6) / steps), unit: 'ns' };
  }
}

/**
 * @param {string} expression
 * @param {boolean} computed whether texts are no literals, so that nothing is made ready beforehand
 */
function taken(expression, computed) {
  /** @type {string[]} */
  const texts = [];
  const call = computed
    ? expression.replace(TEXT, (text) => `t${String(texts.push(text.slice(1, -1).replaceAll('\\\\', '\\')) - 1)}`)
    : expression;
  const whole = `${MANY}.all(a, ${MANY}.all(b, ${MANY}.all(c, (${call}) == (${call}) || true)))`;
  const types = texts.map((_, at) => [`t${String(at)}`, { name: 'string', objects: [] }]);
  const scope = declareScope(Object.fromEntries(types), STANDARD_FUNCTIONS);
  const parsed = parseExpression(whole, scope);
  if (parsed.kind === 'problems') throw new Error(`${expression}: ${parsed.problems[0]?.message ?? ''}`);
  const budget = BUDGETS.Config;
  const program = createProgram(parsed.expression, { roots: scope.roots, variables: new Map(), budget });
  let [milliseconds, steps] = [Infinity, 0];
  for (let turn = 0; turn < 3; turn++) {
    const allowance = { steps: budget };
    const before = process.cpuUsage();
    program.evaluate(texts, allowance);
    const { user, system } = process.cpuUsage(before);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
    steps = budget - allowance.steps;
  }
  return { expression: call, milliseconds, steps };
}
