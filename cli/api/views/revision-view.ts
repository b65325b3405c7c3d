import type { Finding, Place } from '../../../core/model/finding.ts';
import type { ListedRevision, RevisionStatus } from '../../../store/revisions.ts';

/** A revision as the API shows it. */
export interface RevisionView {
  /** Left out: it was refused before it became a configuration. */
  readonly number?: number;
  readonly commit: string;
  readonly subject: string;
  readonly ref: string;
  readonly state: RevisionStatus['kind'];
  /** When it was proposed, or refused without having been. ISO 8601. */
  readonly at: string;
  /** What was found in it; of a superseded one, nothing is kept. */
  readonly findings: readonly FindingView[];
}

export interface FindingView {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly help?: string;
  readonly place?: Place;
}

export const revisionView = ({ number, commit, subject, ref, at, status }: ListedRevision): RevisionView => ({
  ...(number === undefined ? {} : { number }),
  commit,
  subject,
  ref,
  state: status.kind,
  at,
  findings: status.kind === 'superseded' ? [] : status.findings.map(findingView),
});

const findingView = ({ code, severity, message, help, place }: Finding): FindingView => ({
  code,
  severity,
  message,
  ...(help === undefined ? {} : { help }),
  ...(place ? { place } : {}),
});
