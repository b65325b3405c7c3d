import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { openLocalGit } from '../../controller/source/git-local.ts';
import type { Limits } from '../../core/model/limits.ts';
import { CliError } from '../cli-error.ts';
import type { ReadPath } from './read-path.ts';

/**
 * The YAML files below a path as a revision of the Git repository has them that the path lies in, named as the user
 * would name them from `cwd`. The work tree is not looked at.
 * @throws CliError `file` where the path lies in no repository, or the revision is not there
 */
export async function readRevision(given: string, revision: string, cwd: string, limits: Limits): Promise<ReadPath> {
  const absolute = path.resolve(cwd, given);
  const top = repositoryOf(absolute);
  if (top === undefined) throw new CliError('file', `${given} lies in no Git repository, so it has no revisions`);
  const folder = path.relative(top, absolute);
  const isFile = statSync(absolute, { throwIfNoEntry: false })?.isFile() === true;
  const source = openLocalGit({
    repository: top,
    ref: revision,
    path: (isFile ? path.dirname(folder) : folder).split(path.sep).join('/').replace(/^\.$/, ''),
    bounds: limits,
  });
  const head = await source.head();
  if (head.kind === 'nothing') {
    const why = head.findings.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`));
    throw new CliError('file', why.join('; '));
  }
  const { files, findings } = await source.read(head.commit);
  const named = (file: string): string => path.relative(cwd, path.join(top, file));
  const isMeant = (file: string): boolean => !isFile || path.join(top, file) === absolute;
  return {
    files: files.filter((file) => isMeant(file.path)).map((file) => ({ ...file, path: named(file.path) })),
    findings: findings.map((finding) =>
      finding.place ? { ...finding, place: { ...finding.place, file: named(finding.place.file) } } : finding,
    ),
  };
}

/** The folder with `.git` that a path lies in; the path need not be there any more. */
function repositoryOf(absolute: string): string | undefined {
  for (let folder = absolute; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}
