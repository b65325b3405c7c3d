import { compilePattern } from './functions/patterns.ts';
import { functionKey } from './functions/library.ts';
import type { FunctionEntry } from './functions/library.ts';
import { stepsForText } from './meter.ts';
import { SCALAR, insideOf, lengthOf, listShape, textOf, weightOf } from './shapes.ts';
import type { Cost, Shape } from './shapes.ts';
import { EvaluationError } from './values.ts';

/** The cost of a function: what it says itself, what is known of it here, else that of the slowest there are. */
export function costOf({ style, name, operands, cost }: FunctionEntry): Cost {
  return cost ?? COSTS[functionKey(style, name, operands)] ?? slowest;
}

/**
 * Functions compare each part of one operand with each of another, or read text over and over, and that is as bad as it
 * gets; what they build is no longer than each unit of one operand replaced by the whole of another.
 */
const slowest: Cost = (operands) => {
  const weight = operands.reduce((sum, shape) => sum + weightOf(shape), 0);
  return { steps: 64 + 16 * weight + 4 * weight ** 2 };
};

/** How large a result of a type gets of which a function says nothing. */
export function resultOfSlowest(operands: readonly Shape[], type: Shape): Shape {
  const units = 64 + 16 * operands.reduce((sum, shape) => sum + weightOf(shape), 0);
  return grown(type, units);
}

function grown(shape: Shape, units: number): Shape {
  switch (shape.kind) {
    case 'scalar':
      return shape;
    case 'text':
      return textOf(units * units);
    case 'list':
      return listShape(units, grown(shape.element, units));
    case 'map':
      return { ...shape, length: units, key: grown(shape.key, units), value: grown(shape.value, units) };
    case 'object':
      return shape;
    case 'any':
      return { kind: 'any', length: units * units, weight: units * units };
  }
}

const first = ([shape = SCALAR]: readonly Shape[]): Shape => shape;
const second = ([, shape = SCALAR]: readonly Shape[]): Shape => shape;
const third = ([, , shape = SCALAR]: readonly Shape[]): Shape => shape;

/** Counts characters and keys; a list knows its length. */
const size: Cost = (operands) => {
  const shape = first(operands);
  return { steps: shape.kind === 'text' ? stepsForText(shape.length) : lengthOf(shape), shape: SCALAR };
};

/** Looks through the first operand. */
const readsText: Cost = (operands) => ({ steps: stepsForText(lengthOf(first(operands))), shape: SCALAR });

/** Makes a text that is no longer. */
const rewritesText: Cost = (operands) => ({
  steps: 2 * stepsForText(lengthOf(first(operands))),
  shape: textOf(lengthOf(first(operands))),
});

/** Looks at each element once. */
const readsList: Cost = (operands) => ({
  steps: weightOf(first(operands)) + lengthOf(first(operands)),
  shape: insideOf(first(operands)).value,
});

const takesNothing: Cost = () => ({ steps: 1, shape: SCALAR });

/** What `string(x)` of a number or a time has at most. */
const NUMBER_TEXT = 40;

const matches: Cost = (operands) => {
  const text = lengthOf(first(operands));
  const pattern = second(operands);
  const size = pattern.kind === 'text' && pattern.literal !== undefined ? programSize(pattern.literal) : undefined;
  // No pattern of so many characters repeats any of them more than a thousand times.
  const program = size ?? 1000 * (lengthOf(pattern) + 1);
  return { steps: lengthOf(pattern) + Math.ceil((text + 1) / 8) * Math.ceil(program / 16), shape: SCALAR };
};

function programSize(literal: string): number {
  const pattern = compilePattern(literal);
  return pattern instanceof EvaluationError ? 0 : pattern.programSize();
}

const split: Cost = (operands) => {
  const length = lengthOf(first(operands));
  return { steps: 2 * length + 1, shape: listShape(length + 1, textOf(length)) };
};

const join: Cost = (operands) => {
  const list = first(operands);
  const units = lengthOf(list) * (lengthOf(insideOf(list).value) + lengthOf(second(operands)));
  return { steps: lengthOf(list) + stepsForText(units), shape: textOf(units) };
};

