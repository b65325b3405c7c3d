import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTypes, operandsOf } from '../testing/operands.ts';
import type { Operand } from '../testing/operands.ts';
import { estimateCost } from './cost.ts';
import { LIST_COSTS } from './costs/lists.ts';
import { PATTERN_COSTS } from './costs/patterns.ts';
import { TEXT_COSTS } from './costs/text.ts';
import { VALUE_COSTS } from './costs/values.ts';
import { declareScope, signaturesOf } from './environment.ts';
import { costOf } from './function-costs.ts';
import { ALL_FUNCTIONS, STANDARD_FUNCTIONS } from './functions/index.ts';
import { functionKey } from './functions/library.ts';
import type { Apply, FunctionEntry } from './functions/library.ts';
import { BudgetExhausted } from './meter.ts';
import { Optional } from './optional.ts';
import { parseExpression } from './parse.ts';
import { createProgram } from './program.ts';
import { insideOf, lengthOf } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { mapParts } from './types.ts';
import type { CelType } from './types.ts';
import { Double, isList, isMap } from './values.ts';
import type { Result, Value } from './values.ts';

const keyOf = ({ style, name, operands }: FunctionEntry): string => functionKey(style, name, operands);

function metered(apply: Apply, operands: readonly Operand[]): { readonly steps: number; readonly result: Result } {
  const frame = { steps: 1e9, slots: [], computed: 0, trace: undefined };
  const [a = null, b = null, c = null, d = null] = operands.map(({ value }) => value);
  try {
    const result = apply(frame, a, b, c, d);
    return { steps: 1e9 - frame.steps, result };
  } catch (cause) {
    if (!(cause instanceof BudgetExhausted)) throw cause;
    return { steps: 1e9 - frame.steps, result: cause.reason };
  }
}

/** Whether the value is no larger than the shape says. */
function fits(value: Result, shape: Shape): boolean {
  if (value instanceof Optional) return value.content === undefined || fits(value.content, shape);
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length <= lengthOf(shape);
  const inside = insideOf(shape);
  if (isList(value)) return value.length <= lengthOf(shape) && value.every((element) => fits(element, inside.value));
  if (!isMap(value)) return true;
  const entries = [...value];
  return value.size <= lengthOf(shape) && entries.every(([key, of]) => fits(key, inside.key) && fits(of, inside.value));
}

const withoutParameters = (type: CelType, chosen: CelType): CelType =>
  type.kind === 'parameter' ? chosen : mapParts(type, (part) => withoutParameters(part, chosen));

/** As it is written in a literal's place. */
const written = (shape: Shape, value: Value): Shape =>
  typeof value === 'string' ? { kind: 'text', length: value.length, literal: value } : shape;

function expectWithin(entry: FunctionEntry, operands: readonly Operand[], types: readonly CelType[]): void {
  const cost = costOf(keyOf(entry));
  const { steps, result } = metered(entry.apply, operands);
  const estimated = cost(
    operands.map(({ shape }) => shape),
    types,
  );
  expect(steps).toBeLessThanOrEqual(estimated.steps);
  expect(fits(result, estimated.shape)).toBe(true);
  const prepared = entry.prepare?.(operands.map(({ value }) => value));
  if (prepared?.kind !== 'ready') return;
  const ofLiterals = cost(
    operands.map(({ shape, value }) => written(shape, value)),
    types,
  );
  expect(metered(prepared.apply, operands).steps).toBeLessThanOrEqual(ofLiterals.steps);
}

describe('each function has a cost', () => {
  it('and none that is not there has one', () => {
    const costs = { ...VALUE_COSTS, ...TEXT_COSTS, ...PATTERN_COSTS, ...LIST_COSTS };
    expect(Object.keys(costs).sort()).toEqual([...new Set(ALL_FUNCTIONS.map(keyOf))].sort());
  });
});

describe('no call takes more than its cost, nor gives more than its shape', () => {
  it.each(ALL_FUNCTIONS.map((entry) => [entry.signatures[0] ?? entry.name, entry] as const))('%s', (_, entry) => {
    for (const { operands } of signaturesOf(entry)) {
      const called = anyTypes.chain((chosen) => {
        const types = operands.map((type) => withoutParameters(type, chosen));
        return fc.tuple(fc.tuple(...types.map(operandsOf)), fc.constant(types));
      });
      fc.assert(
        fc.property(called, ([values, types]) => {
          expectWithin(entry, values, types);
        }),
        { numRuns: 25, seed: 20261128 },
      );
    }
  });
});

const SIZE = 512;

/** The largest values of their kind, with what takes most in them. */
const VALUES: Readonly<Record<string, { readonly type: string; readonly value: Value; readonly inside?: number }>> = {
  text: { type: 'string', value: 'x'.repeat(SIZE) },
  bytes: { type: 'bytes', value: new Uint8Array(SIZE) },
  texts: {
    type: 'list<string>',
    value: Array.from({ length: SIZE }, (_, at) => `name-${String((at * 797) % 1009)}`),
    inside: 9,
  },
  ints: { type: 'list<int>', value: Array.from({ length: SIZE }, (_, at) => (at * 7919) % 10_007) },
  rising: { type: 'list<int>', value: Array.from({ length: SIZE }, (_, at) => at) },
  doubles: { type: 'list<double>', value: Array.from({ length: SIZE }, (_, at) => new Double(at + 1e-320)) },
};

