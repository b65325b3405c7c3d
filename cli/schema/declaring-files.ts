import path from 'node:path';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import { parseFiles } from '../../core/parse/index.ts';
import { readPath } from '../check/read-path.ts';

const ANYWHERE = ['**/*.yaml', '**/*.yml'];

/**
 * The files of a repository that declare something, as patterns from its top: whole folders, and at the top one by one,
 * for a pattern there would take the files of every folder from whatever schema they have.
 */
export async function declaringFiles(folder: string): Promise<readonly string[]> {
  const { files } = await readPath(folder, folder, DEFAULT_LIMITS);
  const { objects } = parseFiles(files);
  const declaring = new Set(objects.map(({ file }) => path.relative(folder, file).split(path.sep)));
  const patterns = [...declaring].flatMap(([top = '', ...below]) =>
    below.length === 0 ? [top] : ANYWHERE.map((pattern) => `${top}/${pattern}`),
  );
  return patterns.length === 0 ? ANYWHERE : [...new Set(patterns)].sort();
}
