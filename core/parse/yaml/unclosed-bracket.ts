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
    const bracket = found.trimStart().at(-1) ?? '';
    if ('[{'.includes(bracket)) open.push(start + index + found.length - 1);
    else if (']}'.includes(bracket)) open.pop();
  }
  const last = open.at(-1);
  return last !== undefined && source.slice(last, error).includes('\n') ? last : undefined;
}

/** Quoted text and comments, which are passed over; brackets that open where a value can start; brackets that close. */
const TOKEN = /(?<=[\s,[{:])"(?:[^"\\\n]|\\.)*"|(?<=[\s,[{:])'[^'\n]*'|(?<=\s)#.*|(?<=[:\-,[{]\s*|^\s*)[[{]|[\]}]/gm;

function startOfLines(source: string, before: number): number {
  let at = before;
  for (let lines = 0; lines <= LINES && at > 0; lines += 1) at = source.lastIndexOf('\n', at - 1);
  return Math.max(0, at + 1);
}