const replace: Cost = (operands) => {
  const length = lengthOf(first(operands));
  const made = length + (length + 1) * lengthOf(third(operands));
  return { steps: 2 * length + stepsForText(2 * length + 2) + stepsForText(made) + 2, shape: textOf(made) };
};

const distinct: Cost = (operands) => {
  const list = first(operands);
  const { value } = insideOf(list);
  const length = lengthOf(list);
  const compared = value.kind === 'text' ? 0 : length * length * (1 + weightOf(value));
  return { steps: length + compared, shape: list };
};

/** One level of lists inside a list, or as many as there are. */
const flatten: Cost = (operands) => {
  const list = first(operands);
  const { value } = insideOf(list);
  const made = value.kind === 'list' ? listShape(lengthOf(list) * lengthOf(value), value.element) : list;
  return { steps: 2 * (lengthOf(list) + lengthOf(made)) + 1, shape: made };
};

const inZone: Cost = () => ({ steps: 5001, shape: SCALAR });

/** What the first operand is, or holds. */
const passesOn: Cost = (operands) => ({ steps: 1 + lengthOf(first(operands)), shape: first(operands) });

const ZONED = [
  'getFullYear',
  'getMonth',
  'getDate',
  'getDayOfMonth',
  'getDayOfWeek',
  'getDayOfYear',
  'getHours',
  'getMinutes',
  'getSeconds',
  'getMilliseconds',
];

const COSTS: Readonly<Record<string, Cost>> = {
  'function size/1': size,
  'method size/1': size,
  'function type/1': takesNothing,
  'function int/1': takesNothing,
  'function uint/1': takesNothing,
  'function double/1': takesNothing,
  'function bool/1': takesNothing,
  'function quantity/1': takesNothing,
  'function timestamp/1': takesNothing,
  'function duration/1': takesNothing,
  'function string/1': (operands) => ({
    steps: stepsForText(lengthOf(first(operands))),
    shape: textOf(Math.max(NUMBER_TEXT, lengthOf(first(operands)))),
  }),
  'function bytes/1': (operands) => ({
    steps: stepsForText(3 * lengthOf(first(operands))),
    shape: textOf(3 * lengthOf(first(operands))),
  }),
  'method startsWith/2': readsText,
  'method endsWith/2': readsText,
  'method contains/2': readsText,
  'method indexOf/2': (operands) => ({ steps: 2 * weightOf(first(operands)), shape: SCALAR }),
  'method matches/2': matches,
  'method lowerAscii/1': rewritesText,
  'method upperAscii/1': rewritesText,
  'method trim/1': rewritesText,
  'method substring/2': rewritesText,
  'method substring/3': rewritesText,
  'method split/2': split,
  'method split/3': split,
  'method join/1': join,
  'method join/2': join,
  'method replace/3': replace,
  'method replace/4': replace,
  'method distinct/1': distinct,
  'method flatten/1': flatten,
  'method sum/1': (operands) => ({ steps: lengthOf(first(operands)), shape: SCALAR }),
  'method min/1': readsList,
  'method max/1': readsList,
  'function lists.range/1': (operands) => {
    const count = first(operands);
    const length = count.kind === 'scalar' && count.most !== undefined ? Math.max(0, count.most) : Infinity;
    return { steps: length, shape: listShape(length, SCALAR) };
  },
  'method survives/2': (operands) => ({ steps: lengthOf(legsOf(first(operands))) }),
  'method spreadOver/2': (operands) => ({ steps: lengthOf(legsOf(first(operands))) }),
  'function optional.none/0': takesNothing,
  'function optional.of/1': passesOn,
  'function optional.ofNonZeroValue/1': passesOn,
  'method hasValue/1': takesNothing,
  'method value/1': passesOn,
  ...Object.fromEntries(
    ZONED.flatMap((name) => [
      [`method ${name}/1`, takesNothing],
      [`method ${name}/2`, inZone],
    ]),
  ),
};

const legsOf = (placement: Shape): Shape =>
  (placement.kind === 'object' ? placement.fields.get('legs') : undefined) ?? placement;
