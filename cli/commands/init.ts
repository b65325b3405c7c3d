import { lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import type { CliIo } from '../io.ts';

/**
 * Writes the starting repository into a folder that has none of its files. Where none is named it is the current one,
 * if that is empty: nobody's work is mixed with ours unasked.
 */
export async function init(named: string | undefined, io: CliIo): Promise<ExitStatus> {
  if (named === undefined) await refuseUnlessEmpty(io.cwd);
  const dir = named ?? '.';
  const folder = path.resolve(io.cwd, dir);
  const files = Object.entries(CONFIG_REPOSITORY);
  const taken = await present(files.map(([name]) => path.join(folder, name)));
  if (taken.length > 0) {
    const names = taken.map((file) => path.join(dir, path.relative(folder, file))).join(', ');
    throw new CliError('exists', `${names} ${taken.length === 1 ? 'is' : 'are'} there already: nothing was written`);
  }
  try {
    await mkdir(folder, { recursive: true });
    // "wx" for what appeared since: nobody's file is overwritten.
    for (const [name, text] of files) await writeFile(path.join(folder, name), text, { flag: 'wx' });
  } catch (cause) {
    throw new CliError('file', `cannot write to ${dir}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  io.stdout.write(`${files.map(([name]) => `wrote ${path.join(dir, name)}\n`).join('')}${nextSteps(dir)}`);
  return EXIT.ok;
}

async function refuseUnlessEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw new CliError('file', `this folder cannot be read: ${String(cause)}`, { cause });
  });
  if (entries.length === 0) return;
  throw new CliError(
    'usage',
    'this folder is not empty: name a folder, such as "stowage init storage"; "." is this one',
  );
}

async function present(files: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map((file) =>
      lstat(file).then(
        () => [file],
        () => [],
      ),
    ),
  );
  return found.flat();
}

function nextSteps(dir: string): string {
  const git = path.normalize(dir) === '.' ? 'git' : `git -C ${dir}`;
  return `
Put your drives into ${path.join(dir, 'enclosures.yaml')}, then:
  stowage validate ${dir}
  ${git} init -b main && ${git} add . && ${git} commit -m 'Declare storage'
  stowage serve --repo ${dir}
`;
}
