import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId, RevisionNumber } from '../../core/model/ids.ts';
import type { Chunk } from '../../store/configuration-chunks.ts';
import { activeRevision, proposeConfiguration, readChunks, recordRefusal } from '../../store/configurations.ts';
import type { Store } from '../../store/store.ts';
import { SourceError } from '../source/source.ts';
import type { Source, SourceFile, SourceTree } from '../source/source.ts';

/** What became of a look at the repository, named by what happens next. */
export type Reconciled =
  /** The head is proposed as a configuration; the driver has the next word. */
  | {
      readonly kind: 'done';
      readonly commit: CommitId;
      readonly number: RevisionNumber;
      readonly findings: readonly Finding[];
    }
  /** A person must act: the head is not valid as a whole. The last good revision goes on. */
  | { readonly kind: 'stalled'; readonly commit: CommitId | undefined; readonly findings: readonly Finding[] }
  /** The repository cannot be read now; it is asked again, after a while. */
  | { readonly kind: 'waiting'; readonly error: SourceError; readonly retryAt: Date };

/** What a revision declares, as it is stored, and what is wrong with it. The former counts only where no finding is an error. */
export interface CheckedRevision {
  readonly chunks: readonly Chunk[];
  readonly findings: readonly Finding[];
}

/**
 * The files of a revision, checked as a whole. `before` is what runs, `undefined` where nothing does. All of it is text,
 * which can be handed to another thread and back in no time.
 */
export type CheckFiles = (
  files: readonly SourceFile[],
  before: readonly Chunk[] | undefined,
) => Promise<CheckedRevision>;

export interface ReconcilerOptions {
  readonly source: Source;
  readonly store: Store;
  readonly check: CheckFiles;
  readonly now: () => Date;
}

export interface Reconciler {
  /**
   * Looks at the head, and proposes it where it is valid as a whole. Level-based: it acts on what is there, and the same
   * head gives the same answer without being read again.
   * @throws StoreError, and what the check throws
   */
  readonly reconcile: () => Promise<Reconciled>;
}

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { source, now } = options;
  let last: Reconciled | undefined;
  let lastContents: string | undefined;
  let failures = 0;

  const look = async (): Promise<Reconciled> => {
    const head = await source.head();
    if (head.kind === 'nothing') return { kind: 'stalled', commit: undefined, findings: head.findings };
    const isSame = head.contents === lastContents;
    if (last && last.kind !== 'waiting' && last.commit === head.commit && isSame) return last;
    const taken = await take(options, await source.read(head.commit));
    lastContents = head.contents;
    return taken;
  };

  return {
    reconcile: async () => {
      if (last?.kind === 'waiting' && now() < last.retryAt) return last;
      try {
        last = await look();
        failures = 0;
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        // What is on its way may be there any moment: looking costs nothing, and is no failure.
        if (error.code === 'incomplete') failures = 0;
        last = { kind: 'waiting', error, retryAt: new Date(now().getTime() + backoff(failures)) };
        failures += 1;
      }
      return last;
    },
  };
}

const FIRST_BACKOFF_MILLISECONDS = 1_000;
const LONGEST_BACKOFF_MILLISECONDS = 300_000;

const backoff = (failures: number): number =>
  Math.min(LONGEST_BACKOFF_MILLISECONDS, FIRST_BACKOFF_MILLISECONDS * 2 ** Math.min(failures, 20));

/** Whole or not at all: one error anywhere, and nothing of the revision is proposed. */
async function take({ store, check, now }: ReconcilerOptions, tree: SourceTree): Promise<Reconciled> {
  const { commit, ref, subject } = tree;
  const at = now().toISOString();
  const checked = tree.findings.some(isError) ? undefined : await check(tree.files, await activeChunks(store));
  const findings = [...tree.findings, ...(checked?.findings ?? [])];
  if (!checked || findings.some(isError)) {
    await recordRefusal(store, { commit, ref, subject, findings, at });
    return { kind: 'stalled', commit, findings };
  }
  const number = await proposeConfiguration(store, { commit, ref, subject, chunks: checked.chunks, findings, at });
  return { kind: 'done', commit, number, findings };
}

async function activeChunks(store: Store): Promise<readonly Chunk[] | undefined> {
  const active = await activeRevision(store);
  return active === undefined ? undefined : readChunks(store, active);
}
