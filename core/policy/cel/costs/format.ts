import { stepsForText } from '../meter.ts';
import { FORMATTING, WRITING_DOUBLE, WRITING_TIME } from '../prices.ts';
import { SCALAR, insideOf, lengthOf, textOf, weightOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';
import { comparisonsToSort, literalOf, stepsForNewText } from './parts.ts';

/** What writing a value takes before all is put together, and how many units of text it comes to. */
interface Written {
  readonly steps: number;
  readonly units: number;
}

/** Which clauses a text may have: those that take most. */
interface Clauses {
  readonly number: Written;
  /** Units for one unit of text: hexadecimal has two for each byte, and a unit has three bytes at most. */
  readonly perUnit: number;
}

/** The least double in full has 324 zeros and 17 digits; the greatest in a hundred places has 411 characters. */
const IN_FULL: Written = { steps: 1 + Math.max(WRITING_DOUBLE, WRITING_TIME), units: 345 };
const IN_PLACES: Written = { steps: 1 + WRITING_DOUBLE + 100, units: 411 };

/** `text.format(values)`: every clause writes one value, and what stands between clauses is one piece. */
export const formats: Cost = ([text = SCALAR, values = SCALAR]) => {
  const length = lengthOf(text);
  const literal = literalOf(text);
  const clauses = clausesOf(literal);
  const marks = literal === undefined ? Math.floor(length / 2) : literal.split('%').length - 1;
  const { steps, units } = writtenOf(insideOf(values).value, clauses);
  const count = Math.min(marks, lengthOf(values));
  const made = length + count * units;
  return {
    steps: FORMATTING + stepsForText(length) + 2 * marks + 1 + count * steps + stepsForNewText(made),
    shape: textOf(made),
  };
};

const clausesOf = (literal: string | undefined): Clauses => ({
  number: literal === undefined || /%(\.\d*)?[fe]/.test(literal) ? IN_PLACES : IN_FULL,
  perUnit: literal === undefined || /%(\.\d*)?x/i.test(literal) ? 6 : 1,
});

function writtenOf(shape: Shape, clauses: Clauses): Written {
  switch (shape.kind) {
    case 'scalar':
      return clauses.number;
    case 'text':
      return writtenText(shape.length, clauses);
    case 'list': {
      const { steps, units } = writtenOf(shape.element, clauses);
      return { steps: 2 + shape.length * (1 + steps), units: 2 + shape.length * (2 + units) };
    }
    case 'map':
    case 'object':
      return writtenEntries(shape, clauses);
    case 'any':
      return writtenAny(shape, clauses);
  }
}

const writtenText = (length: number, { perUnit }: Clauses): Written => ({
  steps: 1 + stepsForText(perUnit * length),
  units: perUnit * length,
});

/** Sorted by their keys. */
function writtenEntries(shape: Shape, clauses: Clauses): Written {
  const count = lengthOf(shape);
  const inside = insideOf(shape);
  const key = writtenOf(inside.key, clauses);
  const value = writtenOf(inside.value, clauses);
  return {
    steps: 2 + count * (2 + value.steps) + comparisonsToSort(count) * stepsForText(lengthOf(inside.key)),
    units: 2 + count * (4 + key.units + value.units),
  };
}

/** Whatever it is made of, there are no more numbers in it, nor eighths of text, than it takes to compare it. */
function writtenAny(shape: Shape, clauses: Clauses): Written {
  const weight = weightOf(shape);
  const text = writtenText(lengthOf(shape), clauses);
  return {
    steps: text.steps + weight * clauses.number.steps + comparisonsToSort(weight),
    units: text.units + weight * clauses.number.units,
  };
}
