import { createHash } from 'node:crypto';
import fs from 'node:fs';
import git from 'isomorphic-git';
import { join } from 'node:path';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { checkCommit, trackObjects } from './check-commit.ts';
import { normalPath, readCommitFiles } from './commit-files.ts';
import type { SourceBounds } from './file-collector.ts';
import { wantedRef, shownRefs } from './git-ref.ts';
import { HTTP_BOUNDS, createHttpClient } from './http-client.ts';
import type { HttpBounds } from './http-client.ts';
import { currentGeneration, draftGeneration } from './mirror.ts';
import type { Draft } from './mirror.ts';
import { withObjects } from './objects/object-database.ts';
import { SourceError } from './source.ts';
import type { Source, SourceTree } from './source.ts';
import { commitNotGiven, noCommit, pathNotFound, refNotFound, unreadable } from './source-findings.ts';

export interface HttpGitOptions {
  /** http or https; credentials in it are used and never shown or stored. */
  readonly url: string;
  readonly ref: string;
  /** Folder within the repository that is read. */
  readonly path: string;
  /** Folder for copies of repositories. */
  readonly cacheFolder: string;
  readonly bounds?: SourceBounds;
  readonly http?: HttpBounds;
}

/** A ref as the server has it now. */
interface RemoteRef {
  /** What to ask for: the full name of a ref, or a commit. */
  readonly name: string;
  readonly commit: CommitId;
}

interface Remote {
  readonly options: HttpGitOptions;
  /** Without credentials. */
  readonly shown: string;
  /** Where its generations lie. */
  readonly folder: string;
  readonly path: string;
}

/** A repository behind a URL. What was read last stays readable when the server is away. */
export function openHttpGit(options: HttpGitOptions): Source {
  const shown = withoutCredentials(options.url);
  const path = normalPath(options.path);
  const folder = join(options.cacheFolder, createHash('sha256').update(shown).digest('hex').slice(0, 16));
  const remote: Remote = { options, shown, folder, path: path ?? '' };
  let lastSeen: RemoteRef | undefined;
  let lastFetchFailed = false;
  return {
    describe: () => `${shown} at ${options.ref}${remote.path === '' ? '' : `, ${remote.path}`}`,
    head: async () => {
      if (path === undefined) return { kind: 'nothing', findings: [pathNotFound(shown, options.path, false)] };
      const found = await askServer(remote);
      if (!('commit' in found)) return { kind: 'nothing', findings: found };
      lastSeen = found;
      return { kind: 'commit', commit: found.commit };
    },
    read: async (commit) => {
      const current = await currentGeneration(folder);
      if (current?.commit === commit) return readTree(remote, current.gitdir, commit);
      // A base that something was wrong with would fail again and again.
      const draft = await draftGeneration(folder, lastFetchFailed ? undefined : current);
      lastFetchFailed = true;
      const name = lastSeen?.commit === commit ? lastSeen.name : undefined;
      const tree = await fetchInto(remote, draft, commit, name);
      lastFetchFailed = false;
      return tree;
    },
  };
}

function withoutCredentials(url: string): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

async function askServer(remote: Remote): Promise<RemoteRef | readonly Finding[]> {
  const { shown, options } = remote;
  const wanted = wantedRef(options.ref);
  if (wanted?.kind === 'commit') return { name: wanted.oid, commit: wanted.oid as CommitId };
  try {
    for (const name of wanted?.candidates ?? []) {
      const commit = (await listRefs(remote, name)).get(name);
      if (commit !== undefined) return { name, commit };
    }
    const names = [...(await listRefs(remote, '')).keys()];
    return [names.length === 0 ? noCommit(shown) : refNotFound(shown, options.ref, shownRefs(names))];
  } catch (cause) {
    const finding = findingOf(shown, cause);
    if (finding) return [finding];
    throw sourceError(shown, cause);
  }
}

