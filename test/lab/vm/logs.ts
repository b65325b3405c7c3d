import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LabError } from '../lab-error.ts';

const POLL_MILLISECONDS = 50;
const MOST_LOG_CHARACTERS = 8000;

/**
 * Waits for a line in a log that may not be there yet.
 * @param from characters at the start that do not count
 * @throws LabError `timed-out` with the end of the log
 */
export async function waitForLine(log: string, pattern: RegExp, from: number, milliseconds: number): Promise<string> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const text = (await readLog(log)).slice(from);
    const complete = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    const line = complete.find((each) => pattern.test(each));
    if (line !== undefined) return line;
    if (Date.now() > deadline) throw new LabError('timed-out', `no ${String(pattern)} in ${log}:\n${end(text)}`);
    await pause(POLL_MILLISECONDS);
  }
}

/** Empty where there is none yet. */
export async function readLog(log: string): Promise<string> {
  return readFile(log, 'utf8').catch(() => '');
}

/** The end of every log in a folder, each under its name. */
export async function readLogs(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  const texts = await Promise.all(names.map((name) => readLog(join(folder, name))));
  return names.map((name, at) => `--- ${join(folder, name)}\n${end(texts[at] ?? '')}`).join('\n');
}

function end(text: string): string {
  return text.length > MOST_LOG_CHARACTERS ? `[...]${text.slice(-MOST_LOG_CHARACTERS)}` : text;
}
