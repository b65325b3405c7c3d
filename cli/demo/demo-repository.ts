import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkingRepository } from '../../controller/source/working-repository.ts';
import type { WorkingRepository } from '../../controller/source/working-repository.ts';
import { packageRoot } from '../package-version.ts';
import { BAD_CHANGE } from './demo-commits.ts';
import type { Narration } from './narration.ts';

const EXAMPLE = 'examples/rack-pair';

/** The repository of an earlier run, or a new one made from the example. `folder` is as the user wrote it. */
export async function openDemoRepository(folder: string, cwd: string, tell: Narration): Promise<WorkingRepository> {
  const directory = path.resolve(cwd, folder);
  const repository = await openWorkingRepository(directory);
  const shown = path.relative(cwd, directory);
  if ((await repository.read('backend.yaml')) === undefined) {
    const commit = await repository.commit(await exampleFiles(), 'Declare two racks');
    tell.line(`${shown}, a Git repository made from ${EXAMPLE}: commit ${commit.slice(0, 10)}`);
    return repository;
  }
  tell.line(`${shown} is here from an earlier run, and is used as it stands`);
  if ((await repository.read(BAD_CHANGE.file)) !== undefined) {
    await revertBadChange(repository);
    tell.line(`that run ended before it took ${BAD_CHANGE.file} away again, which is done now`);
  }
  return repository;
}

/** Takes the commit that is refused back, by another commit. */
export const revertBadChange = (repository: WorkingRepository): Promise<string> =>
  repository.commit({ [BAD_CHANGE.file]: undefined }, `Revert "${BAD_CHANGE.subject}"`);

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
