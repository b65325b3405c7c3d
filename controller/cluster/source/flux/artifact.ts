import type { CommitId } from '../../../../core/model/ids.ts';
import type { ClusterObject } from '../../api/cluster-api.ts';

/** A gzipped tar archive that Flux made and serves. */
export interface Artifact {
  readonly url: string;
  readonly digest: Digest;
  /** As Flux writes it: `main@sha1:HEX`, `latest@sha256:HEX`. */
  readonly revision: string;
  readonly bytes: number | undefined;
  /** What whoever packed it says it was made of; empty where nobody does. */
  readonly madeOf: string;
}

export interface Digest {
  readonly algorithm: 'sha256' | 'sha384' | 'sha512';
  readonly hex: string;
}

export type ArtifactState =
  | { readonly kind: 'artifact'; readonly artifact: Artifact }
  /** Flux has yet to do something. */
  | { readonly kind: 'waiting'; readonly why: string }
  /** It is not as Flux writes it. */
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * What an object of Flux has to give now. An artifact that is there is good whatever `Ready` says: Flux puts another in
 * its place only once that is fetched and verified, so `Ready: False` beside an artifact says that a newer one failed.
 * Of a spec that Flux has not looked at yet it says nothing, though: it may be of a branch that is not followed any more.
 */
export function artifactOf({ metadata, spec, status }: ClusterObject): ArtifactState {
  const { artifact, observedGeneration } = fieldsOf(status);
  const { generation } = metadata;
  // Flux does not look at what is suspended: what it has is what is meant to stay.
  const isSuspended = fieldsOf(spec)['suspend'] === true;
  if (!isSuspended && typeof observedGeneration === 'number' && observedGeneration < (generation ?? 0)) {
    return { kind: 'waiting', why: `Flux has not looked at generation ${String(generation)} of it yet` };
  }
  if (typeof artifact === 'object' && artifact !== null) return readArtifact(fieldsOf(artifact));
  const ready = conditionsOf(status).find(({ type }) => type === 'Ready');
  const said = typeof ready?.['message'] === 'string' ? `: ${bounded(ready['message'])}` : '';
  const why = isSuspended ? 'Flux has no artifact of it, and it is suspended' : `Flux has no artifact of it yet${said}`;
  return { kind: 'waiting', why };
}

function readArtifact({ url, digest, revision, size, metadata }: Fields): ArtifactState {
  if (typeof url !== 'string' || !isPlainUrl(url)) {
    return { kind: 'unreadable', why: 'status.artifact.url is no http(s) URL without credentials' };
  }
  if (typeof revision !== 'string' || revision === '') {
    return { kind: 'unreadable', why: 'status.artifact.revision is not there' };
  }
  const read = digestOf(digest);
  if (!read) {
    const why = 'status.artifact.digest is none of sha256, sha384 and sha512, so what it names cannot be checked';
    return { kind: 'unreadable', why };
  }
  const madeOf = [MADE_OF_REVISION, MADE_OF_SOURCE].map((key) => fieldsOf(metadata)[key]).filter(isText);
  const artifact: Artifact = {
    url,
    digest: read,
    revision: bounded(revision),
    bytes: typeof size === 'number' ? size : undefined,
    madeOf: bounded(madeOf.join(' of ')),
  };
  return { kind: 'artifact', artifact };
}

function isPlainUrl(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

const MADE_OF_REVISION = 'org.opencontainers.image.revision';
const MADE_OF_SOURCE = 'org.opencontainers.image.source';

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

function digestOf(text: unknown): Digest | undefined {
  if (typeof text !== 'string' || !DIGEST.test(text)) return undefined;
  const [algorithm, hex] = text.split(':') as [Digest['algorithm'], string];
  return { algorithm, hex };
}

export const digestText = ({ algorithm, hex }: Digest): string => `${algorithm}:${hex}`;

/** The commit that the revision names; of what has none, the start of the digest, which names the files as surely. */
export const commitOf = ({ revision, digest }: Artifact): CommitId =>
  (/(?:^|@)sha1:([0-9a-f]{40})$/.exec(revision)?.[1] ?? digest.hex.slice(0, 40)) as CommitId;

/** The branch or tag in front of the commit; all of the revision where there is none. */
export const refOf = ({ revision }: Artifact): string => /^(.+)@[^@]*$/.exec(revision)?.[1] ?? revision;

/** In place of a commit message, which Flux does not hand on. */
export const subjectOf = ({ revision, madeOf }: Artifact): string =>
  madeOf === '' ? revision : `${revision}, made of ${madeOf}`;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

function conditionsOf(status: unknown): readonly Fields[] {
  const { conditions } = fieldsOf(status);
  return Array.isArray(conditions) ? conditions.map(fieldsOf) : [];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const MAX_TEXT_LENGTH = 300;

/** Of one line: it goes into logs and tables. */
const bounded = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_TEXT_LENGTH);
