import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams, StdioOptions } from 'node:child_process';
import { holdingLock } from './program-lock.ts';
import { SystemError } from './system.ts';
import type { Command, CommandResult } from './system.ts';

const TIMEOUT_MILLISECONDS = 30_000;
const MOST_OUTPUT_BYTES = 4 * 2 ** 20;

/** Programs of hosts lie in sbin too, and answer in one language. Nothing of our own environment reaches them. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  DEBIAN_FRONTEND: 'noninteractive',
};

/**
 * Runs a program without a shell, its input on a pipe.
 * @throws SystemError `no-such-program`, `timed-out`, `too-much-output`; `file` for its lock
 */
export function runCommand(command: Command): Promise<CommandResult> {
  const { program, lock, timeout: limit = TIMEOUT_MILLISECONDS } = command;
  if (!lock) return runProgram(command, limit);
  return holdingLock({ program, lock, limit, run: runProgram }, (inherited) => runProgram(command, limit, inherited));
}

/** @param inherited a file that is open here, which the program has as its file 3 */
function runProgram({ program, args, input }: Command, limit: number, inherited?: number): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = begin(program, args, inherited);
    const give = (error: SystemError): void => {
      child.kill('SIGKILL');
      // A program stuck in the kernel cannot be killed: whoever asked must not wait for it.
      child.stdout.destroy();
      child.stderr.destroy();
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(() => {
      give(new SystemError('timed-out', `${program} did not end within ${String(limit)} ms`));
    }, limit);
    const tooMuch = (): void => {
      give(new SystemError('too-much-output', `${program} wrote more than ${String(MOST_OUTPUT_BYTES)} bytes`));
    };
    const stdout = collect(child.stdout, tooMuch);
    const stderr = collect(child.stderr, tooMuch);
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(new SystemError('no-such-program', `${program} cannot be run: ${cause.message}`, { cause }));
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status: status ?? signalStatus(signal), stdout: stdout(), stderr: stderr() });
    });
    feed(child, input);
  });
}

function begin(program: string, args: readonly string[], inherited?: number): ChildProcessWithoutNullStreams {
  const stdio: StdioOptions = inherited === undefined ? 'pipe' : ['pipe', 'pipe', 'pipe', inherited];
  // The types know of three pipes only where there is nothing else.
  return spawn(program, args, { env: ENVIRONMENT, shell: false, stdio }) as ChildProcessWithoutNullStreams;
}

/** As shells say it. */
const signalStatus = (signal: NodeJS.Signals | null): number => (signal === 'SIGKILL' ? 137 : 143);

function feed(child: ChildProcessWithoutNullStreams, input: string | Uint8Array | undefined): void {
  // A program may end without having read all of it; its status tells.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
}

function collect(stream: NodeJS.ReadableStream, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MOST_OUTPUT_BYTES) tooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
