import type { CommitId } from '../../../../core/model/ids.ts';
import { normalPath } from '../../../source/commit-files.ts';
import type { SourceBounds } from '../../../source/file-collector.ts';
import { SourceError } from '../../../source/source.ts';
import type { Source, SourceErrorCode, SourceHead, SourceTree } from '../../../source/source.ts';
import { pathNotFound, unreadable } from '../../../source/source-findings.ts';
import type { ClusterApi, ClusterObject } from '../../api/cluster-api.ts';
import { ClusterError } from '../../api/cluster-error.ts';
import type { ClusterErrorCode } from '../../api/cluster-error.ts';
import { objectText } from '../../api/resource.ts';
import { artifactOf, commitOf, digestText, refOf, subjectOf } from './artifact.ts';
import type { Artifact } from './artifact.ts';
import { fetchArtifact } from './fetch-artifact.ts';
import type { FetchBounds } from './fetch-artifact.ts';
import type { FluxReference } from './reference.ts';
import { unpack } from './unpack.ts';

export interface FluxArtifactOptions {
  readonly api: Pick<ClusterApi, 'get'>;
  readonly reference: FluxReference;
  /** Folder within the artifact that is read. */
  readonly path: string;
  readonly bounds?: SourceBounds;
  readonly fetching?: FetchBounds;
}

/** What Flux has fetched, and verified where it is told to. Git or a registry are Flux's to ask, and so are their keys. */
export function openFluxArtifact(options: FluxArtifactOptions): Source {
  const { resource, name } = options.reference;
  const shown = objectText(resource, name);
  const path = normalPath(options.path);
  let last: Artifact | undefined;
  const look = async (): Promise<Looked> => {
    const looked = await lookAt(options, shown);
    if (looked.kind === 'artifact') last = looked.artifact;
    return looked;
  };
  return {
    describe: () => `the artifact of ${shown}${path ? `, ${path}` : ''}`,
    head: async () => {
      if (path === undefined) return { kind: 'nothing', findings: [pathNotFound(shown, options.path, false)] };
      const looked = await look();
      if (looked.kind === 'nothing') return looked;
      const { artifact } = looked;
      return { kind: 'commit', commit: commitOf(artifact), contents: digestText(artifact.digest) };
    },
    read: async (commit) => {
      const artifact = last && commitOf(last) === commit ? last : await artifactNow(look);
      return readArtifact(options, { artifact, shown, path: path ?? '' });
    },
  };
}

type Looked = { readonly kind: 'artifact'; readonly artifact: Artifact } | Extract<SourceHead, { kind: 'nothing' }>;

async function lookAt({ api, reference }: FluxArtifactOptions, shown: string): Promise<Looked> {
  let object: ClusterObject | undefined;
  try {
    object = await api.get(reference.resource, reference.name);
  } catch (cause) {
    if (cause instanceof ClusterError) return whatItMeans(cause, shown);
    throw cause;
  }
  if (object === undefined) {
    return nothing(`there is no ${shown} in the cluster`, 'apply it, or name with --repo one that is there');
  }
  const state = artifactOf(object);
  switch (state.kind) {
    case 'artifact':
      return state;
    case 'waiting':
      throw new SourceError('incomplete', `${shown}: ${state.why}`);
    case 'unreadable':
      throw new SourceError('broken-answer', `${shown}: ${state.why}`);
  }
}

const nothing = (message: string, help: string): Extract<SourceHead, { kind: 'nothing' }> => ({
  kind: 'nothing',
  findings: [unreadable(message, help)],
});

/** Whether a person must act, or it may pass by itself. */
function whatItMeans(error: ClusterError, shown: string): Extract<SourceHead, { kind: 'nothing' }> {
  switch (error.code) {
    case 'forbidden':
      return nothing(error.message, `grant get on ${shown} with a Role in its namespace`);
    case 'not-served':
    case 'not-found':
      return nothing(error.message, 'install the source-controller of Flux, of a release that serves this kind as v1');
    case 'unreachable':
    case 'unauthorized':
    case 'conflict':
    case 'invalid':
    case 'expired':
    case 'busy':
    case 'too-large':
    case 'failed':
      throw new SourceError(SOURCE_CODES[error.code], `${shown} cannot be asked for: ${error.message}`, {
        cause: error,
      });
  }
}

const SOURCE_CODES = {
  unreachable: 'unreachable',
  unauthorized: 'server-refused',
  conflict: 'broken-answer',
  invalid: 'broken-answer',
  expired: 'broken-answer',
  busy: 'unreachable',
  'too-large': 'too-large',
  failed: 'unreachable',
} as const satisfies Partial<Record<ClusterErrorCode, SourceErrorCode>>;

async function artifactNow(look: () => Promise<Looked>): Promise<Artifact> {
  const looked = await look();
  if (looked.kind === 'artifact') return looked.artifact;
  throw new SourceError('unreachable', looked.findings[0]?.message ?? 'the object of Flux is not there any more');
}

async function readArtifact(
  { bounds, fetching }: FluxArtifactOptions,
  { artifact, shown, path }: { readonly artifact: Artifact; readonly shown: string; readonly path: string },
): Promise<SourceTree> {
  const archive = await fetchArtifact(artifact, fetching);
  const { files, findings } = await unpack({ archive, folder: path, where: `the artifact of ${shown}`, bounds });
  const commit: CommitId = commitOf(artifact);
  return { commit, ref: refOf(artifact), subject: subjectOf(artifact), files, findings };
}
