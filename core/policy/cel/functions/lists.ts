import { contains } from '../equality.ts';
import { spend, spendOnNewList } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { BINARY_OPERATORS, compare } from '../operators.ts';
import { Double, EvaluationError, isError, isList } from '../values.ts';
import type { List, Result, Value } from '../values.ts';
import { method, noFunction } from './library.ts';
import type { FunctionEntry } from './library.ts';

/** Lists, after Kubernetes' list library and cel-go's ext/lists. */
export const LIST_FUNCTIONS: readonly FunctionEntry[] = [
  method('sum', 1, (frame, list) => (isList(list) ? sum(frame, list) : noFunction('sum', list)), [
    'list<int>.sum(): int',
    'list<uint>.sum(): uint',
    'list<double>.sum(): double',
  ]),
  method('min', 1, (frame, list) => (isList(list) ? extreme(frame, 'min', list, -1) : noFunction('min', list)), [
    'list<T>.min(): T',
  ]),
  method('max', 1, (frame, list) => (isList(list) ? extreme(frame, 'max', list, 1) : noFunction('max', list)), [
    'list<T>.max(): T',
  ]),
  method('distinct', 1, (frame, list) => (isList(list) ? distinct(frame, list) : noFunction('distinct', list)), [
    'list<T>.distinct(): list<T>',
  ]),
];

/** An empty list sums to the int 0; what its elements would have been cannot be told. */
function sum(frame: Frame, list: List): Result {
  let total: Value = list[0] instanceof Double ? new Double(0) : 0;
  for (const [at, element] of list.entries()) {
    spend(frame, 1);
    const next: Result = at === 0 ? element : BINARY_OPERATORS['+'](frame, total, element);
    if (isError(next)) return next;
    total = next;
  }
  return total;
}

function extreme(frame: Frame, name: string, list: List, sign: 1 | -1): Result {
  let best = list[0];
  if (best === undefined) return new EvaluationError(`${name} of an empty list`);
  for (const element of list) {
    spend(frame, 1);
    const order = compare(frame, element, best);
    if (order === undefined) return noFunction(name, element, best);
    if (order * sign > 0) best = element;
  }
  return best;
}

/** First of each value, in order. Text takes a set; whatever else there is, is compared one by one and paid for. */
function distinct(frame: Frame, list: List): Result {
  spendOnNewList(frame, list.length);
  if (list.every((element) => typeof element === 'string')) return [...new Set(list)];
  const kept: Value[] = [];
  for (const element of list) if (!contains(frame, kept, element)) kept.push(element);
  return kept;
}
