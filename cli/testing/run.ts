import { appendFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { ExitStatus } from '../exit-status.ts';
import { runCli } from '../run-cli.ts';

export interface Ran {
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs a command line in this process. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const status = await runCli(argv, {
    stdout: { isTTY: options.isTTY, write: (text) => (stdout += text) },
    stderr: { isTTY: options.isTTY, write: (text) => (stderr += text) },
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    env: options.env ?? {},
    cwd: options.cwd ?? '/nowhere',
    appendFile: (file, text) => appendFile(file, text),
    stopSignal: () => options.signal ?? new AbortController().signal,
  });
  return { status, stdout, stderr };
}

/** A folder of the test's own, gone after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'stowage-test-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
