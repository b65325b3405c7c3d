import { BYTES_PER_GIB } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters, PoolSelection } from '../model/class.ts';
import type { ConstraintSource, DriveConstraint } from '../model/constraints.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { BackendName } from '../model/ids.ts';
import { driveConstraintsOf } from './class-constraints.ts';
import { admissionOf } from './index/admission.ts';
import type { Admission, AdmissionStep, Demand, Ground } from './index/admission.ts';
import type { Cohort } from './index/cohort.ts';
import { cohortsOf, spaceOf } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';
import type { FunnelStep } from './outcome.ts';
import { poolHolds, selectPools } from './pools.ts';

/** What decides which drives a request may have. */
export interface Asked {
  readonly parameters: ClassParameters;
  /** The least usable size, which a backend's limit must not lie below. */
  readonly size: GiB;
  /** What policies ask of each drive. They are told apart by identity. */
  readonly drives: readonly DriveConstraint[];
}

/** The drives that requests like this one may have. Worked out once; from then on the index keeps it. */
export function admissionFor(index: InventoryIndex, asked: Asked): Admission {
  const { keeper, layout } = index;
  const tooSmall = tooSmallFor(index.configuration.backends, asked.size);
  let key = driveText(asked.parameters);
  for (const name of tooSmall) key += `\n${name}`;
  for (const constraint of asked.drives) key += `\n${String(keeper.numberOf(constraint))}`;
  return keeper.find(key, () =>
    admissionOf(demandOf(index, asked, tooSmall), layout.cohortAt.length, groundOf(index), keeper.changed),
  );
}

/** Every cohort with what is free of it. */
export function* groundOf(index: InventoryIndex): Ground {
  for (const cohort of cohortsOf(index)) yield [cohort, spaceOf(index, cohort)];
}

/** The parameters of a class by which it takes drives: classes with the same text take the same. */
function driveText({
  type,
  rpm,
  requiredTags,
  excludedTags,
  storageGroups,
  transports,
  pools,
}: ClassParameters): string {
  const groups = storageGroups ? [...storageGroups].join() : '*';
  const drives = `${type} ${String(rpm)} ${requiredTags.join()} ${excludedTags.join()} ${groups} ${transports.join()}`;
  return isAnyPool(pools) ? drives : `${drives} ${JSON.stringify(pools)}`;
}

const isAnyPool = ({ selector, storagePools, additionalStoragePools, excludeStoragePools }: PoolSelection): boolean =>
  selector.length + storagePools.length + additionalStoragePools.length + excludeStoragePools.length === 0;

function demandOf(index: InventoryIndex, { parameters, drives }: Asked, tooSmall: readonly BackendName[]): Demand {
  const { backends } = index.configuration;
  const pools = selectPools(backends, parameters.pools);
  const open = new Set(backends.filter(({ state }) => state === 'normal').map(({ name }) => name));
  const large = new Set(backends.map(({ name }) => name).filter((name) => !tooSmall.includes(name)));
  const inBackend =
    (names: ReadonlySet<BackendName>) =>
    (cohort: Cohort): boolean =>
      cohort.backend !== undefined && names.has(cohort.backend);
  const steps: readonly AdmissionStep[] = [
    {
      source: { kind: 'parameter', name: 'storagePools' },
      label: 'in a pool that the class takes',
      admits: (cohort) => inPool(cohort, pools),
    },
    { source: INVENTORY, label: 'in a backend that takes volumes', admits: inBackend(open) },
    { source: INVENTORY, label: 'in a backend that takes this size', admits: inBackend(large) },
    ...[...driveConstraintsOf(parameters), ...drives].map((constraint): AdmissionStep => ({
      source: constraint.source,
      label: constraint.label,
      admits: (cohort) => constraint.admits(cohort.drives),
    })),
    // Last, as it is about drives that would do otherwise.
    { source: INVENTORY, label: REPORTED_USABLE, admits: ({ hindrance }) => hindrance === undefined },
  ];
  return { pools, steps, slices: parameters.type === 'slice' };
}

const INVENTORY: ConstraintSource = { kind: 'inventory' };

/** What drives are that their host's report does not rule out. */
export const REPORTED_USABLE = 'usable by what its agent reports';

const inPool = (cohort: Cohort, pools: ReadonlyMap<BackendName, readonly Pool[]>): boolean =>
  cohort.backend !== undefined && (pools.get(cohort.backend)?.some((pool) => poolHolds(pool, cohort.drives)) ?? false);

const NONE: readonly BackendName[] = [];

/** Bytes are compared as numbers: a whole GiB times a power of two is exact, and so is comparing it with a bigint. */
function tooSmallFor(backends: readonly Backend[], size: GiB): readonly BackendName[] {
  let names: BackendName[] | undefined;
  for (const { name, maxVolumeBytes } of backends) {
    if (maxVolumeBytes !== undefined && size * BYTES > maxVolumeBytes) (names ??= []).push(name);
  }
  return names ?? NONE;
}

const BYTES = Number(BYTES_PER_GIB);

/** How many drives each step ruled out, in the order in which they were asked. */
export function funnelOf(admission: Admission): readonly FunnelStep[] {
  let left = admission.counts.reduce((sum, count) => sum + count, 0);
  return admission.steps.map(({ source, label }, at) => {
    const ruledOut = admission.counts[at] ?? 0;
    left -= ruledOut;
    return { source, label, ruledOut, left };
  });
}

export const totalDrives = ({ counts }: Admission): number => counts.reduce((sum, count) => sum + count, 0);

export const countDrives = (cohorts: readonly Cohort[]): number =>
  cohorts.reduce((sum, cohort) => sum + cohort.ids.length, 0);
