import type { GiB } from '../model/capacity.ts';
import type { DriveConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { poolHolds } from '../placement/pools.ts';
import type { Accounts } from './accounts.ts';
import { hasNoMore, isTooFullFor, isTooSmallFor } from './tallies.ts';
import type { Tally } from './tallies.ts';

/** Why a backend or a pool takes no volume of a size. What a backend takes at most in one volume, admission asks itself. */
interface Reason {
  readonly of: 'backend' | 'pool';
  /** What drives are that it does not rule out. */
  readonly label: string;
  readonly holds: (tally: Tally, size: GiB) => boolean;
}

const REASONS: readonly Reason[] = [
  { of: 'backend', label: 'in a backend that has room under limits.maxVolumes', holds: hasNoMore },
  { of: 'backend', label: 'in a backend that has room under limits.maxTotalSize', holds: isTooFullFor },
  { of: 'pool', label: 'in no pool that takes smaller volumes alone', holds: isTooSmallFor },
  { of: 'pool', label: 'in no pool that is full by limits.maxVolumes', holds: hasNoMore },
  { of: 'pool', label: 'in no pool that is full by limits.maxTotalSize', holds: isTooFullFor },
];

/** Sets of full backends and pools that are remembered. */
const MOST_MADE = 256;

/**
 * Rules out the drives of backends and pools that take no volume of the size. The same constraints as long as the same
 * backends and pools are full.
 */
export function limitConstraints(accounts: Accounts, size: GiB): readonly DriveConstraint[] {
  const constraints: DriveConstraint[] = [];
  for (const reason of REASONS) {
    const full = fullBy(accounts, reason, size);
    if (full.length > 0) constraints.push(constraintOn(accounts, reason, full));
  }
  return constraints;
}

const fullBy = ({ limited }: Accounts, { of, holds }: Reason, size: GiB): readonly Tally[] =>
  limited.filter((tally) => (tally.pool === undefined) === (of === 'backend') && holds(tally, size));

function constraintOn(accounts: Accounts, { label }: Reason, full: readonly Tally[]): DriveConstraint {
  const { made, owners } = accounts;
  const key = [label, ...full.map(({ name }) => name)].join('\n');
  const known = made.get(key);
  if (known && 'admits' in known) return known;
  if (made.size >= MOST_MADE) made.clear();
  const constraint: DriveConstraint = {
    source: { kind: 'inventory' },
    label,
    admits: (drives) => !full.some((tally) => isOf(tally, drives, owners)),
  };
  made.set(key, constraint);
  return constraint;
}

const isOf = ({ backend, pool }: Tally, drives: DriveClass, owners: Accounts['owners']): boolean =>
  owners.get(drives.storageGroup) === backend.name && (pool === undefined || poolHolds(pool, drives));
