import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { READING_QUANTITY } from '../prices.ts';
import { Double, EvaluationError, intOf, isError, isInt } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { Quantity, quantityOfInt, readQuantity } from './quantity-value.ts';

const isQuantity = (value: Value): boolean => value instanceof Quantity;

/**
 * Quantities, after Kubernetes' quantity library. Where it differs: every quantity that is a whole number within int64
 * is an integer, as Kubernetes' documentation has it. Its code takes 1.5Gi for none, however it is a whole number.
 */
export const QUANTITY_FUNCTIONS: readonly FunctionEntry[] = introducedIn(28, [
  {
    ...freeFunction('quantity', 1, quantityOf, ['quantity(string): kubernetes.Quantity']),
    prepare: ([text]) => {
      if (typeof text !== 'string') return undefined;
      const quantity = readQuantity(text);
      return quantity ? { kind: 'ready', apply: () => quantity } : { kind: 'bad', message: noQuantity(text).message };
    },
    ...told('The quantity that the text says.', "quantity('1.5Gi')", "quantity('1536Mi')"),
  },
  {
    ...freeFunction('isQuantity', 1, isQuantityText, ['isQuantity(string): bool']),
    ...told('Whether the text says a quantity.', "isQuantity('10Gb')", 'false'),
  },
  {
    ...method('sign', 1, (_, a) => sign(a), ['kubernetes.Quantity.sign(): int']),
    ...told('-1, 0 or 1 as it lies below, at or above 0.', "quantity('-200m').sign()", '-1'),
  },
  {
    ...method('isInteger', 1, (_, a) => isInteger(a), ['kubernetes.Quantity.isInteger(): bool']),
    ...told('Whether it is a whole number that an int can hold.', "quantity('200m').isInteger()", 'false'),
  },
  {
    ...method('asInteger', 1, (_, a) => asInteger(a), ['kubernetes.Quantity.asInteger(): int']),
    ...told('The whole number it is; an error where it is none.', "quantity('50k').asInteger()", '50000'),
  },
  {
    ...method('asApproximateFloat', 1, approximately, ['kubernetes.Quantity.asApproximateFloat(): double']),
    ...told('The double nearest to it.', "quantity('50.703k').asApproximateFloat()", '50703.0'),
  },
  {
    ...method('add', 2, (_, a, b) => sum('add', a, b, 1n), [
      'kubernetes.Quantity.add(kubernetes.Quantity): kubernetes.Quantity',
      'kubernetes.Quantity.add(int): kubernetes.Quantity',
    ]),
    ...told('The sum with a quantity or an int.', "quantity('50k').add(20)", "quantity('50020')"),
  },
  {
    ...method('sub', 2, (_, a, b) => sum('sub', a, b, -1n), [
      'kubernetes.Quantity.sub(kubernetes.Quantity): kubernetes.Quantity',
      'kubernetes.Quantity.sub(int): kubernetes.Quantity',
    ]),
    ...told('What is left without a quantity or an int.', "quantity('1k').sub(quantity('1'))", "quantity('999')"),
  },
  {
    ...method('isGreaterThan', 2, (_, a, b) => order('isGreaterThan', a, b, (sign) => sign > 0), [
      'kubernetes.Quantity.isGreaterThan(kubernetes.Quantity): bool',
    ]),
    takes: isQuantity,
    ...told('Whether it is greater.', "quantity('50Mi').isGreaterThan(quantity('50M'))", 'true'),
  },
  {
    ...method('isLessThan', 2, (_, a, b) => order('isLessThan', a, b, (sign) => sign < 0), [
      'kubernetes.Quantity.isLessThan(kubernetes.Quantity): bool',
    ]),
    takes: isQuantity,
    ...told('Whether it is less.', "quantity('50M').isLessThan(quantity('100M'))", 'true'),
  },
  {
    ...method('compareTo', 2, (_, a, b) => order('compareTo', a, b, (sign) => sign), [
      'kubernetes.Quantity.compareTo(kubernetes.Quantity): int',
    ]),
    takes: isQuantity,
    ...told('-1, 0 or 1 as it is less, equal or greater.', "quantity('200M').compareTo(quantity('0.2G'))", '0'),
  },
]);

const noQuantity = (text: string): EvaluationError => new EvaluationError(`not a quantity: ${text.slice(0, 40)}`);

function quantityOf(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('quantity', text);
  spend(frame, READING_QUANTITY);
  return readQuantity(text) ?? noQuantity(text);
}

function isQuantityText(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('isQuantity', text);
  spend(frame, READING_QUANTITY);
  return readQuantity(text) !== undefined;
}

function approximately(frame: Frame, quantity: Value): Result {
  if (!(quantity instanceof Quantity)) return noFunction('asApproximateFloat', quantity);
  spend(frame, READING_QUANTITY);
  return new Double(quantity.approximately);
}

function sign(quantity: Value): Result {
  if (!(quantity instanceof Quantity)) return noFunction('sign', quantity);
  return quantity.billionths === 0n ? 0 : quantity.billionths < 0n ? -1 : 1;
}

function isInteger(quantity: Value): Result {
  if (!(quantity instanceof Quantity)) return noFunction('isInteger', quantity);
  return quantity.whole !== undefined && !isError(intOf(quantity.whole));
}

function asInteger(quantity: Value): Result {
  if (!(quantity instanceof Quantity)) return noFunction('asInteger', quantity);
  if (quantity.whole === undefined) return new EvaluationError(`not a whole number: ${quantity.toString()}`);
  return intOf(quantity.whole);
}

function sum(name: string, a: Value, b: Value, factor: 1n | -1n): Result {
  const other = isInt(b) ? quantityOfInt(b) : b;
  if (!(a instanceof Quantity && other instanceof Quantity)) return noFunction(name, a, b);
  return new Quantity(a.billionths + factor * other.billionths);
}

function order(name: string, a: Value, b: Value, answer: (sign: number) => Result): Result {
  const sign = a instanceof Quantity && b instanceof Quantity ? a.compare(b) : undefined;
  return sign === undefined ? noFunction(name, a, b) : answer(sign);
}
