import type { CheckFiles } from '../../controller/reconcile/reconcile.ts';
import type { Limits } from '../../core/model/limits.ts';
import { checkRevision } from '../check/check-revision.ts';

/** Checks revisions, one after another. */
export interface RevisionChecker {
  /**
   * A check that cannot be finished is a finding like any other: the last good revision goes on.
   * @throws DOMException `AbortError` where it was stopped meanwhile
   */
  readonly check: CheckFiles;
  /** Ends the check under way, if there is one. None begins any more. */
  readonly stop: () => Promise<void>;
}

/** Checks in this thread, which stands still meanwhile: for a process that serves nobody else. */
export const checkerInThisThread = (limits: Limits | undefined): RevisionChecker => ({
  check: (files, before) => Promise.resolve(checkRevision({ files, before, limits })),
  stop: () => Promise.resolve(),
});
