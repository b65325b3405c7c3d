import { RE2JS } from 're2js';
import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { EvaluationError } from '../values.ts';

/** Longest pattern, in UTF-16 units: compiling one takes time that grows with it. */
const MAX_PATTERN = 1024;

/** Of a compiled pattern; one of 146,000 took 0.9 s to compile. */
export const MAX_INSTRUCTIONS = 10_000;
const STEPS_PER_INSTRUCTION = 20;

/** To compile the shortest, and what each unit of a pattern adds: a class of two hundred letters took 70 µs. */
const STEPS_PER_PATTERN = 80;
const STEPS_PER_UNIT = 12;

/** The table of a property such as \pL counts as so many parts: it has hundreds of ranges, and took 200 µs. */
const PARTS_OF_PROPERTY = 400;

/** Text of 64 Ki units against the largest program took 80 ms when every unit cost an eighth of this a step. */
const INSTRUCTIONS_PER_STEP = 16;
export const UNITS_PER_STEP = 4;

/** To say where a pattern is takes some times as long as whether it is, and each search, and each group, some more. */
export const TIMES_TO_FIND = 4;
const STEPS_PER_SEARCH = 32;
const SEARCHED_PER_INSTRUCTION = 2;

/** An RE2 pattern: linear in the text, no backreferences. */
export type Pattern = RE2JS;

export function compilePattern(pattern: string): Pattern | EvaluationError {
  if (pattern.length > MAX_PATTERN) {
    return new EvaluationError(`pattern longer than ${String(MAX_PATTERN)} characters`);
  }
  if (instructionsOf(pattern) > MAX_INSTRUCTIONS) {
    return new EvaluationError(
      `pattern too large: its repetitions come to more than ${String(MAX_INSTRUCTIONS)} parts`,
    );
  }
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, '') : 'not a pattern';
    return new EvaluationError(`bad pattern: ${reason}`);
  }
}

/** The pattern that a value is, once paid for; a pattern that was compiled before is one already. */
export function patternIn(frame: Frame, pattern: string): Pattern | EvaluationError {
  spend(frame, stepsToCompile(pattern));
  return compilePattern(pattern);
}

/** What is too long or too large is refused before it is compiled. */
export function stepsToCompile(pattern: string): number {
  if (pattern.length > MAX_PATTERN) return STEPS_PER_PATTERN;
  return stepsToParse(pattern.length) + stepsForInstructions(Math.min(instructionsOf(pattern), MAX_INSTRUCTIONS));
}

export const stepsToParse = (units: number): number =>
  STEPS_PER_PATTERN + STEPS_PER_UNIT * Math.min(units, MAX_PATTERN);

export const stepsForInstructions = (instructions: number): number => instructions * STEPS_PER_INSTRUCTION;

/**
 * About how many instructions the pattern compiles to: characters, classes and groups, as often as they are repeated; and
 * the tables of properties, which are not.
 * Whether it is a pattern at all does not matter here.
 */
export function instructionsOf(pattern: string): number {
  const groups = [0];
  let last = 0;
  for (const [part, times] of pattern.matchAll(
    /\\(?:[pP](?:\{[^}]*\}|.)|.)|\[\]?[^\]]*\]?|\{(?:\d+,)?(\d+),?\}|./gsu,
  )) {
    const around = groups.at(-1) ?? 0;
    if (part === '(') {
      groups.push(1);
    } else if (part === ')' && groups.length > 1) {
      last = groups.pop() ?? 0;
      groups[groups.length - 1] = (groups.at(-1) ?? 0) + last;
    } else if (times !== undefined) {
      const more = last * Math.max(0, Number(times) - 1);
      groups[groups.length - 1] = around + more;
      last += more;
    } else {
      last = 1;
      groups[groups.length - 1] = around + 1;
    }
  }
  const properties = pattern.match(/\\[pP]/g)?.length ?? 0;
  return groups.reduce((sum, size) => sum + size, PARTS_OF_PROPERTY * properties);
}

/** Whether the pattern is somewhere in the text. */
export function isIn(frame: Frame, text: string, pattern: Pattern): boolean {
  spend(frame, stepsToRead(text.length, pattern.programSize()));
  return pattern.test(text);
}

/** One place where a pattern was found. A group that took no part is `undefined`. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The whole first. */
  readonly groups: readonly (string | undefined)[];
}

/**
 * The places where the pattern is found, from left to right, none within another, at most `most`. Nothing is found right
 * behind a place with nothing between. Every search pays for all of the rest of the text: to settle what it finds, it may
 * have to read that far. Source: Go, regexp.Regexp.FindAllString.
 */
export function matchesIn(frame: Frame, text: string, pattern: Pattern, most: number): readonly Match[] {
  const found: Match[] = [];
  const matcher = pattern.matcher(text);
  let from = 0;
  let lastEnd = -1;
  while (found.length < most && from <= text.length) {
    spend(frame, stepsToSearch(text.length - from, pattern.programSize()));
    if (!matcher.find(from)) break;
    const [start, end] = [matcher.start(), matcher.end()];
    if (end > start || start !== lastEnd) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => matcher.group(at) ?? undefined);
      found.push({ start, end, groups });
    }
    lastEnd = end;
    from = end > start ? end : end + characterAt(text, end);
  }
  return found;
}

/** Units of the character at this place; 1 behind the end. */
const characterAt = (text: string, unit: number): number => ((text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1);

/** Text of so many units against a pattern that compiled to so many instructions. */
export const stepsToRead = (units: number, programSize: number): number =>
  Math.ceil((units + 1) / UNITS_PER_STEP) * Math.ceil(programSize / INSTRUCTIONS_PER_STEP);

/** To say where in so many units it is. */
export const stepsToSearch = (units: number, programSize: number): number =>
  STEPS_PER_SEARCH + SEARCHED_PER_INSTRUCTION * programSize + TIMES_TO_FIND * stepsToRead(units, programSize);