const scope = declareScope(
  Object.fromEntries(
    Object.entries(VALUES).map(([name, { type, inside }]) => [
      name,
      {
        name: type,
        objects: [],
        bounds: { length: SIZE, inside: inside === undefined ? undefined : { length: inside } },
      },
    ]),
  ),
  STANDARD_FUNCTIONS,
);

/** How many times what the meter counts the estimate is. */
function timesTooMuch(expression: string): number {
  const parsed = parseExpression(expression, scope);
  if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
  const roots = Object.keys(VALUES);
  const program = createProgram(parsed.expression, { roots, variables: new Map(), budget: 1e9 });
  const allowance = { steps: 1e9 };
  program.evaluate(
    Object.values(VALUES).map(({ value }) => value),
    allowance,
  );
  return estimateCost(parsed, scope).steps / (1e9 - allowance.steps);
}

describe('the estimate of a large call is no more than ten times what is metered', () => {
  it.each([
    ...['size()', 'startsWith("q")', 'endsWith("q")', 'contains("q")', 'charAt(0)', 'indexOf("q")', 'indexOf("q", 1)'],
    ...['lastIndexOf("q")', 'lastIndexOf("q", 1)', 'substring(1)', 'substring(0, 9)', 'lowerAscii()', 'upperAscii()'],
    ...[
      'trim()',
      'reverse()',
      'replace("x", "yy")',
      'replace("", "y")',
      'replace("x", "y", 3)',
      'split("x")',
      'split("")',
    ],
    ...['split("x", 3)', 'matches("q")', 'find("q")', 'findAll("x")', 'findAll("x", 3)'],
  ])('text.%s', (call) => {
    expect(timesTooMuch(`text.${call}`)).toBeLessThanOrEqual(10);
  });

  it.each([
    ...['double(text)', 'bytes(text)', 'string(bytes)', 'strings.quote(text)', 'base64.encode(bytes)'],
    ...['base64.decode(text)', 'isIP(text)', 'isCIDR(text)', 'isSemver(text)', 'isURL(text)', 'url("/" + text)'],
    ...['url("/?" + text).getQuery()', 'format.uuid().validate(text)', 'isQuantity(text)', 'ip("::1").isLoopback()'],
    ...['quantity("1Gi").add(3)', 'timestamp("2026-11-27T23:31:30Z").getHours("Europe/Rome")', 'optional.of(text)'],
    ...['"%s".format([text])', '"%x".format([bytes])', '"%s".format([doubles])', '"%s, %d".format([text, 3])'],
    ...['regex.extract(text, "q")', 'regex.extractAll(text, "x")', 'regex.replace(text, "x", "yy")'],
  ])('%s', (call) => {
    expect(timesTooMuch(call)).toBeLessThanOrEqual(10);
  });

  it.each([
    ...[
      'ints.sum()',
      'ints.min()',
      'texts.max()',
      'rising.isSorted()',
      'ints.sort()',
      'texts.sort()',
      'ints.indexOf(-1)',
    ],
    ...['ints.lastIndexOf(-1)', 'ints.includes(-1)', 'ints.first()', 'ints.distinct()', 'texts.distinct()'],
    ...['doubles.distinct()', 'ints.reverse()', 'ints.slice(0, 9)', '[ints, ints].flatten()', '[[ints]].flatten(2)'],
    ...['lists.range(512)', 'texts.join(", ")', 'sets.contains(ints, ints)', 'sets.equivalent(texts, texts)'],
    ...['sets.contains(doubles, doubles)', 'sets.intersects(ints, [-1])', 'math.greatest(ints)', 'math.least(1, 2)'],
    ...[
      'ints.sortBy(x, -x)',
      'texts.sortBy(x, x)',
      'optional.unwrap([optional.of(ints)])',
      'ints.map(x, x % 7).sort()',
    ],
  ])('%s', (call) => {
    expect(timesTooMuch(call)).toBeLessThanOrEqual(10);
  });
});

describe('what only looks costly is not refused', () => {
  it.each([
    ['texts.map(x, texts.map(y, x + y)).flatten().sort()', 25_000_000],
    ['texts.all(x, sets.contains(texts, [x]))', 1_000_000],
    ['ints.map(x, string(x)).reverse().join(",").size() > 3', 100_000],
  ])('%s', (expression, most) => {
    const parsed = parseExpression(expression, scope);
    if (parsed.kind === 'problems') throw new Error(parsed.problems[0]?.message);
    expect(estimateCost(parsed, scope).steps).toBeLessThanOrEqual(most);
  });
});
