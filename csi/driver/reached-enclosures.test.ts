import { describe, expect, it } from 'vitest';
import { NO_POLICY_CONSTRAINTS } from '../../core/model/constraints.ts';
import type { DriveConstraint } from '../../core/model/constraints.ts';
import type { EnclosureName } from '../../core/model/ids.ts';
import { driveClassOf } from '../../core/policy/testing/policies.ts';
import type { DriverContext } from './context.ts';
import { awaitReport, emptyState, rememberReport } from './driver-state.ts';
import type { DriverState } from './driver-state.ts';
import { isReached, onlyWhereReached } from './reached-enclosures.ts';

const [A, B] = ['box-a', 'box-b'] as [EnclosureName, EnclosureName];

/** A driver with two enclosures, of which hosts come and go. */
function rig() {
  const state = emptyState();
  const attached = new Set([A, B]);
  const drives = { answering: () => [...attached].sort(), answers: (name: EnclosureName) => attached.has(name) };
  const hosts = { state, backend: { drives } } as unknown as Pick<DriverContext, 'state' | 'backend'>;
  const asked = (): DriveConstraint => {
    const [constraint] = onlyWhereReached(hosts, NO_POLICY_CONSTRAINTS).drives;
    if (!constraint) throw new Error('nothing is asked of drives');
    return constraint;
  };
  const reached = (): readonly string[] => {
    const constraint = asked();
    const admitted = [A, B].filter((enclosure) => constraint.admits(driveClassOf({ enclosure })));
    expect(admitted).toEqual([A, B].filter((enclosure) => isReached(hosts, enclosure)));
    return admitted;
  };
  return { state, attached, asked, reached };
}

type Happening = (state: DriverState, attached: Set<EnclosureName>) => void;

const detachB: Happening = (_, attached) => attached.delete(B);
const awaitA: Happening = (state) => {
  awaitReport(state, A);
};
const hearFromA: Happening = (state) => {
  rememberReport(state, A, new Map());
};

describe('the enclosures that drives can be reached in', () => {
  it.each<[string, readonly Happening[], readonly string[], boolean]>([
    ['nothing happens', [], [A, B], true],
    ['a host goes away', [detachB], [A], false],
    ['a host attaches', [awaitA], [B], false],
    ['a host attaches and tells', [awaitA, hearFromA], [A, B], false],
    ['a host tells again', [hearFromA], [A, B], true],
    ['the only one left attaches', [detachB, awaitA], [], false],
  ])('when %s', (_, happenings, expected, isSame) => {
    const { state, attached, asked, reached } = rig();
    const before = asked();
    for (const happen of happenings) happen(state, attached);
    expect([reached(), asked() === before]).toEqual([expected, isSame]);
  });
});