/** Names to commits, through annotated tags. */
async function listRefs(remote: Remote, prefix: string): Promise<ReadonlyMap<string, CommitId>> {
  const http = createHttpClient(remote.options.http ?? HTTP_BOUNDS);
  const refs = await git.listServerRefs({ http, url: remote.options.url, prefix, peelTags: true });
  return new Map(refs.map(({ ref, oid, peeled }) => [ref, (peeled ?? oid) as CommitId]));
}

/** The draft becomes current, or is discarded. */
async function fetchInto(remote: Remote, draft: Draft, asked: CommitId, name: string | undefined): Promise<SourceTree> {
  try {
    const commit = await fetchCommit(remote, draft, name ?? (await nameNow(remote)));
    const tree = await readTree(remote, draft.gitdir, commit);
    await draft.adopt(commit);
    return tree;
  } catch (cause) {
    await draft.discard();
    const wanted = wantedRef(remote.options.ref);
    if (wanted?.kind === 'commit' && cause instanceof SourceError && cause.code === 'server-refused') {
      const findings = [commitNotGiven(remote.shown, asked)];
      return { commit: asked, ref: remote.options.ref, subject: '', files: [], findings };
    }
    throw sourceError(remote.shown, cause);
  }
}

async function nameNow(remote: Remote): Promise<string> {
  const found = await askServer(remote);
  if ('commit' in found) return found.name;
  throw new SourceError('unreachable', found[0]?.message ?? `${remote.shown} does not have the ref any more`);
}

/**
 * The first time without history. Later everything since the base: the library does not ask for thin packs, and without
 * them a server that is told to leave out history sends all files again.
 */
async function fetchCommit(remote: Remote, draft: Draft, name: string): Promise<CommitId> {
  const { fetchHead } = await git.fetch({
    fs,
    http: createHttpClient(remote.options.http ?? HTTP_BOUNDS),
    gitdir: draft.gitdir,
    url: remote.options.url,
    remote: 'origin',
    ref: draft.baseRef,
    remoteRef: name,
    singleBranch: true,
    ...(draft.hasBase ? {} : { depth: 1 }),
    tags: false,
  });
  if (fetchHead === null) throw new SourceError('broken-answer', `${remote.shown} sent nothing`);
  return (await git.readCommit({ fs, gitdir: draft.gitdir, oid: fetchHead })).oid as CommitId;
}

/** Everything of the commit is read and hashed, also what is not wanted now. */
async function readTree(remote: Remote, gitdir: string, commit: CommitId): Promise<SourceTree> {
  const { shown, path, options } = remote;
  const bounds = options.bounds && { bounds: options.bounds };
  return withObjects(gitdir, async (objects) => {
    const tracked = trackObjects(objects);
    const tree = await readCommitFiles({
      objects: tracked,
      commit,
      ref: options.ref,
      path,
      repository: shown,
      ...bounds,
    });
    await checkCommit(tracked, commit);
    return tree;
  });
}

/** What a person must act on; `undefined` for what may pass by itself. */
function findingOf(shown: string, cause: unknown): Finding | undefined {
  if (!(cause instanceof git.Errors.HttpError)) return undefined;
  const { statusCode } = cause.data;
  switch (statusCode) {
    case 401:
    case 403:
      return unreadable(
        `${shown} asks for credentials, or refuses those it was given`,
        'give them in the URL, or make the repository readable',
      );
    case 404:
    case 410:
      return unreadable(
        `there is no repository at ${shown}`,
        'correct the URL; a private repository hides itself like this too',
      );
    default:
      return undefined;
  }
}

function sourceError(shown: string, cause: unknown): SourceError {
  if (cause instanceof SourceError) return cause;
  if (cause instanceof git.Errors.HttpError) {
    return new SourceError('unreachable', `${shown} answers with HTTP status ${String(cause.data.statusCode)}`, {
      cause,
    });
  }
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SourceError('broken-answer', `${shown} cannot be read: ${why}`, { cause });
}
