import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';

/** Where declared objects are read from. */
export interface Source {
  /** In words, for status and logs; never a credential. */
  describe(): string;

  /**
   * What the ref names now.
   * @throws SourceError where it cannot be told now; asking again later may help
   */
  head(): Promise<SourceHead>;

  /**
   * The files of a commit that {@link head} named. The tree's own `commit` counts: it is a later one where the ref moved
   * in between and the source can give only what it points to.
   * @throws SourceError
   */
  read(commit: CommitId): Promise<SourceTree>;
}

export type SourceHead =
  | {
      readonly kind: 'commit';
      readonly commit: CommitId;
      /** Differs where the files do, from a source that can give other files of the same commit. */
      readonly contents?: string;
    }
  /** There is nothing to read until a person acts; the findings say what to do. */
  | { readonly kind: 'nothing'; readonly findings: readonly Finding[] };

/** The YAML files of one commit. With a finding that is an error, they are not all of them. */
export interface SourceTree {
  readonly commit: CommitId;
  readonly ref: string;
  /** The first line of the commit message. */
  readonly subject: string;
  /** Sorted by path. */
  readonly files: readonly SourceFile[];
  readonly findings: readonly Finding[];
}

export interface SourceFile {
  /** From the top of the repository or folder, `/`-separated. */
  readonly path: string;
  readonly text: string;
}

export type SourceErrorCode =
  /** No connection, or none that lasted. */
  | 'unreachable'
  /** What came is not what Git sends, or not all of it. */
  | 'broken-answer'
  /** The server says that it does not give what was asked for. */
  | 'server-refused'
  /** More than is read. */
  | 'too-large'
  /** Objects of the repository are missing or are not what their names say. */
  | 'corrupt'
  /** What is there is on its way to be a revision, and is none yet. */
  | 'incomplete'
  /** A kind of repository that is not read. */
  | 'unsupported'
  | 'io';

/** What any source may throw. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SourceError';
    this.code = code;
  }
}
