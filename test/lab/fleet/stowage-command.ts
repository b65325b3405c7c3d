import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
/** The command as `npm run build` left it: the same file on the build machine and in every host. */
export const BUNDLE = `${REPOSITORY}dist/bundle/main.js`;

const run = promisify(execFile);

/** Runs `stowage ...` on the build machine. @throws with what it said where its status is not 0 */
export async function stowage(args: readonly string[], cwd?: string): Promise<string> {
  const { stdout } = await run(process.execPath, [BUNDLE, ...args], { ...(cwd !== undefined && { cwd }) });
  return stdout;
}

/** Runs git on the build machine. */
export async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=lab', '-c', 'user.email=lab@example.com'];
  const { stdout } = await run('git', ['-C', folder, ...identity, ...args]);
  return stdout.trim();
}

/** Starts `stowage ...` on the build machine; what it says goes to a file. */
export function startStowage(args: readonly string[], log: string): ChildProcess {
  const child = spawn(process.execPath, [BUNDLE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  return child;
}
