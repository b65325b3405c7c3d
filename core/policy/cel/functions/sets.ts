import { contains } from '../equality.ts';
import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { isInt, isList } from '../values.ts';
import type { List, Result, Value } from '../values.ts';
import { freeFunction, introducedIn, noFunction, told } from './library.ts';
import type { Apply, FunctionEntry } from './library.ts';

/** Lists as sets, after cel-go's ext/sets: order and repetition do not matter, and numbers are equal across types. */
export const SET_FUNCTIONS: readonly FunctionEntry[] = introducedIn(29, [
  {
    ...freeFunction('sets.contains', 2, onLists('sets.contains', hasAll), ['sets.contains(list<T>, list<T>): bool']),
    ...told('Whether the first has every element of the second.', 'sets.contains([1, 2, 3], [3, 1])', 'true'),
  },
  {
    ...freeFunction(
      'sets.equivalent',
      2,
      onLists('sets.equivalent', (frame, a, b) => hasAll(frame, a, b) && hasAll(frame, b, a)),
      ['sets.equivalent(list<T>, list<T>): bool'],
    ),
    ...told('Whether each has every element of the other.', 'sets.equivalent([1, 2], [2, 1, 1])', 'true'),
  },
  {
    ...freeFunction('sets.intersects', 2, onLists('sets.intersects', hasAny), [
      'sets.intersects(list<T>, list<T>): bool',
    ]),
    ...told('Whether some element is in both.', 'sets.intersects([1, 2], [2, 3])', 'true'),
  },
]);

function onLists(name: string, holds: (frame: Frame, a: List, b: List) => boolean): Apply {
  return (frame, a, b): Result => (isList(a) && isList(b) ? holds(frame, a, b) : noFunction(name, a, b));
}

function hasAll(frame: Frame, list: List, wanted: List): boolean {
  return wanted.every(membership(frame, list));
}

function hasAny(frame: Frame, list: List, wanted: List): boolean {
  return wanted.some(membership(frame, list));
}

/** Of texts alone or ints alone JavaScript's set knows the members; others are compared one by one and paid for. */
function membership(frame: Frame, list: List): (value: Value) => boolean {
  spend(frame, list.length);
  const kind = list.every(isText) ? isText : list.every(isInt) ? isInt : undefined;
  const members = kind && new Set(list);
  return (value) => {
    spend(frame, 1);
    return members && kind(value) ? members.has(value) : contains(frame, list, value);
  };
}

const isText = (value: Value): value is string => typeof value === 'string';
