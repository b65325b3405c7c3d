import { RE2JS } from 're2js';
import { spend } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { EvaluationError } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { method, noFunction } from './library.ts';
import type { FunctionEntry, Prepared } from './library.ts';

/** Longest pattern, in UTF-16 units: compiling one takes time that grows with it. */
const MAX_PATTERN = 1024;

/** Text of 64 Ki units against the largest program took 80 ms when every unit cost an eighth of this a step. */
const INSTRUCTIONS_PER_STEP = 16;
const UNITS_PER_STEP = 8;

/** RE2 patterns: linear in the text, no backreferences. `matches` looks for the pattern anywhere in the text. */
export const REGEX_FUNCTIONS: readonly FunctionEntry[] = [
  { ...method('matches', 2, matches), prepare: ([, pattern]) => prepareMatches(pattern) },
];

function matches(frame: Frame, text: Value, pattern: Value): Result {
  if (typeof text !== 'string' || typeof pattern !== 'string') return noFunction('matches', text, pattern);
  spend(frame, pattern.length);
  const compiled = compilePattern(pattern);
  return compiled instanceof EvaluationError ? compiled : find(frame, text, compiled);
}

function prepareMatches(pattern: Value | undefined): Prepared | undefined {
  if (typeof pattern !== 'string') return undefined;
  const compiled = compilePattern(pattern);
  if (compiled instanceof EvaluationError) return { kind: 'bad', message: compiled.message };
  return {
    kind: 'ready',
    apply: (frame, text) =>
      typeof text === 'string' ? find(frame, text, compiled) : noFunction('matches', text, pattern),
  };
}

function compilePattern(pattern: string): RE2JS | EvaluationError {
  if (pattern.length > MAX_PATTERN) {
    return new EvaluationError(`pattern longer than ${String(MAX_PATTERN)} characters`);
  }
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, '') : 'not a pattern';
    return new EvaluationError(`bad pattern: ${reason}`);
  }
}

function find(frame: Frame, text: string, pattern: RE2JS): Result {
  spend(
    frame,
    Math.ceil((text.length + 1) / UNITS_PER_STEP) * Math.ceil(pattern.programSize() / INSTRUCTIONS_PER_STEP),
  );
  return pattern.test(text);
}
