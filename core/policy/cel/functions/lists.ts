import { contains, equals } from '../equality.ts';
import { spend, spendOnNewList } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { BINARY_OPERATORS } from '../operators.ts';
import { NONE, Optional } from '../optional.ts';
import { Double, EvaluationError, isError, isInt, isList, typeName } from '../values.ts';
import type { List, Result, Value } from '../values.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { Apply, FunctionEntry } from './library.ts';
import { LIST_ORDER_FUNCTIONS } from './list-order.ts';

/** Lists, after Kubernetes' list library, and cel-go's OptionalTypes, version 2. */
const KUBERNETES: readonly FunctionEntry[] = [
  {
    ...method('sum', 1, onList('sum', sum), [
      'list<int>.sum(): int',
      'list<uint>.sum(): uint',
      'list<double>.sum(): double',
      'list<google.protobuf.Duration>.sum(): google.protobuf.Duration',
    ]),
    ...told('The elements added up.', '[1.5, 2.5].sum()', '4.0'),
  },
  {
    ...method('indexOf', 2, onList('indexOf', indexOf), ['list<T>.indexOf(T): int']),
    takes: isList,
    ...told('Where the element stands first; -1 where it does not.', '[1, 2, 2, 3].indexOf(2)', '1'),
  },
  {
    ...method('lastIndexOf', 2, onList('lastIndexOf', lastIndexOf), ['list<T>.lastIndexOf(T): int']),
    takes: isList,
    ...told('Where the element stands last; -1 where it does not.', '[1, 2, 2, 3].lastIndexOf(2)', '2'),
  },
  {
    ...method(
      'first',
      1,
      onList('first', (_, list) => optionalOf(list[0])),
      ['list<T>.first(): optional<T>'],
    ),
    since: 33,
    ...told('The first element, where there is one.', '[1, 2, 3].first()', 'optional.of(1)'),
  },
  {
    ...method(
      'last',
      1,
      onList('last', (_, list) => optionalOf(list.at(-1))),
      ['list<T>.last(): optional<T>'],
    ),
    since: 33,
    ...told('The last element, where there is one.', '[].last()', 'optional.none()'),
  },
  {
    ...method('includes', 2, includes, ['dyn.includes(dyn): bool']),
    since: 37,
    ...told('Whether the list has the element, or what is no list is it.', '[1, 2, 3].includes(2)', 'true'),
  },
];

/** Lists, after cel-go's ext/lists, version 3. */
const EXTENDED: readonly FunctionEntry[] = introducedIn(34, [
  {
    ...method('distinct', 1, onList('distinct', distinct), ['list<T>.distinct(): list<T>']),
    ...told('The first of each value, in order.', "['b', 'b', 'c', 'a', 'c'].distinct()", "['b', 'c', 'a']"),
  },
  {
    ...method('reverse', 1, onList('reverse', reverse), ['list<T>.reverse(): list<T>']),
    takes: isList,
    ...told('Backwards.', '[5, 3, 1, 2].reverse()', '[2, 1, 3, 5]'),
  },
  {
    ...method('slice', 3, slice, ['list<T>.slice(int, int): list<T>']),
    ...told('From the first position to right before the second.', '[1, 2, 3, 4].slice(1, 3)', '[2, 3]'),
  },
  {
    ...method('flatten', 1, (frame, list) => flatten(frame, list, 1), ['list<list<T>>.flatten(): list<T>']),
    ...told('The elements of the lists in it.', '[[1], [2, 3], []].flatten()', '[1, 2, 3]'),
  },
  {
    ...method('flatten', 2, flatten, ['list<dyn>.flatten(int): list<dyn>']),
    ...told('The same, so many lists deep.', '[[[1]], [[2, 3], []]].flatten(2)', '[1, 2, 3]'),
  },
  {
    ...freeFunction('lists.range', 1, range, ['lists.range(int): list<int>']),
    ...told('So many ints from 0 on.', 'lists.range(4)', '[0, 1, 2, 3]'),
  },
]);

