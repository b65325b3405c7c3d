import { describe, expect, it } from 'vitest';
import { SourceError } from '../../controller/source/source.ts';
import type { Reconciled } from '../../controller/reconcile/reconcile.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId, RevisionNumber } from '../../core/model/ids.ts';
import type { Verdict } from '../../csi/driver/driver-state.ts';
import { ACTIVE } from '../api/testing/fixture.ts';
import { openSync } from './sync.ts';

const COMMIT = 'c'.repeat(40) as CommitId;
const WARNING: Finding = { code: 'policy/denied', severity: 'warning', message: 'large' };
const HOLDS_DATA: Finding = { code: 'plan/holds-data', severity: 'error', message: 'drives hold data' };

const done = (number: number): Reconciled => ({
  kind: 'done',
  commit: COMMIT,
  number: number as RevisionNumber,
  findings: [WARNING],
});

/** A driver that runs `active` and gives the verdicts in turn, then none. */
function syncing(looked: Reconciled, active: number | undefined, verdicts: readonly Verdict[] = []) {
  let runs = active;
  let at = 0;
  const sync = openSync({
    reconciler: { reconcile: () => Promise.resolve(looked) },
    driver: {
      consider: () => {
        const verdict = verdicts[at];
        at += 1;
        if (verdict?.kind === 'activated') runs = verdict.revision;
        return Promise.resolve(verdict);
      },
      snapshot: () => {
        const revision = { ...ACTIVE.revision, number: runs as RevisionNumber };
        return {
          active: runs === undefined ? undefined : ({ ...ACTIVE, revision } as never),
          volumes: [],
          publications: [],
          reports: new Map(),
          index: undefined,
        };
      },
    },
  });
  return { sync, considered: () => at };
}

const activated = (revision: number): Verdict => ({
  kind: 'activated',
  revision: revision as RevisionNumber,
  findings: [],
});
const refused = (revision: number): Verdict => ({
  kind: 'refused',
  revision: revision as RevisionNumber,
  findings: [HOLDS_DATA],
});

describe('one way of a change', () => {
  it.each([
    ['a new revision is activated', done(2), 1, [activated(2)], { kind: 'active', revision: 2, findings: [WARNING] }],
    ['it is the first', done(1), undefined, [activated(1)], { kind: 'active', revision: 1, findings: [WARNING] }],
    ['nothing is new', done(2), 2, [], { kind: 'active', revision: 2, findings: [WARNING] }],
    ['the driver refuses it', done(2), 1, [refused(2)], { kind: 'refused', findings: [WARNING, HOLDS_DATA] }],
  ])('%s', async (_, looked, active, verdicts, expected) => {
    expect(await syncing(looked, active, verdicts).sync()).toEqual(expected);
  });

  it('the commit is not valid: the driver is not asked', async () => {
    const { sync, considered } = syncing({ kind: 'stalled', commit: COMMIT, findings: [HOLDS_DATA] }, 1);
    expect(await sync()).toEqual({ kind: 'refused', findings: [HOLDS_DATA] });
    expect(considered()).toBe(0);
  });

  it('what the driver refused stays refused', async () => {
    const { sync } = syncing(done(2), 1, [refused(2), refused(2)]);
    const first = await sync();
    expect(await sync()).toEqual(first);
  });

  it('the repository cannot be read now', async () => {
    const error = new SourceError('unreachable', 'no answer');
    const { sync } = syncing({ kind: 'waiting', error, retryAt: new Date(0) }, 1);
    await expect(sync()).rejects.toBe(error);
  });
});
