import { formatBytes } from '../model/capacity.ts';
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
  /** What there is of it; the same for as long as it holds, where it can be, as constraints are kept by it. */
  readonly told: (tally: Tally) => string;
}

const NO_MORE: Pick<Reason, 'holds' | 'told'> = {
  holds: hasNoMore,
  told: ({ name, volumes, limits: { maxVolumes = 0 } }) =>
    `${name} has ${String(volumes)} of ${String(maxVolumes)} volumes (limits.maxVolumes)`,
};

const TOO_FULL: Pick<Reason, 'holds' | 'told'> = {
  holds: isTooFullFor,
  told: ({ name, limits: { maxTotalBytes = 0n } }) =>
    `${name} may have ${formatBytes(maxTotalBytes)} in all (limits.maxTotalSize)`,
};

const TOO_SMALL: Pick<Reason, 'holds' | 'told'> = {
  holds: isTooSmallFor,
  told: ({ name, limits: { maxVolumeBytes = 0n } }) =>
    `${name} takes ${formatBytes(maxVolumeBytes)} at most (limits.maxVolumeSize)`,
};

const REASONS: readonly Reason[] = [
  { of: 'backend', label: 'in a backend that may have one more volume', ...NO_MORE },
  { of: 'backend', label: 'in a backend with room for the size', ...TOO_FULL },
  { of: 'pool', label: 'clear of pools for smaller volumes', ...TOO_SMALL },
  { of: 'pool', label: 'clear of pools that may have no more volumes', ...NO_MORE },
  { of: 'pool', label: 'clear of pools without room for the size', ...TOO_FULL },
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

function constraintOn(accounts: Accounts, { label, told }: Reason, full: readonly Tally[]): DriveConstraint {
  const { made, owners } = accounts;
  const tellings = full.map(told);
  const key = [label, ...tellings].join('\n');
  const known = made.get(key);
  if (known && 'admits' in known) return known;
  if (made.size >= MOST_MADE) made.clear();
  const constraint: DriveConstraint = {
    source: { kind: 'inventory' },
    label: `${label}: ${shown(tellings)}`,
    admits: (drives) => !full.some((tally) => isOf(tally, drives, owners)),
  };
  made.set(key, constraint);
  return constraint;
}

/** More are not read. */
const MOST_SHOWN = 3;

const shown = (tellings: readonly string[]): string =>
  tellings.length <= MOST_SHOWN
    ? tellings.join(', ')
    : `${tellings.slice(0, MOST_SHOWN).join(', ')}, … ${String(tellings.length)} in all`;

const isOf = ({ backend, pool }: Tally, drives: DriveClass, owners: Accounts['owners']): boolean =>
  owners.get(drives.storageGroup) === backend.name && (pool === undefined || poolHolds(pool, drives));
