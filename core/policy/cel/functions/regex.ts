import { spendOnNewList, spendOnNewText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { NONE, Optional } from '../optional.ts';
import { EvaluationError, isInt } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction, told } from './library.ts';
import type { Apply, FunctionEntry, Prepare } from './library.ts';
import { compilePattern, instructionsOf, isIn, matchesIn, patternIn } from './patterns.ts';
import type { Match, Pattern } from './patterns.ts';

/** RE2 patterns, after CEL's standard and Kubernetes' regex library; `regex.…` after cel-go's ext/regex. */
export const REGEX_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...withPattern(method, 'matches', 2, isIn, ['string.matches(string): bool']),
    ...told('Whether the pattern is somewhere in the text.', "'sg-a12'.matches('[0-9]+$')", 'true'),
  },
  {
    ...withPattern(freeFunction, 'matches', 2, isIn, ['matches(string, string): bool']),
    ...told('The same.', "matches('sg-a12', '^[a-z]+$')", 'false'),
  },
  {
    ...withPattern(method, 'find', 2, find, ['string.find(string): string']),
    ...told('The first part that fits the pattern; empty where none does.', "'abc 123'.find('[0-9]+')", "'123'"),
  },
  {
    ...withPattern(method, 'findAll', 2, (frame, text, pattern) => findAll(frame, text, pattern, -1), [
      'string.findAll(string): list<string>',
    ]),
    ...told('Every part that fits the pattern.', "'123 abc 456'.findAll('[0-9]+')", "['123', '456']"),
  },
  {
    ...withPattern(method, 'findAll', 3, findAll, ['string.findAll(string, int): list<string>']),
    ...told('The same, at most so many; below 0: all.', "'123 abc 456'.findAll('[0-9]+', 1)", "['123']"),
  },
  {
    ...withPattern(
      freeFunction,
      'regex.replace',
      3,
      (frame, text, pattern, to) => replace(frame, text, pattern, to, -1),
      ['regex.replace(string, string, string): string'],
    ),
    since: 'ours',
    ...told(
      'With the third text wherever the pattern fits; `\\1` to `\\9` in it are what the groups hold.',
      String.raw`regex.replace('foo bar', '(fo)o (ba)r', r'\2 \1')`,
      "'ba fo'",
    ),
  },
  {
    ...withPattern(freeFunction, 'regex.replace', 4, replace, ['regex.replace(string, string, string, int): string']),
    since: 'ours',
    ...told(
      'The same, at most so many times; below 0: everywhere.',
      "regex.replace('banana', 'a', 'x', 1)",
      "'bxnana'",
    ),
  },
  {
    ...withPattern(freeFunction, 'regex.extract', 2, extract, ['regex.extract(string, string): optional<string>']),
    since: 'ours',
    ...told(
      'What the one group holds where the pattern fits first; the whole where it has none.',
      String.raw`regex.extract('item-A, item-B', r'item-(\w+)')`,
      "optional.of('A')",
    ),
  },
  {
    ...withPattern(freeFunction, 'regex.extractAll', 2, extractAll, ['regex.extractAll(string, string): list<string>']),
    since: 'ours',
    ...told(
      'What the one group holds wherever the pattern fits; the whole where it has none.',
      String.raw`regex.extractAll('id:123, id:456', r'id:(\d+)')`,
      "['123', '456']",
    ),
  },
];

type Search = (frame: Frame, text: string, pattern: Pattern, third: Value, fourth: Value) => Result;

