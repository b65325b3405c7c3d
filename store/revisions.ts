import type { Finding } from '../core/model/finding.ts';
import type { RevisionNumber } from '../core/model/ids.ts';
import { activeRevision, newestProposal } from './configurations.ts';
import { REFUSAL_PREFIX, REVISION_PREFIX, VERDICT_PREFIX, numberOfKey } from './keys.ts';
import { refusalRecord, revisionRecord, verdictRecord } from './revision-records.ts';
import type { Origin, VerdictRecord } from './revision-records.ts';
import type { Store } from './store.ts';

/** A Git revision that reached the store, and what became of it. */
export interface ListedRevision extends Origin {
  /** `undefined` for one that was refused before it became a configuration. */
  readonly number: RevisionNumber | undefined;
  /** When it was proposed, or refused without having been. ISO 8601. */
  readonly at: string;
  readonly status: RevisionStatus;
}

export type RevisionStatus =
  /** The driver has not looked at it yet. `findings` are warnings and notes. */
  | { readonly kind: 'proposed'; readonly findings: readonly Finding[] }
  | { readonly kind: 'active'; readonly since: string; readonly findings: readonly Finding[] }
  /** Ran from `activeSince` on; that is `undefined` where a later one overtook it. */
  | { readonly kind: 'superseded'; readonly activeSince: string | undefined }
  /** There may be more findings than are kept. */
  | { readonly kind: 'refused'; readonly at: string; readonly findings: readonly Finding[]; readonly leftOut: number };

/** All revisions that are kept, oldest first. */
export async function listRevisions(store: Store): Promise<readonly ListedRevision[]> {
  const all = [...(await listProposed(store)), ...(await listRefusals(store))];
  return all.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

async function listProposed(store: Store): Promise<readonly ListedRevision[]> {
  const active = await activeRevision(store);
  const newest = await newestProposal(store);
  const verdicts = new Map<number, VerdictRecord>();
  for (const entry of await store.list(VERDICT_PREFIX)) {
    verdicts.set(numberOfKey(entry.key), verdictRecord.decode(entry));
  }
  return (await store.list(REVISION_PREFIX)).map((entry) => {
    const number = numberOfKey(entry.key) as RevisionNumber;
    const { commit, ref, subject, proposedAt, findings } = revisionRecord.decode(entry);
    const verdict = verdicts.get(number);
    const status = statusOf({ number, active, newest, verdict, findings });
    return { number, commit, ref, subject, at: proposedAt, status };
  });
}

function statusOf(known: {
  readonly number: RevisionNumber;
  readonly active: RevisionNumber | undefined;
  readonly newest: RevisionNumber | undefined;
  readonly verdict: VerdictRecord | undefined;
  readonly findings: readonly Finding[];
}): RevisionStatus {
  const { number, active, newest, verdict, findings } = known;
  switch (verdict?.kind) {
    case 'activated':
      return number === active
        ? { kind: 'active', since: verdict.at, findings }
        : { kind: 'superseded', activeSince: verdict.at };
    case 'refused':
      return { kind: 'refused', at: verdict.at, findings: verdict.findings, leftOut: verdict.findingsLeftOut };
    case undefined:
      return number === newest ? { kind: 'proposed', findings } : { kind: 'superseded', activeSince: undefined };
  }
}

async function listRefusals(store: Store): Promise<readonly ListedRevision[]> {
  return (await store.list(REFUSAL_PREFIX)).map((entry) => {
    const { commit, ref, subject, at, findings, findingsLeftOut } = refusalRecord.decode(entry);
    const status: RevisionStatus = { kind: 'refused', at, findings, leftOut: findingsLeftOut };
    return { number: undefined, commit, ref, subject, at, status };
  });
}
