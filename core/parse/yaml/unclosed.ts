/** Lines before an error in which the bracket that caused it is looked for. */
const LINES = 50;

/**
 * Where a flow collection was opened that an error comes after and nothing closed: the parser notices lines later, at
 * what follows, and says only that. Goes by brackets at the start of a value, and takes quoted text and comments out,
 * so it may miss one; `undefined` where it knows of none.
 */
export function unclosedBracket(source: string, error: number): number | undefined {
  const start = startOfLines(source, error);
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
  const end = source.indexOf('\n', error);
  let at = error;
  for (let lines = 0; lines <= QUOTE_LINES && at > 0; lines += 1) at = source.lastIndexOf('\n', at - 1);
  const start = Math.max(0, at + 1);
  const found = [...source.slice(start, end < 0 ? undefined : end).matchAll(OPEN_QUOTE)].at(-1);
  return found && start + found.index + found[0].search(/["']/);
}

const OPEN_QUOTE = /(?<=[:[{,-]\s+)(?:"(?:[^"\\\n]|\\.)*|'(?:[^'\n]|'')*)$/gm;

/** Quoted text and comments, which are passed over; brackets that open where a value can start; brackets that close. */
const TOKEN = /(?<=[\s,[{:])"(?:[^"\\\n]|\\.)*"|(?<=[\s,[{:])'[^'\n]*'|(?<=\s)#.*|(?<=[:\-,[{]\s*|^\s*)[[{]|[\]}]/gm;

function startOfLines(source: string, before: number): number {
  let at = before;
  for (let lines = 0; lines <= LINES && at > 0; lines += 1) at = source.lastIndexOf('\n', at - 1);
  return Math.max(0, at + 1);
}
