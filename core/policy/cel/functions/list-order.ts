import { spend, spendOnNewList } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { compare } from '../operators.ts';
import { EvaluationError, isList, typeName } from '../values.ts';
import type { List, Result, Value } from '../values.ts';
import { method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';

/** The types of which Kubernetes and cel-go sort lists; others compare only by the functions they bring along. */
const SORTED: readonly string[] = [
  'int',
  'uint',
  'double',
  'bool',
  'string',
  'bytes',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
];

/** What the macro `sortBy` calls with the list and its keys; no expression can write it. */
export const SORT_BY_KEYS = '@sortByAssociatedKeys';

const signatures = (sign: (type: string) => string): readonly string[] => SORTED.map(sign);

/** What goes by the order of the elements, after Kubernetes' list library and cel-go's ext/lists. */
export const LIST_ORDER_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...method(
      'isSorted',
      1,
      isSorted,
      signatures((type) => `list<${type}>.isSorted(): bool`),
    ),
    ...told('Whether no element is less than the one before it.', "['a', 'b', 'b'].isSorted()", 'true'),
  },
  {
    ...method(
      'min',
      1,
      (frame, list) => extreme(frame, 'min', list, -1),
      signatures((type) => `list<${type}>.min(): ${type}`),
    ),
    ...told('The least element; an error of an empty list.', '[3, 1, 2].min()', '1'),
  },
  {
    ...method(
      'max',
      1,
      (frame, list) => extreme(frame, 'max', list, 1),
      signatures((type) => `list<${type}>.max(): ${type}`),
    ),
    ...told('The greatest element; an error of an empty list.', '[3, 1, 2].max()', '3'),
  },
  {
    ...method(
      'sort',
      1,
      (frame, list) => (isList(list) ? sortedBy(frame, list, list) : noFunction('sort', list)),
      signatures((type) => `list<${type}>.sort(): list<${type}>`),
    ),
    since: 34,
    ...told('The elements from the least to the greatest.', '[3, 2, 1].sort()', '[1, 2, 3]'),
  },
  {
    ...method(
      SORT_BY_KEYS,
      2,
      sortByKeys,
      signatures((type) => `list<T>.${SORT_BY_KEYS}(list<${type}>): list<T>`),
    ),
    since: 34,
    macro: { name: 'sortBy', signature: 'list<T>.sortBy(variable, key): list<T>' },
    ...told(
      'The elements in the order of their keys, which are of one type that `sort` takes.',
      "['ccc', 'a', 'bb'].sortBy(x, x.size())",
      "['a', 'bb', 'ccc']",
    ),
  },
];

const isSortable = (value: Value): boolean => SORTED.includes(typeName(value));

function isSorted(frame: Frame, list: Value): Result {
  if (!isList(list)) return noFunction('isSorted', list);
  let before = list[0];
  if (before === undefined) return true;
  for (const element of list) {
    spend(frame, 1);
    const order = isSortable(element) ? compare(frame, before, element) : undefined;
    if (order === undefined) return noFunction('isSorted', before, element);
    if (order > 0) return false;
    before = element;
  }
  return true;
}

function extreme(frame: Frame, name: string, list: Value, sign: 1 | -1): Result {
  if (!isList(list)) return noFunction(name, list);
  let best = list[0];
  if (best === undefined) return new EvaluationError(`${name} of an empty list`);
  for (const element of list) {
    spend(frame, 1);
    const order = isSortable(element) ? compare(frame, element, best) : undefined;
    if (order === undefined) return noFunction(name, element, best);
    if (order * sign > 0) best = element;
  }
  return best;
}

function sortByKeys(frame: Frame, list: Value, keys: Value): Result {
  return isList(list) && isList(keys) ? sortedBy(frame, list, keys) : noFunction('sortBy', list, keys);
}

/**
 * The elements in the order of their keys; of equal keys, in the order of the list. Keys are of one type that sorts.
 * Each comparison pays, so that a list is sorted within the budget or not at all.
 */
function sortedBy(frame: Frame, list: List, keys: List): List | EvaluationError {
  spendOnNewList(frame, list.length);
  const type = typeName(keys[0] ?? null);
  const misfit = keys.find((key) => typeName(key) !== type || !isSortable(key));
  if (misfit !== undefined) return noFunction('sort', keys[0] ?? null, misfit);
  const order = Array.from(list.keys());
  order.sort((a, b) => {
    spend(frame, 1);
    return compare(frame, keys[a] ?? null, keys[b] ?? null) ?? 0;
  });
  return order.map((at) => list[at] ?? null);
}
