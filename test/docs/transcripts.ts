/** Commands of a page and what it says they print, in order. */
export interface Transcript {
  /** 1-based line of the block's first line in the page. */
  readonly line: number;
  readonly commands: readonly TranscriptCommand[];
  /** Why the block is not run: the text of a `<!-- not run: … -->` above it. */
  readonly notRun: string | undefined;
}

export interface TranscriptCommand {
  readonly command: string;
  /** Lines as printed in the page; empty where the page shows none. */
  readonly output: readonly string[];
}

const FENCE = /^```(console|sh)$/;
const NOT_RUN = /^<!-- not run: (.+) -->$/;

/** The blocks marked console or sh whose first line has a prompt. Other blocks show files, not commands. */
export function transcriptsOf(markdown: string): readonly Transcript[] {
  const lines = markdown.split('\n');
  const transcripts: Transcript[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!FENCE.test(lines[at] ?? '')) continue;
    const end = lines.indexOf('```', at + 1);
    const block = lines.slice(at + 1, end);
    const commands = commandsOf(block);
    if (commands.length > 0) transcripts.push({ line: at + 2, commands, notRun: reasonAbove(lines, at) });
    at = end;
  }
  return transcripts;
}

/** A prompt starts a command; lines that end in a backslash go on. What follows is its output. */
function commandsOf(block: readonly string[]): readonly TranscriptCommand[] {
  const commands: { command: string; output: string[] }[] = [];
  for (const line of block) {
    const last = commands.at(-1);
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), output: [] });
    else if (last?.output.length === 0 && last.command.endsWith('\\')) last.command += `\n${line}`;
    else last?.output.push(line);
  }
  return commands;
}

function reasonAbove(lines: readonly string[], fence: number): string | undefined {
  const above = lines.slice(0, fence).filter((line) => line.trim() !== '');
  return NOT_RUN.exec(above.at(-1) ?? '')?.[1];
}

/**
 * The first line of `expected` that `actual` does not have, in order; `undefined` where it has them all. `…` within a
 * line stands for any text, runs of spaces are equal, and lines between may be left out.
 */
export function firstMissing(expected: readonly string[], actual: string): string | undefined {
  const lines = actual.split('\n').map(normal);
  let from = 0;
  for (const line of expected) {
    const wanted = normal(line);
    if (wanted === '' || wanted === '…') continue;
    const at = lines.findIndex((candidate, position) => position >= from && matches(wanted, candidate));
    if (at === -1) return line;
    from = at + 1;
  }
  return undefined;
}

/**
 * The name of the command of stowage that a line runs, such as `volume create`, where the line does nothing else: no
 * pipe, no other command, nothing that goes on in the background.
 */
export function commandOfStowage(line: string): string | undefined {
  const unquoted = line.replace(/'[^']*'|"[^"]*"/g, "''");
  if (/[|&;<>()`$]/.test(unquoted)) return undefined;
  return /^stowage ((?:certificates|inventory|policy|volume) [a-z]+|[a-z]+)\b/.exec(unquoted)?.[1];
}

const normal = (line: string): string => line.replace(/\s+/g, ' ').trim();

/** The parts between ellipses are looked for from left to right. */
function matches(wanted: string, line: string): boolean {
  const [first = '', ...rest] = wanted.split('…');
  if (rest.length === 0) return wanted === line;
  if (!line.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let from = first.length;
  for (const part of rest) {
    const at = line.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return line.length - last.length >= from && line.endsWith(last);
}
