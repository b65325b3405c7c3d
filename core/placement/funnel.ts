import { gibToBytes } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ConstraintSource, DriveConstraint } from '../model/constraints.ts';
import type { DriveHindrance } from '../model/drive-report.ts';
import type { BackendName } from '../model/ids.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { Cohort, InventoryIndex } from './inventory-index.ts';
import { poolHolds } from './pools.ts';

/** How many drives one constraint ruled out, of those that all earlier ones admitted. */
export interface FunnelStep {
  readonly source: ConstraintSource;
  /** What admitted drives are: "an HDD", "tagged fast". */
  readonly label: string;
  readonly ruledOut: number;
  readonly left: number;
}

export interface Funnel {
  readonly total: number;
  readonly steps: readonly FunnelStep[];
  /** What the last step ruled out, by what hosts told of the drives. */
  readonly hindered: ReadonlyMap<DriveHindrance, number>;
  readonly admitted: readonly Cohort[];
}

/**
 * Runs every drive through the constraints in order, class by class, and counts what each rules out. What hosts told
 * comes last: it is about drives that would do otherwise. `size` is the least usable size, which a backend's limit must
 * not lie below.
 */
export function runFunnel(
  index: InventoryIndex,
  pools: ReadonlyMap<BackendName, readonly Pool[]>,
  constraints: readonly DriveConstraint[],
  size: GiB,
): Funnel {
  const total = countDrives(index.cohorts);
  const steps: FunnelStep[] = [];
  let admitted = index.cohorts;
  const apply = (source: ConstraintSource, label: string, admits: (cohort: Cohort) => boolean): void => {
    const before = countDrives(admitted);
    admitted = admitted.filter(admits);
    const left = countDrives(admitted);
    steps.push({ source, label, ruledOut: before - left, left });
  };
  apply({ kind: 'parameter', name: 'storagePools' }, 'in a pool that the class takes', (cohort) =>
    inPool(cohort, pools),
  );
  const open = openBackends(index.configuration.backends);
  apply(
    { kind: 'inventory' },
    'in a backend that takes volumes',
    ({ backend }) => backend !== undefined && open.has(backend),
  );
  const large = largeEnough(index.configuration.backends, size);
  apply(
    { kind: 'inventory' },
    'in a backend that takes this size',
    ({ backend }) => backend !== undefined && large.has(backend),
  );
  for (const constraint of constraints) {
    apply(constraint.source, constraint.label, (cohort) => constraint.admits(cohort.drives));
  }
  const hindered = countHindered(admitted);
  apply({ kind: 'inventory' }, REPORTED_USABLE, ({ hindrance }) => hindrance === undefined);
  return { total, steps, hindered, admitted };
}

/** What drives are that their host's report does not rule out. */
export const REPORTED_USABLE = 'usable by what its agent reports';

function countHindered(cohorts: readonly Cohort[]): ReadonlyMap<DriveHindrance, number> {
  const counts = new Map<DriveHindrance, number>();
  for (const { hindrance, ids } of cohorts) {
    if (hindrance !== undefined) counts.set(hindrance, (counts.get(hindrance) ?? 0) + ids.length);
  }
  return counts;
}

const inPool = (cohort: Cohort, pools: ReadonlyMap<BackendName, readonly Pool[]>): boolean =>
  cohort.backend !== undefined && (pools.get(cohort.backend)?.some((pool) => poolHolds(pool, cohort.drives)) ?? false);

const openBackends = (backends: readonly Backend[]): ReadonlySet<BackendName> =>
  new Set(backends.filter((backend) => backend.state === 'normal').map((backend) => backend.name));

const largeEnough = (backends: readonly Backend[], size: GiB): ReadonlySet<BackendName> =>
  new Set(
    backends
      .filter(({ maxVolumeBytes }) => maxVolumeBytes === undefined || gibToBytes(size) <= maxVolumeBytes)
      .map((backend) => backend.name),
  );

export const countDrives = (cohorts: readonly Cohort[]): number =>
  cohorts.reduce((sum, cohort) => sum + cohort.ids.length, 0);
