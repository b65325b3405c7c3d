import { gibToBytes } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import type { ClassParameters } from '../model/class.ts';
import type { ConstraintSource, DriveConstraint } from '../model/constraints.ts';
import type { Backend, Pool } from '../model/inventory.ts';
import type { BackendName } from '../model/ids.ts';
import { driveConstraintsOf } from './class-constraints.ts';
import { admissionOf, admittedDrives } from './index/admission.ts';
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
  const { keeper, configuration, layout } = index;
  const tooSmall = tooSmallFor(configuration.backends, asked.size);
  const key = [
    keeper.textOf(asked.parameters, () => driveText(asked.parameters)),
    ...tooSmall,
    ...asked.drives.map((constraint) => keeper.numberOf(constraint)),
  ].join('\n');
  return keeper.find(key, () => admissionOf(demandOf(index, asked, tooSmall), layout.cohortAt.length, groundOf(index)));
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
  return JSON.stringify([
    type,
    rpm,
    requiredTags,
    excludedTags,
    storageGroups && [...storageGroups],
    transports,
    pools,
  ]);
}

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

const tooSmallFor = (backends: readonly Backend[], size: GiB): readonly BackendName[] =>
  backends
    .filter(({ maxVolumeBytes }) => maxVolumeBytes !== undefined && gibToBytes(size) > maxVolumeBytes)
    .map(({ name }) => name);

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

export { admittedDrives };

export const countDrives = (cohorts: readonly Cohort[]): number =>
  cohorts.reduce((sum, cohort) => sum + cohort.ids.length, 0);