/** A function whose second operand is a pattern: compiled once where it is a literal, and where it is none, each time. */
function withPattern(
  make: typeof method,
  name: string,
  operands: number,
  search: Search,
  signatures: readonly string[],
): FunctionEntry {
  const apply: Apply = (frame, text, pattern, third, fourth) => {
    if (typeof text !== 'string' || typeof pattern !== 'string') return noFunction(name, text, pattern);
    const compiled = patternIn(frame, pattern);
    return compiled instanceof EvaluationError ? compiled : search(frame, text, compiled, third, fourth);
  };
  const prepare: Prepare = ([, pattern]) => {
    if (typeof pattern !== 'string') return undefined;
    const compiled = compilePattern(pattern);
    if (compiled instanceof EvaluationError) return { kind: 'bad', message: compiled.message };
    return {
      kind: 'ready',
      apply: (frame, text, _, third, fourth) =>
        typeof text === 'string' ? search(frame, text, compiled, third, fourth) : noFunction(name, text, pattern),
    };
  };
  const partsOf: FunctionEntry['partsOf'] = ([, pattern]) =>
    typeof pattern === 'string' ? instructionsOf(pattern) : 0;
  return { ...make(name, operands, apply, signatures), prepare, partsOf };
}

function find(frame: Frame, text: string, pattern: Pattern): Result {
  return matchesIn(frame, text, pattern, 1)[0]?.groups[0] ?? '';
}

function findAll(frame: Frame, text: string, pattern: Pattern, limit: Value): Result {
  if (!isInt(limit)) return noFunction('findAll', text, limit);
  const found = matchesIn(frame, text, pattern, limit < 0 ? Infinity : Number(limit));
  spendOnNewList(frame, found.length);
  return found.map(({ groups }) => groups[0] ?? '');
}

const moreThanOneGroup = (): EvaluationError => new EvaluationError('the pattern has more than one group');

/** What took no part, and what is empty, is nothing. */
function extract(frame: Frame, text: string, pattern: Pattern): Result {
  if (pattern.groupCount() > 1) return moreThanOneGroup();
  const [match] = matchesIn(frame, text, pattern, 1);
  const held = match?.groups[pattern.groupCount()];
  if (held === undefined || (held === '' && pattern.groupCount() === 1)) return NONE;
  return new Optional(held);
}

/** What took no part, and what is empty, is left out. */
function extractAll(frame: Frame, text: string, pattern: Pattern): Result {
  if (pattern.groupCount() > 1) return moreThanOneGroup();
  const found = matchesIn(frame, text, pattern, Infinity);
  spendOnNewList(frame, found.length);
  if (pattern.groupCount() === 0) return found.map(({ groups }) => groups[0] ?? '');
  return found.flatMap(({ groups: [, group] }) => (group === undefined || group === '' ? [] : [group]));
}

function replace(frame: Frame, text: string, pattern: Pattern, replacement: Value, limit: Value): Result {
  if (typeof replacement !== 'string' || !isInt(limit)) return noFunction('regex.replace', text, replacement, limit);
  const found = matchesIn(frame, text, pattern, limit < 0 ? Infinity : Number(limit));
  if (found.length === 0) return text;
  const template = templateOf(replacement, pattern.groupCount());
  if (template instanceof EvaluationError) return template;
  const pieces: string[] = [];
  let units = 0;
  let from = 0;
  for (const match of found) {
    for (const piece of [text.slice(from, match.start), ...filled(template, match)]) {
      units += piece.length;
      pieces.push(piece);
    }
    spendOnNewText(frame, template.length);
    from = match.end;
  }
  spendOnNewText(frame, units + text.length - from);
  return [...pieces, text.slice(from)].join('');
}

/** A replacement: text as it stands, and numbers of groups. */
type Template = readonly (string | number)[];

function templateOf(replacement: string, groups: number): Template | EvaluationError {
  const template: (string | number)[] = [];
  for (const [whole, plain, escaped] of replacement.matchAll(/([^\\]+)|\\(.?)/gsu)) {
    if (plain !== undefined) template.push(plain);
    else if (escaped === '\\') template.push('\\');
    else if (escaped === undefined || !/^\d$/.test(escaped)) {
      return new EvaluationError(`a replacement has \\ before a digit or a \\, not ${whole}`);
    } else if (Number(escaped) > groups) {
      return new EvaluationError(`the replacement has group ${escaped}, the pattern has ${String(groups)}`);
    } else template.push(Number(escaped));
  }
  return template;
}

const filled = (template: Template, { groups }: Match): readonly string[] =>
  template.map((part) => (typeof part === 'string' ? part : (groups[part] ?? '')));
