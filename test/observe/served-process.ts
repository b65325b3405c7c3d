import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import { CONFIG_REPOSITORY } from '../../cli/init/config-repository.ts';
import { temporaryFolder } from '../../cli/testing/run.ts';
import { builtCommand } from '../docs/built-command.ts';

/** `stowage serve` as a process of its own, until the test ends. */
export interface ServedProcess {
  readonly csiEndpoint: string;
  readonly apiUrl: string;
  readonly tokens: { readonly reader: string; readonly admin: string };
  /** All that it wrote. */
  output(): string;
  /** Answers once it wrote what the pattern says, with the match. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Its exit status, once it ended. */
  readonly ended: Promise<number | null>;
}

/** A folder with a repository in `config`. */
export async function folderWithRepository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = await temporaryFolder();
  const repository = await openWorkingRepository(path.join(cwd, 'config'));
  await repository.commit({ ...CONFIG_REPOSITORY, ...files }, 'Declare storage');
  return cwd;
}

export async function serveProcess(cwd: string, argv: readonly string[] = []): Promise<ServedProcess> {
  const command = path.join(builtCommand(), 'stowage');
  const served = ['serve', '--repo', 'config', '--listen', '127.0.0.1:0', '--interval', '100ms', ...argv];
  const child = spawn(process.execPath, [command, ...served], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let written = '';
  const looks = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      for (const look of [...looks]) look();
    });
  }
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(written);
        if (!match) return;
        looks.delete(look);
        resolve(match);
      };
      looks.add(look);
      look();
      void ended.then(() => {
        reject(new Error(`it ended without ${String(pattern)}:\n${written}`));
      });
    });
  const [, csiEndpoint = '', apiUrl = ''] = await until(/CSI on (unix:\S+), HTTP API on (http:\S+?);/);
  const token = async (role: string) => (await readFile(path.join(cwd, `.stowage/api/${role}.token`), 'utf8')).trim();
  return {
    csiEndpoint,
    apiUrl,
    tokens: { reader: await token('reader'), admin: await token('admin') },
    output: () => written,
    until,
    signal: (name) => child.kill(name),
    ended,
  };
}
