import fs, { existsSync } from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import type { CommitId } from '../../core/model/ids.ts';
import { normalPath, readCommitFiles } from './commit-files.ts';
import type { SourceBounds } from './file-collector.ts';
import { withObjects } from './objects/object-database.ts';
import { shownRefs, wantedRevision } from './git-ref.ts';
import type { WantedRevision } from './git-ref.ts';
import { locateRepository } from './local-repository.ts';
import type { LocalRepository } from './local-repository.ts';
import { SourceError } from './source.ts';
import type { Source, SourceHead } from './source.ts';
import { noCommit, pathNotFound, refNotFound } from './source-findings.ts';

export interface LocalGitOptions {
  /** Folder of the repository: a work tree or bare. */
  readonly repository: string;
  readonly ref: string;
  /** Folder within the repository that is read. */
  readonly path: string;
  readonly bounds?: SourceBounds;
}

/** A repository on this machine. Only its objects and refs are read, never its work tree. */
export function openLocalGit(options: LocalGitOptions): Source {
  const { repository, ref, bounds } = options;
  const path = normalPath(options.path);
  return {
    describe: () => `${repository} at ${ref}${path === undefined || path === '' ? '' : `, ${path}`}`,
    head: async () => {
      if (path === undefined) return { kind: 'nothing', findings: [pathNotFound(repository, options.path, false)] };
      const found = await locateRepository(repository);
      return 'gitdir' in found ? headOf(found, repository, ref) : { kind: 'nothing', findings: [found] };
    },
    read: async (commit) => {
      const found = await locateRepository(repository);
      if (!('gitdir' in found)) throw new SourceError('io', `${found.message} any more`);
      return withObjects(found.commonDir, (objects) =>
        readCommitFiles({ objects, commit, ref, path: path ?? '', repository, ...(bounds && { bounds }) }),
      );
    },
  };
}

async function headOf(found: LocalRepository, repository: string, ref: string): Promise<SourceHead> {
  const commit = await resolveCommit(found, ref);
  if (commit !== undefined) return { kind: 'commit', commit };
  const names = await allRefs(found.commonDir);
  const isShallow = existsSync(join(found.commonDir, 'shallow'));
  const finding = names.length === 0 ? noCommit(repository) : refNotFound(repository, ref, shownRefs(names), isShallow);
  return { kind: 'nothing', findings: [finding] };
}

/** The commit that the ref names, through annotated tags; `undefined` where it names none. */
async function resolveCommit(found: LocalRepository, ref: string): Promise<CommitId | undefined> {
  const wanted = wantedRevision(ref);
  const start = wanted && (await commitOf(found, wanted));
  return wanted && start && ancestor(found.commonDir, start, wanted.back);
}

async function commitOf(found: LocalRepository, { ref, digits }: WantedRevision): Promise<CommitId | undefined> {
  if (ref.kind === 'commit') return peel(found.commonDir, ref.oid).catch(() => undefined);
  for (const name of ref.candidates) {
    const oid = await readRef(found, name);
    if (oid !== undefined) return peel(found.commonDir, oid);
  }
  if (digits === undefined) return undefined;
  // Where several commits begin so, the library does not choose one.
  const oid = await git.expandOid({ fs, gitdir: found.commonDir, oid: digits }).catch(() => undefined);
  return oid === undefined ? undefined : peel(found.commonDir, oid).catch(() => undefined);
}

/** So many first parents back; `undefined` where there are fewer, as in a shallow clone. */
async function ancestor(gitdir: string, start: CommitId, back: number): Promise<CommitId | undefined> {
  let oid: string | undefined = start;
  for (let steps = 0; steps < back && oid !== undefined; steps += 1) {
    oid = await firstParent(gitdir, oid);
  }
  return oid === undefined ? undefined : peel(gitdir, oid).catch(() => undefined);
}

async function firstParent(gitdir: string, oid: string): Promise<string | undefined> {
  const read = await git.readCommit({ fs, gitdir, oid }).catch(() => undefined);
  return read?.commit.parent[0];
}

/** A linked work tree has a `HEAD` of its own, which names a ref of the common folder. */
async function readRef({ gitdir, commonDir }: LocalRepository, name: string): Promise<string | undefined> {
  try {
    if (name !== 'HEAD') return await git.resolveRef({ fs, gitdir: commonDir, ref: name });
    const target = await git.resolveRef({ fs, gitdir, ref: name, depth: 2 });
    return target.startsWith('refs/') ? await git.resolveRef({ fs, gitdir: commonDir, ref: target }) : target;
  } catch (cause) {
    if (cause instanceof git.Errors.NotFoundError) return undefined;
    throw new SourceError('io', `cannot read ${name} in ${commonDir}: ${String(cause)}`, { cause });
  }
}

async function peel(gitdir: string, oid: string): Promise<CommitId | undefined> {
  try {
    return (await git.readCommit({ fs, gitdir, oid })).oid as CommitId;
  } catch (cause) {
    if (cause instanceof git.Errors.ObjectTypeError) return undefined;
    throw new SourceError('corrupt', `object ${oid} cannot be read in ${gitdir}: look with \`git fsck\``, { cause });
  }
}

async function allRefs(gitdir: string): Promise<readonly string[]> {
  return (await git.listRefs({ fs, gitdir, filepath: 'refs' })).map((name) => `refs/${name}`);
}
