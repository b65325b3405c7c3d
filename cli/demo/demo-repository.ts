import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import type { WorkingRepository } from '../../controller/source/working-repository.ts';
import { packageRoot } from '../package-version.ts';
import type { Narration } from './narration.ts';

const EXAMPLE = 'examples/rack-pair';

/** The repository of an earlier run as it stands, or a new one made from the example. */
export async function openDemoRepository(directory: string, tell: Narration): Promise<WorkingRepository> {
  const repository = await openWorkingRepository(directory);
  const shown = path.relative(process.cwd(), directory);
  if ((await repository.read('backend.yaml')) !== undefined) {
    tell.line(`${shown} is here from an earlier run, and is used as it stands`);
    return repository;
  }
  const commit = await repository.commit(await exampleFiles(), 'Declare two racks');
  tell.line(`${shown}, a Git repository made from ${EXAMPLE}: commit ${commit.slice(0, 10)}`);
  return repository;
}

async function exampleFiles(): Promise<Readonly<Record<string, string>>> {
  const folder = fileURLToPath(new URL(EXAMPLE, packageRoot()));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'));
  const texts = await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), await readFile(file, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(texts);
}
