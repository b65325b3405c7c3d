import { MAX_LIST, MAX_TEXT, stepsForText } from '../meter.ts';
import { SCALAR, lengthOf, textOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';

/** What functions take at most, by style, name and number of operands. */
export type CostTable = Readonly<Record<string, Cost>>;

/** Takes so many steps whatever it is called with, and gives a number, a bool or a time. */
export const takes =
  (steps: number): Cost =>
  () => ({ steps, shape: SCALAR });

export const takesNothing: Cost = takes(0);

/** Reads the first operand: of each unit so many, what it reads at least, and no more of it than so many. */
export const readsText =
  ({ least, perUnit } = { least: 0, perUnit: 1 }, most = Infinity): Cost =>
  ([text = SCALAR]) => ({ steps: stepsForText(least + perUnit * Math.min(lengthOf(text), most)), shape: SCALAR });

/** Makes a text that is no longer than the first operand. */
export const rewritesText: Cost = ([text = SCALAR]) => ({
  steps: stepsForNewText(lengthOf(text)),
  shape: textOf(lengthOf(text)),
});

/** The same function, for which a literal is made ready before anything runs. */
export const readyOfLiteral =
  (cost: Cost): Cost =>
  (operands, types) => {
    const { steps, shape } = cost(operands, types);
    return { steps: isLiteral(operands[0] ?? SCALAR) ? 0 : steps, shape };
  };

const isLiteral = (shape: Shape): boolean =>
  shape.kind === 'text' && shape.literal !== undefined && shape.computed !== true;

/** The text itself, where it is known. */
export const literalOf = (shape: Shape): string | undefined => (shape.kind === 'text' ? shape.literal : undefined);

/** How often something happens of which an operand says how often at most; below 0 it does not say. */
export function limitedTo(limit: Shape | undefined, count: number): number {
  const most = limit?.kind === 'scalar' ? limit.most : undefined;
  return most === undefined || most < 0 ? count : Math.min(most, count);
}

/** What would get longer than a rule may build is not built, nor paid for. */
export const stepsForNewText = (units: number): number => stepsForText(Math.min(units, MAX_TEXT));

export const stepsForNewList = (elements: number): number => Math.min(elements, MAX_LIST);

/** Comparisons that sorting so many takes at most; merging runs takes few more than the best there is. */
export const comparisonsToSort = (count: number): number => 2 * count * Math.ceil(Math.log2(count + 1));
