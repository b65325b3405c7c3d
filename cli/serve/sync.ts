import type { Reconciler } from '../../controller/reconcile/reconcile.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { RevisionNumber } from '../../core/model/ids.ts';
import type { Driver } from '../../csi/driver/driver.ts';
import { inTurn } from './repeat.ts';

/** What became of the newest commit of the repository. */
export type SyncResult =
  | { readonly kind: 'active'; readonly revision: RevisionNumber; readonly findings: readonly Finding[] }
  /** The last good revision goes on, where there is one. */
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

export interface SyncParts {
  readonly reconciler: Reconciler;
  readonly driver: Pick<Driver, 'consider' | 'snapshot'>;
}

/**
 * The way of a change from the repository to the driver's verdict, one at a time. It throws SourceError where the
 * repository cannot be read now, StoreError, and CsiError `deposed`.
 */
export function openSync({ reconciler, driver }: SyncParts): () => Promise<SyncResult> {
  return inTurn(async () => {
    const looked = await reconciler.reconcile();
    switch (looked.kind) {
      case 'waiting':
        throw looked.error;
      case 'stalled':
        return { kind: 'refused', findings: looked.findings };
      case 'done': {
        const verdict = await driver.consider();
        const findings = [...looked.findings, ...(verdict?.findings ?? [])];
        return driver.snapshot().active?.revision.number === looked.number
          ? { kind: 'active', revision: looked.number, findings }
          : { kind: 'refused', findings };
      }
    }
  });
}
