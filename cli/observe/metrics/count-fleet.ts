import { gibToBytes } from '../../../core/model/capacity.ts';
import type { GiB } from '../../../core/model/capacity.ts';
import type { Configuration } from '../../../core/model/configuration.ts';
import { differencesOf } from '../../../core/model/drive-report.ts';
import type { EnclosureReports } from '../../../core/model/drive-report.ts';
import type { DriveId } from '../../../core/model/ids.ts';
import type { Backend, Drive, Enclosure, Pool } from '../../../core/model/inventory.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import { ownersOfStorageGroups } from '../../../core/placement/pools.ts';
import { Tally } from './tally.ts';

/** What is counted: a moment of what the driver knows. */
export interface CountedFleet {
  readonly configuration: Configuration | undefined;
  readonly volumes: readonly Volume[];
  readonly publications: readonly Publication[];
  readonly reports: EnclosureReports;
}

/** Sums by the labels that they are shown with, in the order of the labels. */
export interface FleetCounts {
  /** media_type, state */
  readonly drives: Tally;
  /** difference */
  readonly differing: Tally;
  /** backend, pool, media_type */
  readonly poolCapacity: Tally;
  readonly poolAllocated: Tally;
  /** level, domain, media_type */
  readonly domainCapacity: Tally;
  readonly domainAllocated: Tally;
  /** phase, layout */
  readonly volumes: Tally;
  /** state */
  readonly legs: Tally;
  readonly degraded: Tally;
  /** step */
  readonly journal: Tally;
  /** phase */
  readonly publications: Tally;
}

/** Between two steps others are served. */
const PER_STEP = 512;

/** Levels of more domains are left out: each would be a time series for each of its media. */
const MOST_DOMAINS = 256;

/** Counts in steps, each of a bounded number of drives or volumes. */
export function* countFleet(fleet: CountedFleet): Generator<undefined, FleetCounts> {
  const counts = emptyCounts();
  const allocated = yield* countVolumes(fleet.volumes, counts);
  for (const [at, { phase }] of fleet.publications.entries()) {
    counts.publications.add([phase], 1);
    if (phase !== 'published') counts.journal.add([phase === 'publishing' ? 'publish' : 'unpublish'], 1);
    if (at % PER_STEP === 0) yield;
  }
  if (fleet.configuration) yield* countDrives(fleet.configuration, fleet.reports, { allocated, counts });
  return counts;
}

type Allocated = ReadonlyMap<DriveId, number>;

function* countVolumes(volumes: readonly Volume[], counts: FleetCounts): Generator<undefined, Allocated> {
  const allocated = new Map<DriveId, number>();
  for (const [at, volume] of volumes.entries()) {
    countVolume(volume, counts);
    for (const { drive, extent, stranded } of volume.legs) {
      allocated.set(drive, (allocated.get(drive) ?? 0) + extent.length + stranded);
    }
    if (at % PER_STEP === 0) yield;
  }
  return allocated;
}

function countVolume({ phase, layout, legs, integrity, unfenced }: Volume, counts: FleetCounts): void {
  counts.volumes.add([phase.kind, layout], 1);
  const { dropped, rebuilding } = integrity;
  counts.legs.add(['dropped'], dropped.length);
  counts.legs.add(['rebuilding'], rebuilding.length);
  counts.legs.add(['current'], legs.length - dropped.length - rebuilding.length);
  counts.degraded.add([], dropped.length + rebuilding.length > 0 ? 1 : 0);
  counts.journal.add(['fence'], unfenced.length);
  switch (phase.kind) {
    case 'ready':
      return;
    case 'creating':
      counts.journal.add(['create'], 1);
      return;
    case 'expanding':
      counts.journal.add(['expand'], 1);
      return;
    case 'releasing':
      counts.journal.add(['release'], 1);
      return;
  }
}

interface DriveCounting {
  readonly allocated: Allocated;
  readonly counts: FleetCounts;
}

function* countDrives(
  configuration: Configuration,
  reports: EnclosureReports,
  { allocated, counts }: DriveCounting,
): Generator<undefined, void> {
  const poolsOf = poolFinder(configuration);
  const levels = shownLevels(configuration);
  let seen = 0;
  for (const enclosure of configuration.enclosures) {
    const pools = poolsOf(enclosure);
    const domains = levels.flatMap((level) => {
      const domain = enclosure.domains.get(level);
      return domain === undefined ? [] : [[level, domain] as const];
    });
    const report = reports.get(enclosure.name);
    for (const drive of enclosure.drives) {
      const capacity = Number(drive.capacityBytes);
      const taken = bytesOf(allocated.get(drive.id) ?? 0);
      counts.drives.add([drive.mediaType, drive.state], 1);
      for (const difference of differencesOf(drive, report)) counts.differing.add([difference], 1);
      for (const { backend, pool } of pools) {
        if (!holds(pool, drive)) continue;
        counts.poolCapacity.add([backend, pool.name, drive.mediaType], capacity);
        counts.poolAllocated.add([backend, pool.name, drive.mediaType], taken);
      }
      for (const [level, domain] of domains) {
        counts.domainCapacity.add([level, domain, drive.mediaType], capacity);
        counts.domainAllocated.add([level, domain, drive.mediaType], taken);
      }
      if (++seen % PER_STEP === 0) yield;
    }
  }
}

const bytesOf = (gibibytes: number): number => Number(gibToBytes(gibibytes as GiB));

const holds = ({ requiredTags }: Pool, { tags }: Drive): boolean => requiredTags.every((tag) => tags.includes(tag));

interface PoolOfBackend {
  readonly backend: Backend['name'];
  readonly pool: Pool;
}

/** The pools that drives of an enclosure may belong to. */
function poolFinder(configuration: Configuration): (enclosure: Enclosure) => readonly PoolOfBackend[] {
  const owners = ownersOfStorageGroups(configuration);
  return ({ storageGroup }) =>
    configuration.backends
      .filter(({ name }) => owners.get(storageGroup) === name)
      .flatMap(({ name, pools }) => pools.map((pool) => ({ backend: name, pool })))
      .filter(({ pool }) => pool.storageGroups?.has(storageGroup) !== false);
}

function shownLevels({ topology }: Configuration) {
  const domains = [...topology.domains.values()];
  return topology.levels.filter((level) => domains.filter((each) => each.level === level).length <= MOST_DOMAINS);
}

/** What alerts compare is 0, not missing, where there is none. */
const emptyCounts = (): FleetCounts => ({
  drives: new Tally(),
  differing: new Tally(),
  poolCapacity: new Tally(),
  poolAllocated: new Tally(),
  domainCapacity: new Tally(),
  domainAllocated: new Tally(),
  volumes: new Tally(),
  legs: new Tally([['current'], ['dropped'], ['rebuilding']]),
  degraded: new Tally([[]]),
  journal: new Tally([['create'], ['expand'], ['release'], ['publish'], ['unpublish'], ['fence']]),
  publications: new Tally(),
});
