import { inspect } from 'node:util';
import type { ChannelLog } from '../channel-log.ts';

/** A log to be read, and to wait for. */
export interface RecordingLog extends ChannelLog {
  readonly lines: readonly string[];
  /** Answers once so many lines hold the text, said before or not. */
  until(text: string, times?: number): Promise<void>;
}

export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const record = (line: string): void => {
    lines.push(line);
    for (const look of [...waiting]) look();
  };
  return {
    lines,
    info: record,
    warn: record,
    bug: (where, error) => {
      record(`bug in ${where}: ${inspect(error)}`);
    },
    until: (text, times = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (lines.filter((line) => line.includes(text)).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}
