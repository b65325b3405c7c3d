import { parseQuantity } from '../../../model/capacity.ts';
import { EvaluationError, Quantity, intOf } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction } from './library.ts';
import type { FunctionEntry } from './library.ts';

/**
 * Quantities, after Kubernetes' quantity library, with the forms that the schemas admit: `10Gi`, `1.5T`. Fractions of
 * a unit are rounded up.
 */
export const QUANTITY_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...freeFunction('quantity', 1, (_, text) => quantityOf(text), ['quantity(string): Quantity']),
    prepare: ([text]) => {
      const quantity = text === undefined ? undefined : quantityOf(text);
      return quantity instanceof EvaluationError ? { kind: 'bad', message: quantity.message } : undefined;
    },
  },
  freeFunction('isQuantity', 1, (_, text) => typeof text === 'string' && parseQuantity(text) !== undefined, [
    'isQuantity(string): bool',
  ]),
  method('isGreaterThan', 2, (_, a, b) => order('isGreaterThan', a, b, (sign) => sign > 0), [
    'Quantity.isGreaterThan(Quantity): bool',
  ]),
  method('isLessThan', 2, (_, a, b) => order('isLessThan', a, b, (sign) => sign < 0), [
    'Quantity.isLessThan(Quantity): bool',
  ]),
  method('compareTo', 2, (_, a, b) => order('compareTo', a, b, (sign) => sign), ['Quantity.compareTo(Quantity): int']),
  method('asInteger', 1, (_, a) => (a instanceof Quantity ? intOf(a.value) : noFunction('asInteger', a)), [
    'Quantity.asInteger(): int',
  ]),
];

function quantityOf(text: Value): Result {
  if (typeof text !== 'string') return noFunction('quantity', text);
  const value = parseQuantity(text);
  return value === undefined ? new EvaluationError(`not a quantity: ${text.slice(0, 40)}`) : new Quantity(value);
}

function order(name: string, a: Value, b: Value, answer: (sign: number) => Result): Result {
  if (!(a instanceof Quantity && b instanceof Quantity)) return noFunction(name, a, b);
  return answer(a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
}
