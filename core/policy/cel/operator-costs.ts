import { stepsForText } from './meter.ts';
import type { BinaryOperator } from './operators.ts';
import { SCALAR, insideOf, larger, lengthOf, listShape, textOf, weightOf } from './shapes.ts';
import type { Shape } from './shapes.ts';

/** What an operator takes at most beyond its operands, and how large its result gets. */
export interface OperationCost {
  readonly steps: number;
  readonly shape: Shape;
}

export function operationCost(operator: BinaryOperator, left: Shape, right: Shape): OperationCost {
  switch (operator) {
    case '==':
    case '!=':
      return { steps: 1 + compared(left, right), shape: SCALAR };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { steps: stepsForText(Math.min(lengthOf(left), lengthOf(right))), shape: SCALAR };
    case 'in':
      return { steps: membership(left, right), shape: SCALAR };
    case '+':
      return added(left, right);
    case '-':
    case '*':
    case '/':
    case '%':
      return { steps: 0, shape: SCALAR };
  }
}

/** Both are gone through side by side, so the smaller ends it. */
const compared = (a: Shape, b: Shape): number => Math.min(weightOf(a), weightOf(b));

function membership(element: Shape, container: Shape): number {
  if (container.kind === 'map' || container.kind === 'object') return 1;
  const { value } = insideOf(container);
  return lengthOf(container) * (1 + compared(element, value));
}

function added(a: Shape, b: Shape): OperationCost {
  const length = lengthOf(a) + lengthOf(b);
  if (a.kind === 'scalar' && b.kind === 'scalar') return { steps: 0, shape: SCALAR };
  if (a.kind === 'text' && b.kind === 'text') return { steps: stepsForText(length), shape: textOf(length) };
  if (a.kind === 'list' && b.kind === 'list') {
    return { steps: length, shape: listShape(length, larger(a.element, b.element)) };
  }
  return { steps: length, shape: { kind: 'any', length, weight: weightOf(a) + weightOf(b) } };
}
