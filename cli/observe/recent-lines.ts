import type { LogLine } from '../serve/log.ts';

/** The lines that were logged last. */
export interface RecentLines {
  readonly keep: (line: LogLine) => void;
  /** Oldest first. */
  readonly lines: () => readonly LogLine[];
}

const MOST_LINES = 1000;

/** A message of more is cut: stacks are long, and lists of findings longer. */
const MOST_CHARACTERS = 4096;

export function createRecentLines(most = MOST_LINES): RecentLines {
  const kept: LogLine[] = [];
  return {
    keep: (line) => {
      kept.push(line.msg.length > MOST_CHARACTERS ? { ...line, msg: `${line.msg.slice(0, MOST_CHARACTERS)}…` } : line);
      // In bulk: taking the first of a thousand away for each line would move all others each time.
      if (kept.length >= 2 * most) kept.splice(0, kept.length - most);
    },
    lines: () => kept.slice(-most),
  };
}
