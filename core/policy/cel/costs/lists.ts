import { SORT_BY_KEYS } from '../functions/list-order.ts';
import { MAX_LIST, stepsForText } from '../meter.ts';
import { SCALAR, insideOf, larger, lengthOf, listShape, weightOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';
import type { CelType } from '../types.ts';
import { comparisonsToSort, limitedTo, stepsForNewList, takes } from './parts.ts';
import type { CostTable } from './parts.ts';

const elementOf = (list: Shape): Shape => insideOf(list).value;

/** Both are gone through side by side, so the smaller ends it. */
const equality = (a: Shape, b: Shape): number => Math.min(weightOf(a), weightOf(b));

/** Only texts and bytes take more the longer they are; lists do not sort. */
const ordering = (element: Shape): number => stepsForText(lengthOf(element));

/** Looks at each element once, and compares it with another. */
const readsOrder = (list: Shape): number => lengthOf(list) * (1 + ordering(elementOf(list)));

export const stepsToContain = (list: Shape, wanted: Shape): number =>
  lengthOf(list) * (1 + equality(elementOf(list), wanted));

/** Whether JavaScript's set tells the elements apart: texts alone, or ints alone. */
const isHashed = (type: CelType | undefined): boolean =>
  type?.kind === 'list' && (type.element.kind === 'string' || type.element.kind === 'int');

const includes: Cost = ([target = SCALAR, wanted = SCALAR], [type]) => ({
  steps: Math.max(
    type?.kind === 'list' ? 0 : equality(target, wanted),
    target.kind === 'list' || target.kind === 'any' ? stepsToContain(target, wanted) : 0,
  ),
  shape: SCALAR,
});

const extreme: Cost = ([list = SCALAR]) => ({ steps: readsOrder(list), shape: elementOf(list) });

const sort = (list: Shape, key: Shape): number =>
  stepsForNewList(lengthOf(list)) + comparisonsToSort(lengthOf(list)) * (1 + ordering(key));

const distinct: Cost = ([list = SCALAR], [type]) => {
  const length = lengthOf(list);
  const element = elementOf(list);
  const compared = isHashed(type) ? 0 : length * stepsToContain(list, element);
  return { steps: stepsForNewList(length) + compared, shape: list };
};

const slice: Cost = ([list = SCALAR, , end]) => {
  const length = limitedTo(end, lengthOf(list));
  return { steps: stepsForNewList(length), shape: listShape(length, elementOf(list)) };
};

/** What is left of lists in lists when so many are opened, and the steps to count it. */
interface Flat {
  readonly length: number;
  readonly steps: number;
  readonly element: Shape;
}

/** What is not known to be a list may be one; no more elements are in it than it takes to compare it. */
function flat(list: Shape, depth: number): Flat {
  if (list.kind === 'any') return { length: list.weight, steps: list.weight, element: list };
  const length = lengthOf(list);
  const element = elementOf(list);
  if (depth === 0 || (element.kind !== 'list' && element.kind !== 'any')) return { length, steps: length, element };
  const below = flat(element, depth - 1);
  return {
    length: length * Math.max(1, below.length),
    steps: length + length * below.steps,
    element: larger(element, below.element),
  };
}

const flatten: Cost = ([list = SCALAR, depth = ONCE]) => {
  const known = depth.kind === 'scalar' ? depth.most : undefined;
  const { length, steps, element } = flat(list, Math.max(0, known ?? Infinity));
  const inside = known === 1 && list.kind === 'list' && list.element.kind === 'list' ? list.element.element : element;
  return { steps: steps + stepsForNewList(length), shape: listShape(length, inside) };
};

const ONCE: Shape = { kind: 'scalar', most: 1 };

const unwraps: Cost = ([list = SCALAR]) => ({ steps: stepsForNewList(lengthOf(list)), shape: list });

const range: Cost = ([count = SCALAR]) => {
  const known = count.kind === 'scalar' ? count.most : undefined;
  const length = Math.max(0, Math.min(known ?? MAX_LIST, MAX_LIST));
  return { steps: length, shape: listShape(length, SCALAR) };
};

/** Members of one list looked for in another. */
function stepsToHold([list = SCALAR, wanted = SCALAR]: readonly Shape[], types: readonly CelType[]): number {
  const hashed = types.every(isHashed) && types.map((type) => type.kind === 'list' && type.element.kind);
  const each = hashed && hashed[0] === hashed[1] ? 0 : stepsToContain(list, elementOf(wanted));
  return lengthOf(list) + lengthOf(wanted) * (1 + each);
}

const holds: Cost = (operands, types) => ({ steps: stepsToHold(operands, types), shape: SCALAR });

const equivalent: Cost = ([a = SCALAR, b = SCALAR], types) => ({
  steps: stepsToHold([a, b], types) + stepsToHold([b, a], types),
  shape: SCALAR,
});

const element: Cost = ([list = SCALAR]) => ({ steps: 0, shape: elementOf(list) });

const greatest: Cost = ([numbers = SCALAR]) => ({ steps: Math.max(1, lengthOf(numbers)), shape: SCALAR });

export const LIST_COSTS: CostTable = {
  'method sum/1': ([list = SCALAR]) => ({ steps: lengthOf(list), shape: SCALAR }),
  'method first/1': element,
  'method last/1': element,
  'method includes/2': includes,
  'method isSorted/1': ([list = SCALAR]) => ({ steps: readsOrder(list), shape: SCALAR }),
  'method min/1': extreme,
  'method max/1': extreme,
  'method sort/1': ([list = SCALAR]) => ({ steps: sort(list, elementOf(list)), shape: list }),
  [`method ${SORT_BY_KEYS}/2`]: ([list = SCALAR, keys = SCALAR]) => ({
    steps: sort(list, elementOf(keys)),
    shape: list,
  }),
  'method distinct/1': distinct,
  'method slice/3': slice,
  'method flatten/1': flatten,
  'method flatten/2': flatten,
  'function lists.range/1': range,
  'function optional.unwrap/1': unwraps,
  'method unwrapOpt/1': unwraps,
  'function sets.contains/2': holds,
  'function sets.equivalent/2': equivalent,
  'function sets.intersects/2': holds,
  'function math.greatest/1': greatest,
  'function math.greatest/2': takes(2),
  'function math.least/1': greatest,
  'function math.least/2': takes(2),
};
