/** What the store keeps of configurations beside their chunks. See configurations.ts for how these change. */
import type { CommitId, RevisionNumber } from '../core/model/ids.ts';
import type { KeptFindings } from './bounded-findings.ts';
import { recordCodec } from './records.ts';

/** Where a configuration, or one that was refused, came from. Times are ISO 8601. */
export interface Origin {
  readonly commit: CommitId;
  readonly ref: string;
  /** The first line of the commit message. */
  readonly subject: string;
}

/** A proposed configuration; never changes. */
export interface RevisionRecord extends Origin, KeptFindings {
  readonly proposedAt: string;
  /** Ids of its chunks, in order. */
  readonly chunks: readonly string[];
}

/** What the driver last said of a proposed configuration. */
export type VerdictRecord =
  | { readonly kind: 'activated'; readonly at: string }
  | ({ readonly kind: 'refused'; readonly at: string } & KeptFindings);

/** A Git revision that is not valid as a whole, and so was never proposed. */
export interface RefusalRecord extends Origin, KeptFindings {
  readonly at: string;
}

const format = { kind: 'configurations', version: 1, since: '0.1' };

export const revisionRecord = recordCodec<RevisionRecord>(format);
export const verdictRecord = recordCodec<VerdictRecord>(format);
export const refusalRecord = recordCodec<RefusalRecord>(format);
export const pointerRecord = recordCodec<{ readonly number: RevisionNumber }>(format);
