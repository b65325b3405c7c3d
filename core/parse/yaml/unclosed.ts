/** Lines before an error in which the bracket that caused it is looked for. */
const LINES = 50;

/** However long those lines are: the patterns look back over white space, which a hostile text has a million of. */
const CHARACTERS = 4000;

/**
 * Where a flow collection was opened that an error comes after and nothing closed: the parser notices lines later, at
 * what follows, and says only that. Goes by brackets at the start of a value, and takes quoted text and comments out,
 * so it may miss one; `undefined` where it knows of none.
 */
export function unclosedBracket(source: string, error: number): number | undefined {
  const start = startOfLines(source, error, LINES);
  const open: number[] = [];
  for (const { 0: found, index } of source.slice(start, error).matchAll(TOKEN)) {
    if (found === '[' || found === '{') open.push(start + index);
    else if (found === ']' || found === '}') open.pop();
  }
  const last = open.at(-1);
  return last !== undefined && source.slice(last, error).includes('\n') ? last : undefined;
}

/** Lines in which a quote that nothing closes is looked for: the parser notices it at the next quote, or the next key. */
const QUOTE_LINES = 5;

/**
 * Where a quoted value was opened on one of the lines before an error, or on its own, and not closed on that line. There
 * are quoted values of several lines, but few, and only where something is wrong is it looked for.
 */
export function unclosedQuote(source: string, error: number): number | undefined {
  const start = startOfLines(source, error, QUOTE_LINES);
  const [line = ''] = source.slice(error, error + CHARACTERS).split('\n', 1);
  const found = [...(source.slice(start, error) + line).matchAll(OPEN_QUOTE)].at(-1);
  return found && start + found.index + found[0].search(/["']/);
}

const OPEN_QUOTE = /(?<=[:[{,-]\s+)(?:"(?:[^"\\\n]|\\.)*|'(?:[^'\n]|'')*)$/gm;

/** Quoted text and comments, which are passed over; brackets that open where a value can start; brackets that close. */
const TOKEN = /(?<=[\s,[{:])"(?:[^"\\\n]|\\.)*"|(?<=[\s,[{:])'[^'\n]*'|(?<=\s)#.*|(?<=[:\-,[{]\s*|^\s*)[[{]|[\]}]/gm;

/** Where the line so many lines before a place starts, no further back than is looked at. */
function startOfLines(source: string, before: number, lines: number): number {
  const first = Math.max(0, before - CHARACTERS);
  const newlines = [...source.slice(first, before).matchAll(/\n/g)].map(({ index }) => first + index);
  const previous = newlines.at(-1 - lines);
  return previous === undefined ? first : previous + 1;
}