export const LIST_FUNCTIONS: readonly FunctionEntry[] = [...KUBERNETES, ...LIST_ORDER_FUNCTIONS, ...EXTENDED];

function onList(name: string, apply: (frame: Frame, list: List, second: Value) => Result): Apply {
  return (frame, list, second) => (isList(list) ? apply(frame, list, second) : noFunction(name, list));
}

function optionalOf(element: Value | undefined): Optional {
  return element === undefined ? NONE : new Optional(element);
}

const SUMMED: readonly string[] = ['int', 'uint', 'double', 'google.protobuf.Duration'];

/** An empty list sums to the int 0; what its elements would have been cannot be told. */
function sum(frame: Frame, list: List): Result {
  let total: Value = list[0] instanceof Double ? new Double(0) : 0;
  for (const [at, element] of list.entries()) {
    spend(frame, 1);
    if (!SUMMED.includes(typeName(element))) return noFunction('sum', element);
    const next: Result = at === 0 ? element : BINARY_OPERATORS['+'](frame, total, element);
    if (isError(next)) return next;
    total = next;
  }
  return total;
}

function indexOf(frame: Frame, list: List, wanted: Value): Result {
  return list.findIndex((element) => {
    spend(frame, 1);
    return equals(frame, element, wanted);
  });
}

function lastIndexOf(frame: Frame, list: List, wanted: Value): Result {
  return list.findLastIndex((element) => {
    spend(frame, 1);
    return equals(frame, element, wanted);
  });
}

function includes(frame: Frame, target: Value, wanted: Value): Result {
  return isList(target) ? contains(frame, target, wanted) : equals(frame, target, wanted);
}

/** Texts alone or ints alone take a set; whatever else there is, is compared one by one and paid for. */
function distinct(frame: Frame, list: List): Result {
  spendOnNewList(frame, list.length);
  if (list.every((element) => typeof element === 'string') || list.every((element) => isInt(element)))
    return [...new Set<Value>(list)];
  const kept: Value[] = [];
  for (const element of list) if (!contains(frame, kept, element)) kept.push(element);
  return kept;
}

function reverse(frame: Frame, list: List): Result {
  spendOnNewList(frame, list.length);
  return list.toReversed();
}

function slice(frame: Frame, list: Value, start: Value, end: Value): Result {
  if (!isList(list) || !isInt(start) || !isInt(end)) return noFunction('slice', list, start, end);
  const asked = `slice(${start.toString()}, ${end.toString()})`;
  if (start < 0 || end > list.length) {
    return new EvaluationError(`${asked} leaves a list of ${String(list.length)} elements`);
  }
  if (start > end) return new EvaluationError(`${asked} ends before it starts`);
  spendOnNewList(frame, Number(end) - Number(start));
  return list.slice(Number(start), Number(end));
}

function flatten(frame: Frame, list: Value, depth: Value): Result {
  if (!isList(list) || !isInt(depth)) return noFunction('flatten', list, depth);
  if (depth < 0) return new EvaluationError(`flatten takes no depth below 0: ${depth.toString()}`);
  spendOnNewList(frame, flatLength(frame, list, Number(depth)));
  return flattened(list, Number(depth));
}

/** Lists nest no deeper than an expression or an object, so this recurs no deeper. */
function flatLength(frame: Frame, list: List, depth: number): number {
  spend(frame, list.length);
  if (depth === 0) return list.length;
  return list.reduce<number>(
    (length, element) => length + (isList(element) ? flatLength(frame, element, depth - 1) : 1),
    0,
  );
}

const flattened = (list: List, depth: number): List =>
  depth === 0 ? list : list.flatMap((element) => (isList(element) ? flattened(element, depth - 1) : [element]));

function range(frame: Frame, count: Value): Result {
  if (!isInt(count)) return noFunction('lists.range', count);
  const length = Math.max(0, Number(count));
  spendOnNewList(frame, length);
  return Array.from({ length }, (_, at) => at);
}
