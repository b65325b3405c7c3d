import { appendFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { runCli } from '../../cli/run-cli.ts';

/** A command line of stowage in this process: what it prints, as a terminal mixes it, and its exit status. */
export async function runHere(
  argv: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly output: string; readonly status: number }> {
  let output = '';
  const terminal = { write: (text: string) => (output += text) };
  const stopSignal = () => new AbortController().signal;
  const io = { stdout: terminal, stderr: terminal, stdin: Readable.from([]), env, cwd, appendFile, stopSignal };
  return { status: await runCli(argv, io), output };
}
