import {
  MAX_INSTRUCTIONS,
  TIMES_TO_FIND,
  UNITS_PER_STEP,
  compilePattern,
  stepsForInstructions,
  stepsToCompile,
  stepsToParse,
  stepsToRead,
  stepsToSearch,
} from '../functions/patterns.ts';
import { SCALAR, lengthOf, listShape, textOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';
import { EvaluationError } from '../values.ts';
import { limitedTo, literalOf, stepsForNewList, stepsForNewText } from './parts.ts';
import type { CostTable } from './parts.ts';

/** What is known of a compiled pattern. */
interface Program {
  /** Instructions. */
  readonly size: number;
  /** Steps that compiling it takes each time; 0 where it is compiled once. */
  readonly compiling: number;
}

function programOf(pattern: Shape): Program {
  const literal = literalOf(pattern);
  if (literal === undefined) return anyProgram(lengthOf(pattern));
  const compiled = compilePattern(literal);
  return {
    size: compiled instanceof EvaluationError ? 0 : compiled.programSize(),
    compiling: pattern.kind === 'text' && pattern.computed === true ? stepsToCompile(literal) : 0,
  };
}

/** The shortest pattern that has more parts than units. */
const SHORTEST_WITH_MORE = String.raw`\pL`.length;

/** A group that may be missing, with nothing in it, compiles to four instructions for each part that is counted. */
const MOST_PER_PART = 4;
const AROUND = 8;

function anyProgram(length: number): Program {
  const parts = length < SHORTEST_WITH_MORE ? length : MAX_INSTRUCTIONS;
  return { size: MOST_PER_PART * parts + AROUND, compiling: stepsToParse(length) + stepsForInstructions(parts) };
}

const matches: Cost = ([text = SCALAR, pattern = SCALAR]) => {
  const { size, compiling } = programOf(pattern);
  return { steps: compiling + stepsToRead(lengthOf(text), size), shape: SCALAR };
};

/** The first place. */
const findsOnce: Cost = ([text = SCALAR, pattern = SCALAR]) => {
  const { size, compiling } = programOf(pattern);
  return {
    steps: compiling + stepsToSearch(lengthOf(text), size),
    shape: textOf(lengthOf(text)),
  };
};

/** Steps to find so many places at most. Each search may read all that is left, and those that find nothing new count. */
function stepsToFindAll(length: number, places: number, { size, compiling }: Program): number {
  const searches = Math.min(length + 1, 2 * places + 1);
  const shortest = length + 1 - searches;
  // Reading so many units takes a part of them, rounded up: as if they were that many more.
  const read = (searches * (shortest + length)) / 2 + UNITS_PER_STEP * searches;
  const reading = (TIMES_TO_FIND / UNITS_PER_STEP) * stepsToRead(0, size);
  return compiling + read * reading + searches * stepsToSearch(0, size);
}

const findsAll: Cost = ([text = SCALAR, pattern = SCALAR, limit]) => {
  const length = lengthOf(text);
  const places = limitedTo(limit, length + 1);
  return {
    steps: stepsToFindAll(length, places, programOf(pattern)) + stepsForNewList(places),
    shape: listShape(places, textOf(length)),
  };
};

const replaces: Cost = ([text = SCALAR, pattern = SCALAR, replacement = SCALAR, limit]) => {
  const length = lengthOf(text);
  const places = limitedTo(limit, length + 1);
  const inserted = lengthOf(replacement);
  // A group is named by two characters, and what it holds in all places together is no longer than the text.
  const groups = literalOf(replacement)?.split('\\').length ?? inserted / 2 + 1;
  const made = length + places * inserted + (groups - 1) * length;
  const steps = places * stepsForNewText(inserted) + stepsForNewText(made);
  return { steps: stepsToFindAll(length, places, programOf(pattern)) + steps, shape: textOf(made) };
};

export const PATTERN_COSTS: CostTable = {
  'method matches/2': matches,
  'function matches/2': matches,
  'method find/2': findsOnce,
  'method findAll/2': findsAll,
  'method findAll/3': findsAll,
  'function regex.replace/3': replaces,
  'function regex.replace/4': replaces,
  'function regex.extract/2': findsOnce,
  'function regex.extractAll/2': findsAll,
};
