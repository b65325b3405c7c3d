import { stepsForText } from '../meter.ts';
import { MAKING_BASE64 } from '../prices.ts';
import { SCALAR, insideOf, lengthOf, listShape, textOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';
import { formats } from './format.ts';
import { stepsToContain } from './lists.ts';
import { limitedTo, literalOf, readsText, rewritesText, stepsForNewList, stepsForNewText } from './parts.ts';
import type { CostTable } from './parts.ts';

/** Where a text stands in a text, or an element in a list. */
const finds: Cost = ([target = SCALAR, wanted = SCALAR]) => ({
  steps: Math.max(
    target.kind === 'list' ? 0 : stepsForText(lengthOf(target)),
    target.kind === 'text' ? 0 : stepsToContain(target, wanted),
  ),
  shape: SCALAR,
});

const character: Cost = ([text = SCALAR]) => ({ steps: stepsForText(lengthOf(text)), shape: textOf(2) });

/** Of a text or of a list. */
const reverses: Cost = ([target = SCALAR]) => ({
  steps: lengthOf(target),
  shape: target.kind === 'text' ? textOf(target.length) : target,
});

/** How often a text can stand in one of this length: an empty one between all characters and at the ends. */
function occurrences(length: number, part: Shape): number {
  const known = literalOf(part);
  return known === undefined || known === '' ? length + 1 : Math.floor(length / known.length);
}

/** An empty separator parts each character from the next. */
function stepsToSplit(length: number, separator: Shape): number {
  const known = literalOf(separator);
  return known === undefined || known === '' ? length : stepsForText(length);
}

const replaces: Cost = ([text = SCALAR, from = SCALAR, to = SCALAR, limit]) => {
  const length = lengthOf(text);
  const made = length + limitedTo(limit, occurrences(length, from)) * lengthOf(to);
  return { steps: stepsToSplit(length, from) + stepsForNewText(made), shape: textOf(made) };
};

const splits: Cost = ([text = SCALAR, separator = SCALAR, limit]) => {
  const length = lengthOf(text);
  const parts = limitedTo(limit, occurrences(length, separator) + 1);
  return { steps: stepsToSplit(length, separator) + stepsForNewList(parts), shape: listShape(parts, textOf(length)) };
};

const joins: Cost = ([list = SCALAR, separator = SCALAR]) => {
  const units = lengthOf(list) * (lengthOf(insideOf(list).value) + lengthOf(separator));
  return { steps: lengthOf(list) + stepsForNewText(units), shape: textOf(units) };
};

const quotes: Cost = ([text = SCALAR]) => {
  const units = 2 * lengthOf(text) + 2;
  return { steps: stepsForNewText(units), shape: textOf(units) };
};

const encodes: Cost = ([bytes = SCALAR]) => {
  const units = Math.ceil(lengthOf(bytes) / 3) * 4;
  return { steps: stepsForNewText(units) + stepsForText((MAKING_BASE64 - 1) * units), shape: textOf(units) };
};

export const TEXT_COSTS: CostTable = {
  'method startsWith/2': readsText(),
  'method endsWith/2': readsText(),
  'method contains/2': readsText(),
  'method charAt/2': character,
  'method indexOf/2': finds,
  'method indexOf/3': readsText(),
  'method lastIndexOf/2': finds,
  'method lastIndexOf/3': readsText(),
  'method substring/2': rewritesText,
  'method substring/3': rewritesText,
  'method lowerAscii/1': rewritesText,
  'method upperAscii/1': rewritesText,
  'method trim/1': rewritesText,
  'method reverse/1': reverses,
  'method replace/3': replaces,
  'method replace/4': replaces,
  'method split/2': splits,
  'method split/3': splits,
  'method join/1': joins,
  'method join/2': joins,
  'method format/2': formats,
  'function strings.quote/1': quotes,
  'function base64.encode/1': encodes,
  'function base64.decode/1': rewritesText,
};
